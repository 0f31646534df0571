// A loader that is not served any more, and a browser in which it cannot work: the page hears of it, the person gets a way on.
import { expect, test } from "../fixtures.ts";
import { Check } from "../pages/check.ts";
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
