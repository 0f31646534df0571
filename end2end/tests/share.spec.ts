// What people share from the page of their own status: the graphic, a link to it, a pass; with and without JavaScript.
import { readFileSync } from "node:fs";

import type { Download, Page } from "@playwright/test";
import { PNG } from "pngjs";

import { expect, test } from "../fixtures.ts";
import { OwnPage } from "../pages/own.ts";
import { codeIn, hasPoppler, photograph, pictureOfPdf, textOfPdf } from "../support/codes.ts";
import { expectFits } from "../support/layout.ts";
import { LANGUAGES, SCRIPTS } from "../support/words.ts";

const unfold = (own: OwnPage, key: string) => own.fold(key).click();

const picture = (page: Page) => page.locator("#kyvs-picture");

/** Presses a button that saves a file. */
async function saved(own: OwnPage, key: string): Promise<Download> {
  const [file] = await Promise.all([own.page.waitForEvent("download"), own.page.getByRole("button", { name: own.say(key), exact: true }).click()]);
  return file;
}

/** Makes a pass for a day, and gives the letters that are shown under its code. */
async function makePass(own: OwnPage): Promise<string> {
  await unfold(own, "pass-title");
  await own.page.getByLabel(own.say("pass-lifetime")).selectOption("1440");
  await own.page.getByRole("button", { name: own.say("pass-make"), exact: true }).click();
  await own.page.locator("summary", { hasText: own.say("pass-text") }).click();
  const letters = own.page.locator(".pass__text");
  await expect(letters).toHaveText(/^KYVS1:[0-9A-Z*+./-]+$/);
  return letters.innerText();
}

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

    const file = await saved(own, "graphic-png");
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
  const file = await saved(own, "pass-paper");
  expect(file.suggestedFilename()).toBe("kyvs-pass.pdf");
  await page.getByRole("button", { name: own.say("pass-revoke") }).click();
  await expect(page.getByRole("status").and(own.notice)).toHaveText(own.say("pass-revoked"));
  await expect(page.getByRole("button", { name: own.say("pass-revoke") })).toHaveCount(0);
});

test("share: the graphic's QR code is the link, and is there only where it was wanted", async ({ page, service, inbox, anyone }) => {
  const own = new OwnPage(page);
  await own.open(service.origin);
  await own.enter(anyone("full"), inbox);
  await unfold(own, "graphic-title");
  await page.getByRole("button", { name: own.say("graphic-link"), exact: true }).click();
  const address = await page.getByLabel(own.say("graphic-linked")).inputValue();
  for (const shape of ["graphic-square", "graphic-wide"]) {
    await page.getByLabel(own.say(shape)).check();
    for (const wanted of [false, true]) {
      await page.getByLabel(own.say("graphic-coded")).setChecked(wanted);
      const file = await saved(own, "graphic-png");
      expect(codeIn(readFileSync(await file.path())), `${shape}, ticked: ${wanted}`).toBe(wanted ? address : undefined);
    }
  }
});

/** Programs that fetch a link to show a preview of it. They run no script. */
const CRAWLERS = [
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "WhatsApp/2.24.6.77 A", "Twitterbot/1.0", "TelegramBot (like TwitterBot)",
];

/** The names and contents of a page's meta tags. */
const tagsOf = (html: string) => new Map(Array.from(html.matchAll(/<meta\s[^>]*>/g), ([tag]) =>
  [tag.match(/\s(?:property|name)="([^"]*)"/)?.[1] ?? "", tag.match(/\scontent="([^"]*)"/)?.[1] ?? ""] as const));

test("share: crawlers get a preview that names nobody, and none once the link was taken back", async ({ page, service, inbox, anyone }) => {
  const own = new OwnPage(page);
  const person = anyone("full");
  await own.open(service.origin);
  await own.enter(person, inbox);
  await unfold(own, "graphic-title");
  await page.getByRole("button", { name: own.say("graphic-link"), exact: true }).click();
  const address = await page.getByLabel(own.say("graphic-linked")).inputValue();
  const crawl = (agent: string, what = address) => fetch(what, { headers: { "user-agent": agent }, redirect: "error" });

  for (const agent of CRAWLERS) {
    const answer = await crawl(agent);
    const html = await answer.text();
    const tags = tagsOf(html);
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("set-cookie")], agent).toEqual([200, "text/html; charset=utf-8", null]);
    expect(tags.get("og:title")).toBe("Fully vaccinated");
    expect(tags.get("og:description")).toBeTruthy();
    expect(tags.get("og:url")).toBe(address);
    expect(tags.get("twitter:card")).toBe("summary_large_image");
    expect(tags.get("robots")).toBe("noindex");
    for (const secret of [...person.name.split(" "), person.mobile, "Covishield"]) expect(html).not.toContain(secret);

    const source = tags.get("og:image")!;
    expect([new URL(source).origin, tags.get("twitter:image")]).toEqual([service.origin, source]);
    const drawn = await crawl(agent, source);
    expect([drawn.status, drawn.headers.get("content-type")]).toEqual([200, "image/png"]);
    const { width, height } = PNG.sync.read(Buffer.from(await drawn.arrayBuffer()));
    expect([width, height]).toEqual([1200, 630]);
    expect([tags.get("og:image:width"), tags.get("og:image:height")]).toEqual(["1200", "630"]);
  }

  await page.getByRole("button", { name: own.say("graphic-unshare") }).click();
  await expect(page.getByRole("status").and(own.notice)).toHaveText(own.say("graphic-unshared"));
  for (const agent of CRAWLERS) {
    const answer = await crawl(agent);
    expect(answer.status, agent).toBe(410);
    expect(Array.from(tagsOf(await answer.text()).keys()).filter((name) => /^(og|twitter):/.test(name))).toEqual([]);
    expect((await crawl(agent, `${address}/wide.png`)).status).toBe(410);
  }
});

test("pass: its QR code is the letters under it, on every screen", async ({ page, service, inbox, anyone }) => {
  const own = new OwnPage(page);
  await own.open(service.origin);
  await own.enter(anyone("full"), inbox);
  const letters = await makePass(own);
  const code = page.getByRole("img", { name: own.say("pass-code") });
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const look of [{ colorScheme: "light" }, { colorScheme: "dark" }, { colorScheme: "dark", forcedColors: "active" }] as const) {
      await page.emulateMedia({ forcedColors: "none", ...look });
      expect(codeIn(await photograph(page, code)), `${width} px, ${JSON.stringify(look)}`).toBe(letters);
    }
  }
});

test("pass: on paper, its QR code and its letters are those of the screen", async ({ page, service, inbox, anyone }) => {
  // Where the change is taken, they are there.
  test.skip(!process.env.CI && !await hasPoppler(), "needs pdftotext and pdftoppm (Debian: poppler-utils)");
  const own = new OwnPage(page);
  await own.open(service.origin);
  await own.enter(anyone("full"), inbox);
  const letters = await makePass(own);
  const paper = await (await saved(own, "pass-paper")).path();
  expect((await textOfPdf(paper)).replace(/\s/g, "")).toContain(letters);
  expect(codeIn(await pictureOfPdf(paper))).toBe(letters);
});

test("pass: a gate finds it genuine, and revoked once its list is newer than the taking back", async ({ page, context, service, inbox, anyone }) => {
  const own = new OwnPage(page);
  await own.open(service.origin);
  await own.enter(anyone("full"), inbox);
  const letters = await makePass(own);

  const gate = await context.newPage();
  await gate.goto(`${service.origin}/gate?lang=en`);
  await gate.locator("main[data-ready]").waitFor();
  await gate.getByText(own.say("gate-otherwise")).click();
  const field = gate.getByLabel(own.say("gate-code"), { exact: true });
  const [found, counted] = [gate.locator("#found"), gate.locator("[data-count='2']")];
  const check = () => gate.getByRole("button", { name: own.say("gate-check"), exact: true }).click();

  await field.focus();
  await gate.keyboard.insertText(letters);
  await check();
  await expect(found).toHaveAttribute("data-answer", "genuine");
  await expect(found).toContainText("Fully vaccinated");
  await expect(counted).toHaveText("1");
  // As it stands on paper, and as people type: in groups, on several lines, in small letters.
  await field.clear();
  await field.pressSequentially(letters.toLowerCase().match(/.{1,40}/g)!.map((row) => row.match(/.{1,5}/g)!.join(" ")).join("\n"));
  await check();
  await expect(counted).toHaveText("2");
  await expect(found).toHaveAttribute("data-answer", "genuine");

  await page.bringToFront();
  await page.getByRole("button", { name: own.say("pass-revoke") }).click();
  await expect(page.getByRole("status").and(own.notice)).toHaveText(own.say("pass-revoked"));
  await gate.bringToFront();
  await context.setOffline(true);
  await check();
  await expect(counted, "no network, the old list").toHaveText("3");
  const renewed = gate.waitForResponse(`${service.origin}/.well-known/kyvs-revoked`);
  await context.setOffline(false);
  await renewed;
  // The list that has come is read a moment later.
  await expect(async () => {
    await check();
    await expect(found).toHaveAttribute("data-answer", "revoked", { timeout: 250 });
  }).toPass();
  await expect(gate.getByRole("heading", { name: own.say("found-revoked"), exact: true })).toBeVisible();
  await expect(found).not.toContainText("Fully vaccinated");
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
