// A loader that is not served any more, and a page, a network or a browser in which it cannot work: the page hears of it, the person
// gets a way on.
import type { Route } from "@playwright/test";

import { expect, test } from "../fixtures.ts";
import { Check } from "../pages/check.ts";
import { HostPage } from "../pages/host.ts";
import { type Language, words } from "../support/words.ts";

test("a pinned version that is gone: unsupported-version, and the check on a page of its own", async ({ page, hotel, service }) => {
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await hotel.open("outdated", { purpose: "check-in", ref: "booking 7", csp: "strict" });
  const { code, family, retry, result } = (await hotel.event("error")).detail;
  expect({ code, family, retry, result }).toEqual({ code: "unsupported-version", family: 1, retry: false, result: undefined });
  expect(warnings).toEqual([expect.stringContaining("unsupported-version")]);
  await expect(hotel.iframe()).toHaveCount(0);
  await expect(page.getByRole("alert")).toContainText("The check did not open.");

  const opened = page.waitForEvent("popup");
  await page.getByRole("alert").getByRole("link").click();
  const full = await opened;
  expect(new URL(full.url()).origin).toBe(service.origin);
  const query = Object.fromEntries(new URL(full.url()).searchParams);
  expect(query).toMatchObject({ o: hotel.site.origin, purpose: "check-in", ref: "booking 7" });
  expect(query.nonce).toBeTruthy();
  await expect(new Check(full, "en", hotel.provider).fullName).toBeVisible();
});

const SPOKEN: [Language, Record<string, string>][] = [
  ["hi", { "page-lang": "hi" }],
  ["ta", { "page-lang": "hi", lang: "ta" }],
  ["as", { "page-lang": "as-IN", csp: "strict" }],
  ["en", { "page-lang": "hi", lang: "xx" }],
];

for (const [language, options] of SPOKEN) {
  test(`a pinned version that is gone speaks the language that is asked for (${Object.values(options).join(", ")})`, async ({ page, hotel }) => {
    await hotel.open("outdated", options);
    const say = words(language);
    await expect(page.getByRole("alert")).toContainText(say("loader-failed"));
    await expect(page.getByRole("alert").getByRole("link")).toHaveText(say("loader-open"));
    expect((await hotel.event("error")).detail.message).toBe(say("loader-failed"));
  });
}

for (const [name, answer] of [
  ["are refused", (route: Route) => route.abort()],
  ["never come", () => {}],
] as const) {
  test(`words that ${name}: a loader says in English what is wrong, one that is gone and one that is not`, async ({ page, hotel, world }) => {
    await page.route(/\/words\.js/, answer);
    // Words that do not come hold up the browser's load event, as any script does.
    const visit = (address: string) => page.goto(address, { waitUntil: "domcontentloaded" });
    await visit(hotel.url("outdated", { "page-lang": "ta" }));
    await expect(page.getByRole("alert")).toContainText(words("en")("loader-failed"));
    await visit(new HostPage(page, world.evil, hotel.provider).url("plain", { "page-lang": "ta" }));
    await expect(page.getByRole("alert")).toHaveText(words("en")("loader-setup"));
  });
}

for (const [name, missing] of [
  ["message channels", () => Reflect.deleteProperty(window, "MessageChannel")],
  ["custom elements", () => Object.defineProperty(window, "customElements", { value: undefined })],
] as const) {
  for (const variant of ["plain", "class"]) {
    test(`a browser without ${name}: unsupported-browser (${variant})`, async ({ page, hotel, service }) => {
      await page.addInitScript(missing);
      await hotel.open(variant);
      const { code, family, retry } = (await hotel.event("error")).detail;
      expect({ code, family, retry }).toEqual({ code: "unsupported-browser", family: 2, retry: false });
      await expect(hotel.iframe()).toHaveCount(0);
      const way = page.getByRole("alert").getByRole("link");
      await expect(way).toBeVisible();
      expect(await way.getAttribute("href")).toContain(`${service.origin}/check?`);
      // The full page needs none of it.
      await page.goto((await way.getAttribute("href"))!);
      await expect(new Check(page, "en", hotel.provider).fullName).toBeVisible();
    });
  }
}

test("a page without HTTPS: insecure-context, and nothing is loaded", async ({ page, airline }) => {
  await page.goto(airline.url("plain", { purpose: "boarding" }).replace("//127.0.0.1:", "//insecure.test:"));
  expect(await page.evaluate("isSecureContext")).toBe(false);
  const { code, family, retry } = (await airline.event("error")).detail;
  expect({ code, family, retry }).toEqual({ code: "insecure-context", family: 1, retry: false });
  await expect(page.getByRole("alert")).toHaveText("This check is not set up for this page.");
  await expect(airline.iframe()).toHaveCount(0);
});

test("a service that cannot be reached: network-error, and a reset opens the check once it can", async ({ page, hotel, service }) => {
  await page.route(/\/embed(\?|\/v1\/why\.js)/, (route) => route.abort("connectionrefused"));
  await hotel.open("plain");
  const { code, family, retry } = (await hotel.event("error")).detail;
  expect({ code, family, retry }).toEqual({ code: "network-error", family: 2, retry: true });
  await expect(page.getByRole("alert")).toContainText("The check did not open.");
  await expect(page.getByRole("alert").getByRole("link", { name: "Open it in a new tab" }))
    .toHaveAttribute("href", new RegExp(`^${service.origin}/check\\?`));

  await page.unrouteAll();
  await page.evaluate("document.querySelector('kyvs-check').reset()");
  await expect(hotel.check().fullName).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

for (const [name, broken] of [
  ["shadow roots", () => {
    Element.prototype.attachShadow = () => {
      throw new Error("broken by an extension");
    };
  }],
  ["style sheets", () => {
    Object.defineProperty(window, "CSSStyleSheet", {
      value: class {
        constructor() {
          throw new Error("broken by an extension");
        }
      },
    });
  }],
] as const) {
  test(`a browser with broken ${name}: script-error`, async ({ page, hotel, service }) => {
    const errors: string[] = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.addInitScript(broken);
    await hotel.open("plain");
    const { code, family } = (await hotel.event("error")).detail;
    expect({ code, family }).toEqual({ code: "script-error", family: 2 });
    expect(errors).toEqual([expect.stringContaining("broken by an extension")]);
    await expect(hotel.iframe()).toHaveCount(0);
    const way = (await page.getByRole("alert").getByRole("link").getAttribute("href"))!;
    expect(way).toContain(`${service.origin}/check?`);
    await page.goto(way);
    await expect(new Check(page, "en", hotel.provider).fullName).toBeVisible();
  });
}
