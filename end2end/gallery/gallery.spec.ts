// Pictures of every state of the check, for eyes: npx playwright test --project=gallery
// Writes to the folder KYVS_GALLERY (default ../gallery), with a contact sheet, index.html.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures.ts";
import { Check } from "../pages/check.ts";
import { OwnPage } from "../pages/own.ts";
import { wrong } from "../support/inbox.ts";
import { LANGUAGES, type Language } from "../support/words.ts";
import { providerName } from "../support/world.ts";

const FOLDER = process.env.KYVS_GALLERY!;
const WIDTHS = [320, 412, 1280];
const SCHEMES = ["light", "dark"] as const;
const AIRLINE: Partial<Record<Language, string>> = { hi: "एयर कोंकण", gu: "ઍર કોંકણ" };

/** Takes the page as it is in every width and colour scheme; the page goes on afterwards. */
async function take(page: Page, language: string, state: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme });
      // The frame learns of the new width, then the host of the new height.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.screenshot({ path: join(FOLDER, name(state, language, width, scheme)), fullPage: true, animations: "disabled" });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
}

const name = (state: string, language: string, width: number, scheme: string) => `${state}-${language}-${width}-${scheme}.png`;

const STATES = [
  "details", "details-error", "details-staff", "code", "code-error", "code-expired", "code-staff", "resend-ready", "code-scopes",
  "answer-0", "answer-1", "answer-2", "answer-details", "closed", "locked", "problem-purpose", "problem-suspended", "problem-key",
  "full-details", "full-code", "redirect-answer", "home", "modal-host", "modal-open", "offline", "blocked",
  "own-details", "own-code", "own-0", "own-1", "own-2", "own-error", "own-report", "own-ended",
];

test.beforeAll(() => mkdirSync(FOLDER, { recursive: true }));

test.afterAll(() => {
  const picture = (state: string, language: string, width: number, scheme: string) => {
    const file = name(state, language, width, scheme);
    return `<a href="${file}"><img loading="lazy" src="${file}" alt="${state}, ${language}, ${width} px, ${scheme}" height="320"></a>`;
  };
  const rows = STATES.map((state) => `<h2>${state}</h2>${LANGUAGES.map((language) => `<p>${
    SCHEMES.flatMap((scheme) => WIDTHS.map((width) => picture(state, language, width, scheme))).join("\n")}</p>`).join("\n")}`);
  writeFileSync(join(FOLDER, "index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title>
<style>body{font:1rem system-ui;margin:1rem;background:#ddd}p{display:flex;flex-wrap:wrap;gap:8px}img{background:#fff;border:1px solid #999}</style>
<h1>Every state, ${LANGUAGES.join(", ")}</h1>${rows.join("\n")}</html>\n`);
  console.log(`gallery: ${join(FOLDER, "index.html")}`);
});

for (const language of LANGUAGES) {
  test(`the framed check (${language})`, async ({ page, hotel, airline, inbox, anyone, service, world }) => {
    const shot = (state: string) => take(page, language, state);
    const open = async (query: Record<string, string> = {}) => {
      await hotel.open("plain", { lang: language, ...query });
      return hotel.check("body", language, providerName(language));
    };
    let check = await open();
    await expect(check.fullName).toBeVisible();
    await shot("details");
    await check.press(check.sendButton);
    await expect(check.summary).toBeVisible();
    await shot("details-error");

    const person = anyone("full");
    await check.askFor(person);
    await check.expectLive();
    await shot("code");
    const code = await inbox.code(person.mobile);
    await check.share(wrong(code));
    await expect(check.summary).toBeVisible();
    await shot("code-error");
    await check.share(code);
    await check.expectStep("answer");
    await shot("answer-2");

    for (const [state, kind] of [["answer-0", "none"], ["answer-1", "twice"]] as const) {
      check = await open();
      await check.complete(anyone(kind), inbox);
      await shot(state);
    }

    await airline.open("plain", { lang: language, purpose: "boarding" });
    const scoped = airline.check("body", language, AIRLINE[language] ?? "Air Konkan");
    const traveller = anyone("precaution");
    await scoped.askFor(traveller);
    await scoped.expectLive();
    await shot("code-scopes");
    for (const box of await scoped.root.getByRole("checkbox").all()) await scoped.press(box);
    await scoped.share(await inbox.code(traveller.mobile));
    await scoped.expectStep("answer");
    await shot("answer-details");

    check = await open({ mode: "staff" });
    await expect(check.fullName).toBeVisible();
    await shot("details-staff");
    await check.askFor(anyone());
    await check.expectLive();
    await shot("code-staff");
    await check.press(check.button("decline"));
    await check.expectStep("closed");
    await shot("closed");

    check = await open();
    const guesser = anyone();
    await check.askFor(guesser);
    const right = await inbox.code(guesser.mobile);
    for (const by of [1, 2, 3]) {
      await check.share(wrong(right, by));
      await expect(by < 3 ? check.summary : check.button("start-again")).toBeVisible();
    }
    await shot("locked");

    check = await open({ purpose: "employment" });
    await check.expectStep("problem");
    await shot("problem-purpose");
    check = await open({ key: world.suspendedKeys.site_key, purpose: "boarding" });
    await check.expectStep("problem");
    await shot("problem-suspended");

    check = await open();
    await check.fillDetails(anyone());
    await page.context().setOffline(true);
    await check.press(check.sendButton);
    await expect(check.summary).toBeVisible();
    await shot("offline");
    await page.context().setOffline(false);

    await page.goto(hotel.url("plain", { csp: "no-frame", lang: language }));
    await hotel.event("error");
    await shot("blocked");
    await page.goto(hotel.url("modal", { lang: language }));
    await expect(page.locator("[part=button]")).toBeVisible();
    await shot("modal-host");
    await page.locator("[part=button]").click();
    await expect(hotel.check("body", language).fullName).toBeVisible();
    await shot("modal-open");

    // Last, for these move the clocks.
    await page.clock.install();
    check = await open();
    const late = anyone();
    await check.askFor(late);
    await check.expectLive();
    service.clock.forward(40_000);
    await page.clock.fastForward("00:40");
    await expect(check.resendButton).toBeEnabled();
    await shot("resend-ready");
    service.clock.forward(200_000);
    await page.clock.fastForward("03:20");
    await check.share(await inbox.code(late.mobile));
    await expect(check.summary).toBeVisible();
    await shot("code-expired");
  });

  test(`pages of their own (${language})`, async ({ page, openFull, inbox, anyone, world }) => {
    const shot = (state: string) => take(page, language, state);
    await openFull({ lang: language, "return-url": `${world.hotel.origin}/return` });
    const check = new Check(page, language, providerName(language));
    await shot("full-details");
    const person = anyone("partial");
    await check.askFor(person);
    await check.expectLive();
    await shot("full-code");
    await check.share(await inbox.code(person.mobile));
    await check.expectStep("answer");
    await shot("redirect-answer");
    await page.goto(`${world.service.origin}/check?k=pk_live_unknown&lang=${language}`);
    await check.expectStep("problem");
    await shot("problem-key");
    await page.goto(`${world.service.origin}/?lang=${language}`);
    await expect(check.heading).toBeVisible();
    await shot("home");
  });

  test(`a person's own status (${language})`, async ({ page, inbox, anyone, service }) => {
    const shot = (state: string) => take(page, language, state);
    const own = new OwnPage(page, language);
    await own.open(service.origin);
    await shot("own-details");
    const person = anyone("precaution");
    await own.askFor(person);
    await own.expectLive();
    await shot("own-code");
    await own.see(await inbox.code(person.mobile));
    await own.expectOwn();
    await shot("own-2");
    await own.open(service.origin);
    await own.enter(anyone("none"), inbox);
    await shot("own-0");
    await own.open(service.origin);
    await own.enter(anyone("twice"), inbox);
    await shot("own-1");
    await page.getByText(own.say("own-wrong"), { exact: true }).click();
    await own.press(own.button("own-wrong-send"));
    await expect(own.summary).toBeVisible();
    await shot("own-error");
    await own.choose("duplicate-first-dose");
    await own.press(own.button("own-wrong-send"));
    await expect(own.notice).toBeVisible();
    await shot("own-report");
    await own.press(own.button("own-end"));
    await own.expectEnded();
    await shot("own-ended");
  });
}
