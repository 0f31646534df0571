// Pictures of every state, for eyes: npx playwright test --project=gallery
// Writes to the folder KYVS_GALLERY (default ../gallery), with a contact sheet, index.html, in the languages KYVS_GALLERY_LANGUAGES
// (default en,hi,gu,ta). Here: the check, and a person's own status.
import { expect, test } from "../fixtures.ts";
import { Check } from "../pages/check.ts";
import { OwnPage } from "../pages/own.ts";
import { SHOWN, take, writeSheet } from "../support/album.ts";
import { wrong } from "../support/inbox.ts";
import { airlineName, providerName } from "../support/world.ts";

test.afterAll(() => console.log(`gallery: ${writeSheet()}`));

for (const language of SHOWN) {
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
    const scoped = airline.check("body", language, airlineName(language));
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
    await check.lock(await inbox.code(guesser.mobile));
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
    await page.goto(`${world.service.origin}/?lang=${language}#complaints`);
    const complaints = page.getByRole("heading", { name: check.say("home-complaints"), exact: true });
    await expect(complaints).toBeInViewport();
    await take(page, language, "home-complaints", complaints);
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
