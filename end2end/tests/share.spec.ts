// What people share from the page of their own status: the graphic, a link to it, a pass; with and without JavaScript.
import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures.ts";
import { OwnPage } from "../pages/own.ts";
import { expectFits } from "../support/layout.ts";
import { LANGUAGES, SCRIPTS } from "../support/words.ts";

const unfold = (own: OwnPage, key: string) => own.page.locator("summary", { hasText: own.say(key) }).first().click();

const picture = (page: Page) => page.locator("#kyvs-picture");

for (const scripted of [true, false]) {
  test(`share: graphic, link, taken back (${scripted ? "with" : "without"} JavaScript)`, async ({ browser, service, inbox, anyone }) => {
    const context = await browser.newContext({ javaScriptEnabled: scripted, locale: "en-IN" });
    const page = await context.newPage();
    const own = new OwnPage(page);
    const person = anyone("full");
    await own.open(service.origin);
    await own.enter(person, inbox);
    await unfold(own, "graphic-title");

    await page.getByLabel(own.say("graphic-wide")).check();
    await page.getByLabel(own.say("graphic-language")).selectOption({ label: "ગુજરાતી" });
    await page.getByRole("button", { name: own.say("graphic-show"), exact: true }).click();
    await expect(picture(page)).toHaveAttribute("alt", /^સંપૂર્ણ રસીકરણ થયું છે · મેં રસી લીધી છે\. તમે\?/);
    await expect(picture(page)).toHaveJSProperty("naturalWidth", 1200);
    await expect(page.getByLabel(own.say("graphic-wide"))).toBeChecked();

    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: own.say("graphic-png") }).click()]);
    expect(file.suggestedFilename()).toBe("kyvs-wide.png");
    await expect(picture(page)).toBeVisible();

    await page.getByRole("button", { name: own.say("graphic-link"), exact: true }).click();
    const address = await page.getByLabel(own.say("graphic-linked")).inputValue();
    expect(address).toMatch(new RegExp(`^${service.origin}/s/[\\w-]{22}$`));
    await expect(page.getByRole("link", { name: "WhatsApp" })).toHaveAttribute("href", `https://wa.me/?text=${encodeURIComponent(address)}`);
    await page.getByLabel(own.say("graphic-coded")).check();
    await page.getByRole("button", { name: own.say("graphic-show"), exact: true }).click();
    await expect(page.getByLabel(own.say("graphic-linked"))).toHaveValue(address);

    const friend = await context.newPage();
    await friend.goto(address);
    await expect(friend.getByRole("heading", { level: 1 })).toHaveText("સંપૂર્ણ રસીકરણ થયું છે");
    await expect(friend.locator("img")).toHaveJSProperty("naturalWidth", 1080);
    await expect(friend.locator("meta[property='og:image']")).toHaveAttribute("content", `${address}/wide.png`);
    for (const part of person.name.split(" ")) await expect(friend.locator("body")).not.toContainText(part);

    await page.getByRole("button", { name: own.say("graphic-unshare") }).click();
    await expect(page.getByRole("status").and(own.notice)).toHaveText(own.say("graphic-unshared"));
    await friend.reload();
    await expect(friend.getByRole("heading", { level: 1 })).toHaveText("This link shows nothing");
    expect(page.url()).toMatch(new RegExp(`^${service.origin}/status(\\?lang=en)?$`));
    await context.close();
  });
}

test("share: the phone's own sharing gets the file that is shown", async ({ page, service, inbox, anyone }) => {
  await page.addInitScript(() => {
    const shared: unknown[] = [];
    Object.assign(window, { shared });
    Object.assign(navigator, {
      canShare: () => true,
      share: async ({ files, url }: ShareData) => {
        shared.push(url ?? { name: files![0].name, size: files![0].size, start: (await files![0].text()).slice(1, 4) });
      },
    });
  });
  const own = new OwnPage(page);
  const person = anyone("full");
  await own.open(service.origin);
  await own.enter(person, inbox);
  await unfold(own, "graphic-title");
  await page.getByRole("button", { name: own.say("graphic-link"), exact: true }).click();
  await page.getByRole("button", { name: own.say("graphic-native"), exact: true }).click();
  await page.getByRole("button", { name: own.say("graphic-native-link"), exact: true }).click();
  const address = await page.getByLabel(own.say("graphic-linked")).inputValue();
  await expect.poll(() => page.evaluate(() => (window as unknown as { shared: unknown[] }).shared)).toEqual([
    { name: "kyvs-square.png", size: expect.any(Number), start: "PNG" },
    address,
  ]);
});

test("share: where the browser shares nothing itself, no button promises it", async ({ page, service, inbox, anyone }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "share", { value: undefined }));
  const own = new OwnPage(page);
  const person = anyone("partial");
  await own.open(service.origin);
  await own.enter(person, inbox);
  await unfold(own, "graphic-title");
  await page.getByRole("button", { name: own.say("graphic-show"), exact: true }).click();
  await expect(picture(page)).toBeVisible();
  await expect(page.getByRole("button", { name: own.say("graphic-native"), exact: true })).toBeHidden();
});

test("pass: made, shown, printed, taken back", async ({ page, service, inbox, anyone }) => {
  const own = new OwnPage(page);
  const person = anyone("full");
  await own.open(service.origin);
  await own.enter(person, inbox);
  await unfold(own, "pass-title");
  await page.getByLabel(own.say("pass-name-initials")).check();
  await page.getByLabel(own.say("pass-lifetime")).selectOption("1440");
  await page.getByRole("button", { name: own.say("pass-make"), exact: true }).click();
  const code = page.getByRole("img", { name: own.say("pass-code") });
  await expect(code).toBeVisible();
  await page.locator("summary", { hasText: own.say("pass-text") }).click();
  await expect(page.locator(".pass__text")).toHaveText(/^KYVS1:[0-9A-Z*+./-]+$/);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: own.say("pass-paper") }).click()]);
  expect(file.suggestedFilename()).toBe("kyvs-pass.pdf");
  await page.getByRole("button", { name: own.say("pass-revoke") }).click();
  await expect(page.getByRole("status").and(own.notice)).toHaveText(own.say("pass-revoked"));
  await expect(page.getByRole("button", { name: own.say("pass-revoke") })).toHaveCount(0);
});

for (const language of LANGUAGES) {
  test(`share: all of it fits 320 px, and axe finds nothing (${language})`, async ({ page, service, inbox, anyone, expectAccessible }) => {
    test.slow();
    await page.setViewportSize({ width: 320, height: 800 });
    const look = async (step: string) => {
      await expectFits(page, step);
      if (SCRIPTS.includes(language)) await expectAccessible();
    };
    const own = new OwnPage(page, language);
    const person = anyone("full");
    await own.open(service.origin);
    await own.enter(person, inbox);
    await unfold(own, "graphic-title");
    await page.getByRole("button", { name: own.say("graphic-link"), exact: true }).click();
    await expect(picture(page)).toBeVisible();
    await look("graphic");
    const address = await page.getByLabel(own.say("graphic-linked")).inputValue();
    await unfold(own, "pass-title");
    await page.getByRole("button", { name: own.say("pass-make"), exact: true }).click();
    await expect(page.getByRole("img", { name: own.say("pass-code") })).toBeVisible();
    await look("pass");
    await page.screenshot({ path: `test-results/share-own-${language}.png`, fullPage: true });
    await page.goto(address);
    await look("link");
    await page.screenshot({ path: `test-results/share-link-${language}.png`, fullPage: true });
  });
}
