// A loader whose bytes the host page names (check 15): it runs, and nothing of the service runs beside it.
import type { APIRequestContext, Page } from "@playwright/test";

import { expect, test } from "../fixtures.ts";
import { HostPage } from "../pages/host.ts";
import { words } from "../support/words.ts";

/** What the documentation says to write: address and hash. */
async function documented(request: APIRequestContext, origin: string): Promise<{ src: string; integrity: string }> {
  const shown = await (await request.get(`${origin}/docs/embedding`)).text();
  const [, src, integrity] = /src=(?:"|&quot;)(\S+\/embed\/kyvs-\w+\.js)(?:"|&quot;)\s+integrity=(?:"|&quot;)(sha384-\S+?)(?:"|&quot;)/.exec(shown)!;
  return { src, integrity };
}

/** Every script of the service that the host page itself loads, as its path. */
function scripts(page: Page, origin: string): string[] {
  const loaded: string[] = [];
  page.on("request", (request) => {
    const own = request.frame() === page.mainFrame() && request.resourceType() === "script";
    if (own && request.url().startsWith(origin)) loaded.push(new URL(request.url()).pathname);
  });
  return loaded;
}

for (const lang of ["en", "hi"] as const) {
  test(`15: with the documented hash the check works, and no other script comes (${lang})`, async ({ page, hotel, service, inbox, anyone }) => {
    const pinned = await documented(page.request, service.origin);
    const loaded = scripts(page, service.origin);
    await hotel.open("pinned", { ...pinned, lang });
    await expect(hotel.iframe()).toHaveAttribute("title", words(lang)("loader-title"));
    await hotel.check("body", lang, lang === "hi" ? "होटल सागर" : hotel.provider).complete(anyone(), inbox);
    expect(await hotel.verify((await hotel.event("success")).detail.result)).toMatchObject({ verified: true });
    expect(loaded).toEqual([new URL(pinned.src).pathname]);
  });
}

test("15: a changed byte is blocked, and the link inside the element leads on", async ({ page, hotel, service }) => {
  const pinned = await documented(page.request, service.origin);
  await page.route(pinned.src, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()} ` });
  });
  await hotel.open("pinned", pinned);
  const link = page.getByRole("link", { name: "Check on its own page" });
  await expect(link).toBeVisible();
  expect(await page.evaluate("typeof Kyvs")).toBe("undefined");
  await expect(hotel.iframe()).toHaveCount(0);
  await link.click();
  await expect(page).toHaveURL(`${service.origin}/check`);
});

test("15: a page that lets nothing be read from the service has the check all the same, with English around it", async ({ page, hotel, service }) => {
  const pinned = await documented(page.request, service.origin);
  await hotel.open("pinned", { ...pinned, lang: "hi", csp: "strict" });
  await expect(hotel.check("body", "hi").fullName).toBeVisible();
  await expect(hotel.iframe()).toHaveAttribute("title", words("en")("loader-title"));
  expect(await hotel.events("error")).toEqual([]);
});

test("15: why a frame was refused is read, not run", async ({ page, world }) => {
  const evil = new HostPage(page, world.evil, "Hotel Sagar");
  const pinned = await documented(page.request, world.service.origin);
  const loaded = scripts(page, world.service.origin);
  await evil.open("pinned", { ...pinned, lang: "ta" });
  expect((await evil.event("error")).detail).toMatchObject({ code: "origin-not-allowed", family: 1, retry: false });
  await expect(page.getByRole("alert")).toHaveText(words("ta")("loader-setup"));
  expect(loaded).toEqual([new URL(pinned.src).pathname]);
});

test("what the host page has been told is not told again when its theme changes", async ({ page, world }) => {
  const evil = new HostPage(page, world.evil, "Hotel Sagar");
  await evil.open("plain");
  const alert = page.getByRole("alert");
  await expect(alert).toHaveText(words("en")("loader-setup"));
  const changes = await alert.evaluate(async (told) => {
    let seen = 0;
    new MutationObserver((records) => { seen += records.length; }).observe(told, { childList: true, characterData: true, subtree: true });
    const check = document.querySelector("kyvs-check") as HTMLElement & { setTheme(theme: string): void };
    check.setTheme("dark");
    await Promise.resolve();
    return seen;
  });
  expect(changes).toBe(0);
});
