// Numbers in the digits of the page's language, also those that only a script or a style writes.
import { expect, test } from "../fixtures.ts";
import { PASSES, useFrozenKeys } from "../support/passes.ts";

for (const [language, counted, born] of [["mr", ["०", "१"], "१९८०"], ["as", ["০", "১"], "১৯৮০"], ["hi", ["0", "1"], "1980"]] as const) {
  test(`gate: counts, years and moments are in the digits of the language (${language})`, async ({ page, service }) => {
    await useFrozenKeys(page);
    await page.goto(`${service.origin}/gate?lang=${language}`);
    await page.locator("main[data-ready]").waitFor();
    const fully = page.locator("[data-count='2']");
    await expect(fully).toHaveText(counted[0]);
    await page.locator("#code").evaluate((field: HTMLTextAreaElement, text) => { field.value = text; }, PASSES.passes[0]!.text);
    await page.locator("#code-form").evaluate((form: HTMLFormElement) => form.requestSubmit());
    await expect(page.locator("#found")).toHaveAttribute("data-answer", "genuine");
    await expect(fully).toHaveText(counted[1]);
    await expect(page.locator("#found")).toContainText(born);
    if (language !== "hi") await expect(page.locator("#found")).not.toContainText(/[0-9]/);
  });
}

for (const [language, digits] of [["mr", "devanagari"], ["bn", "bengali"], ["as", "bengali"], ["hi", "decimal"]] as const) {
  test(`home: the steps are numbered in the digits of the language (${language})`, async ({ page, service }) => {
    await page.goto(`${service.origin}/?lang=${language}`);
    await expect(page.locator(".steps > li").first()).toHaveCSS("list-style-type", digits);
  });
}
