// Pictures of the pages that check passes and results: every answer of the gate, and a result that is genuine and one that is not.
import { expect, test } from "../fixtures.ts";
import { SHOWN, take } from "../support/album.ts";
import { ANSWERS, checkText, openGate, unfold } from "../support/gate.ts";
import { PASSES, useFrozenKeys } from "../support/passes.ts";
import { words } from "../support/words.ts";

for (const language of SHOWN) {
  const say = words(language);

  test(`the gate (${language})`, async ({ page, service }) => {
    await useFrozenKeys(page);
    await openGate(page, service, language);
    await take(page, language, "gate");
    await unfold(page, language);
    for (const { answer, text, after } of ANSWERS) {
      await page.clock.setFixedTime((PASSES.now + after) * 1000);
      await checkText(page, text, language);
      await expect(page.locator("#found")).toHaveAttribute("data-answer", answer);
      await take(page, language, `gate-${answer}`);
    }
  });

  test(`the page for pasting (${language})`, async ({ page, hotel, service, inbox, anyone }) => {
    const check = await hotel.open("plain");
    await check.complete(anyone("full"), inbox);
    const { detail: { result } } = await hotel.event("success");
    const [header, payload, signature] = result.split(".") as [string, string, string];
    const other = signature.startsWith("AAAA") ? "BBBB" : "AAAA";

    await page.goto(`${service.origin}/verify?lang=${language}`);
    await page.locator("main[data-ready]").waitFor();
    await take(page, language, "verify");
    const texts = { genuine: result, forged: [header, payload, other + signature.slice(4)].join(".") };
    for (const [answer, text] of Object.entries(texts)) {
      await page.getByLabel(say("verify-text"), { exact: true }).fill(text);
      await page.getByRole("button", { name: say("gate-check"), exact: true }).click();
      await expect(page.locator("#found")).toHaveAttribute("data-answer", `result-${answer}`);
      await take(page, language, `verify-${answer}`);
    }
  });
}
