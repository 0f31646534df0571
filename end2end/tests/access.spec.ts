// For everybody: eyes, hands, languages (checks 59 to 65).
import type { Frame, Locator, Page } from "@playwright/test";

import { expect, test } from "../fixtures.ts";
import { Check } from "../pages/check.ts";
import { wrong } from "../support/inbox.ts";
import { expectFits, expectLarge } from "../support/layout.ts";
import { ANNOUNCED, LANGUAGES, OWN_NAMES, SCRIPTS, words } from "../support/words.ts";
import { providerName } from "../support/world.ts";

for (const language of SCRIPTS) {
  test(`59: axe finds nothing on any step (${language})`, async ({ page, openFull, inbox, anyone, expectAccessible, world }) => {
    test.slow();
    await openFull({ lang: language });
    const check = new Check(page, language, providerName(language));
    const audit = (step: string) => test.step(step, () => expectAccessible());
    await audit("details");
    await check.press(check.sendButton);
    await expect(check.summary).toBeVisible();
    await audit("details with errors");
    const person = anyone("partial");
    await check.askFor(person);
    await check.expectLive();
    await audit("code");
    const code = await inbox.code(person.mobile);
    await check.share(wrong(code));
    await expect(check.summary).toBeVisible();
    await audit("code with an error");
    await check.share(code);
    await expect(check.heading).toHaveText(check.say("answer-1"));
    await audit("answer");

    await openFull({ lang: language, mode: "staff" });
    await audit("details, staff");
    await check.askFor({ name: "Nobody Here", mobile: "9000000000" });
    await audit("code, staff");
    await check.press(check.button("decline"));
    await check.expectStep("closed");
    await audit("closed");
    await openFull({ lang: language, purpose: "employment" });
    await audit("problem");
    await page.goto(`${world.service.origin}/?lang=${language}`);
    await audit("home");
  });
}

test("59: axe finds nothing in the frame, doses and dialog included", async ({ page, airline, hotel, inbox, anyone, expectAccessible }) => {
  for (const kind of ["none", "full"] as const) {
    const check = await airline.open("plain", { purpose: "boarding" });
    const person = anyone(kind);
    await check.askFor(person);
    await expectAccessible();
    await check.share(await inbox.code(person.mobile));
    await check.expectStep("answer");
    await expectAccessible();
  }
  await hotel.open("modal");
  await expectAccessible();
  await page.getByRole("button", { name: "Share vaccination status" }).click();
  await expect(hotel.check().fullName).toBeVisible();
  await expectAccessible();
});

/** What has the focus, on the host page or in the frame: a name for people. */
async function focused(page: Page, frame: Frame): Promise<string> {
  const name = () => {
    const element = document.activeElement as HTMLElement;
    return element.id || element.getAttribute("value") || element.textContent!.trim() || element.tagName;
  };
  const outside = await page.evaluate(() => document.activeElement!.id || document.activeElement!.tagName);
  return outside === "KYVS-CHECK" ? frame.evaluate(name) : outside;
}

test("60: by keyboard through the frame and out again, in both directions, with the focus in sight", async ({ page, hotel }) => {
  const check = await hotel.open("plain");
  await expect(check.fullName).toBeVisible();
  const frame = await hotel.frame();
  await page.locator("#before").focus();
  const there: string[] = [];
  for (let press = 0; press < 12 && there.at(-1) !== "after"; press += 1) {
    await page.keyboard.press("Tab");
    const name = await focused(page, frame);
    there.push(name);
    if (name === "after" || name === "BODY" || name === "HTML") continue;
    const look = await frame.evaluate(() => {
      const element = document.activeElement!;
      const { top, bottom } = element.getBoundingClientRect();
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return { inView: top >= 0 && bottom <= innerHeight, ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 };
    });
    expect(look, name).toEqual({ inView: true, ring: true });
  }
  expect(there).toEqual(["lang", "full_name", "mobile", "start", "Privacy", "Help", "after"]);

  const back: string[] = [];
  for (let press = 0; press < 12 && back.at(-1) !== "before"; press += 1) {
    await page.keyboard.press("Shift+Tab");
    back.push(await focused(page, frame));
  }
  expect(back).toEqual(["Help", "Privacy", "start", "mobile", "full_name", "lang", "before"]);
});

for (const language of LANGUAGES) {
  test(`61: at 320 px and with wide text nothing scrolls sideways or is cut (${language})`, async ({ page, openFull, inbox, anyone }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await openFull({ lang: language });
    const check = new Check(page, language, providerName(language));
    const look = (step: string) => expectFits(page, step);
    await look("details");
    await check.press(check.sendButton);
    await expect(check.summary).toBeVisible();
    await look("details with errors");
    const person = anyone("partial");
    await check.askFor(person);
    await check.expectLive();
    await look("code");
    const code = await inbox.code(person.mobile);
    await check.share(wrong(code));
    await expect(check.summary).toBeVisible();
    await look("code with an error");
    await check.share(code);
    await check.expectStep("answer");
    await look("answer");
  });
}

test("62: what can be pressed is large enough", async ({ page, airline, hotel, inbox, anyone }) => {
  await page.setViewportSize({ width: 412, height: 900 });
  const check = await airline.open("plain", { purpose: "boarding" });
  await expect(check.fullName).toBeVisible();
  const frame = await airline.frame();
  await expectLarge(frame, "details");
  await check.press(check.sendButton);
  await expect(check.summary).toBeVisible();
  await expectLarge(frame, "details with errors");
  const person = anyone();
  await check.askFor(person);
  await expectLarge(frame, "code");
  await check.share(await inbox.code(person.mobile));
  await check.expectStep("answer");
  await expectLarge(frame, "answer");

  await hotel.open("modal");
  const opener = await page.getByRole("button", { name: "Share vaccination status" }).boundingBox();
  expect(opener!.height).toBeGreaterThanOrEqual(44);
  await page.getByRole("button", { name: "Share vaccination status" }).click();
  const close = await page.getByRole("button", { name: "Close" }).boundingBox();
  expect(Math.min(close!.width, close!.height)).toBeGreaterThanOrEqual(44);
});

test("63: the language can be changed at any time; what was typed stays", async ({ hotel, inbox, anyone }) => {
  const english = await hotel.open("plain");
  await expect(english.fullName).toBeVisible();
  const options = english.languages.getByRole("option");
  await expect(options).toHaveText(LANGUAGES.map((language) => OWN_NAMES[language]));
  for (const [at, language] of LANGUAGES.entries()) await expect(options.nth(at)).toHaveAttribute("lang", language);

  const person = anyone();
  await english.fillDetails(person);
  await english.chooseLanguage("hi");
  const hindi = english.in("hi", "होटल सागर");
  await expect(hindi.document).toHaveAttribute("lang", "hi");
  await expect(hindi.fullName).toHaveValue(person.name);
  await expect(hindi.mobile).toHaveValue(person.mobile);
  // The focus stays on the switch, which now has its name in the new language: screen readers say it.
  await expect(hindi.languages).toBeFocused();
  await expect(hindi.main).toContainText("होटल सागर");

  await hindi.press(hindi.sendButton);
  await hindi.code.fill("12");
  const message = await inbox.next(person.mobile);
  expect(message.lang).toBe("hi");
  expect(message.text).toContain("होटल सागर");
  await hindi.chooseLanguage("gu");
  const gujarati = hindi.in("gu", "હોટેલ સાગર");
  await expect(gujarati.document).toHaveAttribute("lang", "gu");
  await expect(gujarati.code).toHaveValue("12");
  await gujarati.share(message.text.match(/\d{6}/)![0]);
  await expect(gujarati.heading).toHaveText("સંપૂર્ણ રસીકરણ થયું છે");
});

test("63: a language that nobody here speaks becomes English", async ({ openFull, hotel }) => {
  const full = await openFull({ lang: "xx" });
  await expect(full.document).toHaveAttribute("lang", "en");
  await expect(full.in("en").sendButton).toBeVisible();
  const framed = await hotel.open("plain", { lang: "xx" });
  await expect(framed.document).toHaveAttribute("lang", "en");
  await expect(framed.sendButton).toBeVisible();
});

test("63: an answer uses the announced words", async ({ hotel, inbox, anyone }) => {
  for (const language of ["en", "hi", "gu"] as const) {
    for (const [code, kind] of (["none", "partial", "full"] as const).entries()) {
      if (language === "en" && code > 0) continue; // check 49
      await hotel.open("plain", { lang: language });
      const check = hotel.check("body", language, providerName(language));
      await check.complete(anyone(kind), inbox);
      await expect(check.heading).toHaveText(ANNOUNCED[language][code]);
    }
  }
});

test("65: colours, motion and contrast follow the system", async ({ page, openFull, inbox, anyone }) => {
  const check = await openFull();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await ground();
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await ground()).not.toBe(light);

  const moves = () => check.sendButton.evaluate((button) => {
    const { transitionDuration, animationName } = getComputedStyle(button);
    return animationName !== "none" || transitionDuration.split(",").some((duration) => parseFloat(duration) > 0);
  });
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await moves()).toBe(false);
  await page.emulateMedia({ reducedMotion: "no-preference" });

  await page.emulateMedia({ forcedColors: "active" });
  const person = anyone();
  await check.complete(person, inbox);
  await expect(check.heading).toHaveText("Fully vaccinated");
  const mark = check.main.locator(".answer svg");
  await expect(mark).toBeVisible();
  // Disc and tick must differ, or the shape is gone.
  const [disc, tick] = await mark.evaluate((svg) => [getComputedStyle(svg.querySelector("circle")!).fill, getComputedStyle(svg.querySelector("path")!).stroke]);
  expect(disc).not.toBe(tick);

  // A theme that the host asks for wins over the system.
  await page.emulateMedia({ forcedColors: "none", colorScheme: "dark" });
  await openFull({ theme: "light" });
  expect(await ground()).toBe(light);
});

test("each step has a title of its own, which tells no status", async ({ hotel, openFull, inbox, anyone }) => {
  const title = (heading: string) => `${heading} - ${words("en")("service-name")}`;
  const staff = await openFull({ mode: "staff" });
  expect(await staff.title()).toBe(title("Whose status?"));
  const check = await hotel.open("plain");
  await expect(check.sendButton).toBeVisible();
  expect(await check.title()).toBe(title("Share your vaccination status"));
  await check.press(check.sendButton);
  await expect(check.summary).toBeVisible();
  expect(await check.title()).toBe(`Error: ${title("Share your vaccination status")}`);
  const person = anyone();
  await check.askFor(person);
  expect(await check.title()).toBe(title("Hotel Sagar asks for your vaccination status"));
  await check.share(await inbox.code(person.mobile));
  await check.expectStep("answer");
  expect(await check.title()).toBe(title("Answer"));
});

/** What is said before anybody agrees: items, purpose, how to withdraw, how to complain, all of it above the button. Gives the card. */
async function expectNotice(check: Check, withdraw = "consent-withdraw"): Promise<Locator> {
  const { say } = check;
  const card = check.main.locator(".requester");
  for (const text of [say("consent-status"), say("consent-purpose", { purpose: say("purpose-check-in") })]) {
    await expect(card.getByText(text, { exact: true })).toBeVisible();
  }
  for (const text of [say(withdraw), say("consent-complain")]) await expect(card.getByText(text)).toBeVisible();
  const ways = [["receipt-withdraw-link", `/status?lang=${check.language}`], ["receipt-complain-link", `/?lang=${check.language}#complaints`]];
  for (const [key, address] of ways) {
    const way = card.getByRole("link", { name: say(key), exact: true });
    await expect(way).toBeVisible();
    await expect(way).toHaveAttribute("href", address);
    await expect(way).toHaveAttribute("target", "_blank");
  }
  const [notice, button] = [await card.boundingBox(), await check.shareButton.boundingBox()];
  expect(notice!.y + notice!.height).toBeLessThanOrEqual(button!.y);
  return card;
}

test("before agreeing, people read how to withdraw and how to complain", async ({ page, hotel, openFull, browser, anyone }) => {
  const framed = await hotel.open("plain");
  await framed.askFor(anyone());
  const card = await expectNotice(framed);
  const opening = page.context().waitForEvent("page");
  await framed.press(card.getByRole("link", { name: framed.say("receipt-complain-link") }));
  const home = await opening;
  await expect(home.getByRole("heading", { name: framed.say("home-complaints"), exact: true })).toBeInViewport();
  await expect(home.getByText(framed.say("home-complaints-text"))).toBeVisible();
  await home.close();
  await expect(framed.code, "the check stays as it was").toBeVisible();

  const staffFrame = await hotel.open("plain", { mode: "staff" });
  await staffFrame.askFor(anyone());
  await expectNotice(staffFrame, "consent-withdraw-staff");
  const staff = await openFull({ mode: "staff", lang: "hi" });
  await staff.askFor(anyone());
  await expectNotice(staff, "consent-withdraw-staff");

  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-IN" });
  const plain = await openFull({}, await context.newPage());
  await plain.askFor(anyone());
  await expectNotice(plain);
  await context.close();
});
