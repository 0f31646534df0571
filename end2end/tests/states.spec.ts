// States that people come to seldom, in the order in which they come to them: axe in three scripts, light and dark (check 59). And
// what stands in the way, at 320 px in every language (check 61).
import type { Page } from "@playwright/test";

import { type OpenFull, expect, test } from "../fixtures.ts";
import { HistoryPage } from "../pages/history.ts";
import type { HostPage } from "../pages/host.ts";
import { OwnPage } from "../pages/own.ts";
import type { Inbox } from "../support/inbox.ts";
import { expectFits } from "../support/layout.ts";
import type { Kind, Person } from "../support/people.ts";
import { Service } from "../support/service.ts";
import { LANGUAGES, type Language, SCRIPTS } from "../support/words.ts";
import { airlineName, providerName } from "../support/world.ts";

interface Tools {
  page: Page;
  language: Language;
  openFull: OpenFull;
  hotel: HostPage;
  airline: HostPage;
  service: Service;
  inbox: Inbox;
  anyone: (kind?: Kind) => Person;
  /** Has axe look at the page as it is. */
  look: (state: string) => Promise<void>;
}

/** Links that a person may make in a day, and passes that may be good at the same time. */
const MOST = 10;

/** The own page of somebody. */
async function enter({ page, language, service, inbox }: Tools, person: Person): Promise<OwnPage> {
  const own = new OwnPage(page, language);
  await own.open(service.origin);
  await own.enter(person, inbox);
  return own;
}

/** Posts a button of the open session so often that the next press of it is refused. */
async function useUp(own: OwnPage, origin: string, button: Record<string, string>): Promise<void> {
  const session = await own.page.locator("input[name=session]").first().inputValue();
  for (let made = 0; made < MOST; made += 1) {
    await own.page.request.post(`${origin}/status`, { form: { session, lang: own.language, ...button } });
  }
}

/** Ways through the service, with a look at each state on them. */
const WALKS: Record<string, (tools: Tools) => Promise<void>> = {
  async "no connection, then three wrong codes"({ page, language, openFull, inbox, anyone, look }) {
    const check = await openFull({ lang: language });
    const person = anyone();
    await check.fillDetails(person);
    await page.context().setOffline(true);
    await check.press(check.sendButton);
    await expect(check.summary).toContainText(check.say("error-offline"));
    await page.context().setOffline(false);
    await look("no connection");
    await check.press(check.sendButton);
    await check.expectStep("code");
    await check.lock(await inbox.code(person.mobile));
    await look("locked");
  },

  async "a frame that is covered"({ page, language, hotel, anyone, look }) {
    await hotel.open("plain", { lang: language });
    const check = hotel.check("body", language, providerName(language));
    await page.evaluate(() => document.body.append(Object.assign(document.createElement("div"), { className: "cover" })));
    await check.fillDetails(anyone());
    await check.watches();
    await check.press(check.sendButton);
    await expect(check.summary).toContainText(check.say("confirm-visible", { provider: check.provider }));
    // axe judges no colours below it.
    await page.evaluate(() => document.querySelector(".cover")!.remove());
    await look("covered");
  },

  async "time that goes by"(tools) {
    const { page, language, openFull, service, inbox, anyone, look } = tools;
    const own = await enter(tools, anyone());
    service.clock.forward(10 * 60_000);
    await own.press(own.button("pause-button"));
    await own.expectEnded();
    await expect(own.heading).toHaveText(own.say("own-expired-title"));
    await look("a session that is over");

    await page.clock.install();
    const check = await openFull({ lang: language });
    const person = anyone();
    await check.askFor(person);
    await check.expectLive();
    await inbox.next(person.mobile);
    service.clock.forward(60_000);
    await page.clock.fastForward("01:00");
    await check.press(check.resendButton);
    await expect(page.locator(".notice")).toHaveRole("status");
    await expect(page.locator(".notice")).toBeFocused();
    await look("a new code");
    const code = await inbox.code(person.mobile);
    service.clock.forward(200_000);
    await page.clock.fastForward("03:20");
    await check.share(code);
    await expect(check.summary).toContainText(check.say("error-code-expired"));
    await look("a code that has expired");
  },

  async "an answer with doses"({ language, airline, inbox, anyone, look }) {
    await airline.open("plain", { purpose: "boarding", lang: language });
    const check = airline.check("body", language, airlineName(language));
    const person = anyone("precaution");
    await check.askFor(person);
    await check.expectLive();
    const [doses, demographics] = await check.root.getByRole("checkbox").all();
    for (const box of [doses!, demographics!]) {
      await check.press(box);
      await expect(box).toBeChecked();
    }
    await look("consent to more than the status");
    await check.share(await inbox.code(person.mobile));
    await check.expectStep("answer");
    await expect(check.main).toContainText(check.say("answer-dose-precaution"));
    await expect(check.main).toContainText(check.say("answer-birth-year"));
    await look("an answer with doses");
  },

  async "own pages that differ"(tools) {
    const { page, language, service, anyone, look } = tools;
    const none = await enter(tools, anyone("none"));
    await expect(none.heading).toHaveText(none.say("answer-0"));
    await look("no dose");
    const precaution = await enter(tools, anyone("precaution"));
    await expect(precaution.doses).toContainText(precaution.say("answer-dose-precaution"));
    await look("a precaution dose");
    await precaution.open(service.origin);
    await precaution.askFor(anyone());
    await precaution.press(precaution.button("own-decline"));
    await precaution.expectStep("closed");
    await look("given up");
    const receipts = new HistoryPage(page, language);
    await receipts.openReceipt(service.origin, "none");
    await expect(receipts.heading).toHaveText(receipts.say("receipt-gone"));
    await look("a receipt that is not there");
  },

  async "sharing that is refused and taken back"(tools) {
    const { page, service, anyone, look } = tools;
    const own = await enter(tools, anyone());
    await own.fold("graphic-title").click();
    await own.press(own.button("graphic-link"));
    const address = await page.getByLabel(own.say("graphic-linked")).inputValue();
    await own.press(own.button("graphic-unshare"));
    await expect(own.notice).toHaveText(own.say("graphic-unshared"));
    await look("a link that was taken back");
    await own.fold("pass-title").click();
    await own.press(own.button("pass-make"));
    await own.press(own.button("pass-revoke"));
    await expect(own.notice).toHaveText(own.say("pass-revoked"));
    await look("a pass that was taken back");

    await useUp(own, service.origin, { action: "share" });
    await own.fold("graphic-title").click();
    await own.press(own.button("graphic-link"));
    await expect(own.summary).toContainText(own.say("graphic-error-many"));
    await look("a link too many");
    await useUp(own, service.origin, { action: "pass", pass_minutes: "60" });
    await own.fold("pass-title").click();
    await own.press(own.button("pass-make"));
    await expect(own.summary).toContainText(own.say("pass-error-many"));
    await look("a pass too many");

    await page.goto(address);
    await expect(own.heading).toHaveText(own.say("shared-gone-title"));
    await look("a link that shows nothing");
  },
};

for (const language of SCRIPTS) {
  test.describe(language, () => {
    // A link that shows nothing speaks the language of the browser.
    test.use({ locale: `${language}-IN` });

    for (const [name, walk] of Object.entries(WALKS)) {
      test(`59: axe finds nothing in ${name} (${language})`, async ({ page, openFull, hotel, airline, service, inbox, anyone, expectAccessible }) => {
        test.slow();
        const look = (state: string) => test.step(state, () => expectAccessible());
        await walk({ page, language, openFull, hotel, airline, service, inbox, anyone, look });
      });
    }
  });
}

test("59, 61: maintenance fits 320 px in every language, and axe finds nothing", async ({ page, expectAccessible }) => {
  test.slow();
  const service = await Service.prepare();
  await service.command("maintenance", "on", "--for", "30m");
  await service.serve();
  await page.setViewportSize({ width: 320, height: 800 });
  for (const language of LANGUAGES) {
    await test.step(language, async () => {
      const answer = await page.goto(`${service.origin}/status?lang=${language}`);
      expect(answer!.status()).toBe(503);
      const own = new OwnPage(page, language);
      await own.expectStep("problem");
      await expect(own.heading).toHaveText(own.say("problem-title"));
      await expectFits(page, "maintenance");
      if (SCRIPTS.includes(language)) await expectAccessible();
    });
  }
  await service.stop();
});

for (const language of LANGUAGES) {
  test(`61: what ends a check fits 320 px (${language})`, async ({ page, openFull, inbox, anyone }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    const refused = await openFull({ lang: language, purpose: "employment" });
    await refused.expectStep("problem");
    await expectFits(page, "problem");
    const check = await openFull({ lang: language });
    const person = anyone();
    await check.askFor(person);
    await inbox.next(person.mobile);
    await check.press(check.button("decline"));
    await check.expectStep("closed");
    await expectFits(page, "closed");
    await check.press(check.button("start-again"));
    await check.askFor(person);
    await check.lock(await inbox.code(person.mobile));
    await expectFits(page, "locked");
  });
}
