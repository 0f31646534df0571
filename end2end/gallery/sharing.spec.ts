// Pictures of what people share and of who asked: the graphic, its link, passes on screen and on paper, history and receipt.
import { expect, test } from "../fixtures.ts";
import { HistoryPage } from "../pages/history.ts";
import { OwnPage } from "../pages/own.ts";
import { SHOWN, keep, paperName, take } from "../support/album.ts";
import { hasPoppler, pictureOfPdf } from "../support/codes.ts";
import { LANGUAGES } from "../support/words.ts";
import { providerName } from "../support/world.ts";

for (const language of SHOWN) {
  test.describe(language, () => {
    // A link that shows nothing speaks the language of the browser.
    test.use({ locale: `${language}-IN` });

    test(`graphic, link and pass (${language})`, async ({ page, context, service, inbox, anyone }) => {
      const own = new OwnPage(page, language);
      await own.open(service.origin);
      await own.enter(anyone("full"), inbox);
      await own.fold("graphic-title").click();
      await own.press(own.button("graphic-link"));
      await expect(page.locator("#kyvs-picture")).toBeVisible();
      await take(page, language, "own-graphic");

      const friend = await context.newPage();
      await friend.goto(await page.getByLabel(own.say("graphic-linked")).inputValue());
      await expect(friend.locator("img.picture")).toHaveJSProperty("naturalWidth", 1080);
      await take(friend, language, "shared");
      await page.bringToFront();
      await own.press(own.button("graphic-unshare"));
      await expect(own.notice).toHaveText(own.say("graphic-unshared"));
      await friend.bringToFront();
      await friend.reload();
      await expect(friend.getByRole("heading", { level: 1 })).toHaveText(own.say("shared-gone-title"));
      await take(friend, language, "shared-gone");

      await page.bringToFront();
      await own.fold("pass-title").click();
      await own.press(own.button("pass-make"));
      await expect(page.getByRole("img", { name: own.say("pass-code") })).toBeVisible();
      await take(page, language, "own-pass");
    });

    test(`who asked, and the receipt (${language})`, async ({ page, openFull, service, inbox, anyone }) => {
      const person = anyone("full");
      const check = await openFull({ lang: language });
      await check.complete(person, inbox);
      const record = await page.locator("#kyvs-receipt input[name=id]").inputValue();
      const own = new HistoryPage(page, language);
      await own.open(service.origin);
      await own.enter(person, inbox);
      const provider = providerName(language);
      await expect(own.of(provider)).toHaveCount(1);
      await take(page, language, "own-history");
      await own.pressAt(own.of(provider), "history-withdraw");
      await expect(own.heading).toHaveText(own.say("history-withdraw-title", { provider }));
      await take(page, language, "own-withdraw");
      await own.press(own.button("history-withdraw-confirm"));
      await expect(own.of(provider)).toContainText(own.say("history-revoked"));
      await take(page, language, "own-withdrawn");
      await own.pause();
      await take(page, language, "own-paused");
      await own.openReceipt(service.origin, record);
      await expect(own.heading).toContainText(own.say("receipt-page-title", { number: "R-" }));
      await take(page, language, "receipt");
    });
  });
}

test("a pass on paper, in every language", async ({ page, service, inbox, anyone }) => {
  test.skip(!await hasPoppler(), "needs pdftoppm (Debian: poppler-utils)");
  const own = new OwnPage(page);
  await own.open(service.origin);
  await own.enter(anyone("full"), inbox);
  await own.fold("pass-title").click();
  await own.press(own.button("pass-make"));
  const hidden = (name: string) => page.locator(`input[type=hidden][name=${name}]`).first().inputValue();
  const form = { session: await hidden("session"), pass: await hidden("pass"), action: "paper" };
  for (const language of LANGUAGES) {
    const answer = await page.request.post(`${service.origin}/status/file`, { form: { ...form, lang: language } });
    expect(answer.headers()["content-type"], language).toBe("application/pdf");
    const paper = keep(paperName(language, "pdf"), await answer.body());
    keep(paperName(language, "png"), await pictureOfPdf(paper));
  }
});
