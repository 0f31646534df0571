// The three steps side by side, from the real pages, as the README shows them: writes flow.png beside the gallery's pictures.
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "../fixtures.ts";
import { Check } from "../pages/check.ts";

const FOLDER = process.env.KYVS_GALLERY!;

test("the flow", async ({ page, openFull, inbox, anyone }) => {
  mkdirSync(FOLDER, { recursive: true });
  await page.setViewportSize({ width: 400, height: 400 });
  const steps: string[] = [];
  const keep = async () => {
    // Without the focus, which would draw a ring.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const picture = await page.locator("main").screenshot({ animations: "disabled", scale: "css" });
    steps.push(`data:image/png;base64,${picture.toString("base64")}`);
  };
  await openFull({});
  const check = new Check(page, "en", "Hotel Sagar");
  const person = anyone("full");
  await check.fillDetails(person);
  await keep();
  await check.press(check.sendButton);
  await check.expectLive();
  const code = await inbox.code(person.mobile);
  await keep();
  await check.share(code);
  await check.expectStep("answer");
  await keep();

  const sheet = await page.context().newPage();
  await sheet.setViewportSize({ width: 1240, height: 400 });
  await sheet.setContent(`<style>body{margin:0;padding:20px;display:flex;gap:10px;background:#eef1f6}img{width:390px;align-self:start}</style>
${steps.map((step) => `<img src="${step}" alt="">`).join("")}`);
  await expect(sheet.locator("img")).toHaveCount(3);
  await sheet.screenshot({ path: join(FOLDER, "flow.png"), fullPage: true });
});
