// The documentation in the browser: readable for everybody, and a playground that does what it shows.
import { expect, test } from "../fixtures.ts";
import { Check } from "../pages/check.ts";
import { words } from "../support/words.ts";

const PAGES = [
  "", "/quick-start", "/playground", "/embedding", "/api", "/verify", "/webhooks", "/errors", "/test-mode", "/going-live", "/for-people",
  "/at-a-gate", "/status-rules", "/name-match", "/privacy", "/keys", "/accessibility", "/changelog",
];

for (const path of PAGES) {
  test(`docs${path || "/"}: axe finds nothing, and nothing is wider than a phone`, async ({ page, service, expectAccessible }) => {
    const wrong: string[] = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && wrong.push(message.text()));
    await page.goto(`${service.origin}/docs${path}`);
    await expectAccessible();
    await page.setViewportSize({ width: 320, height: 640 });
    const { scrollWidth, clientWidth } = await page.locator("html").evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
    expect(scrollWidth, "no sideways scrolling").toBe(clientWidth);
    expect(wrong).toEqual([]);
  });
}

test("70: the playground renders the snippet that it shows, byte for byte, and shows events and result", async ({ page, service }) => {
  await page.goto(`${service.origin}/docs/playground`);
  await page.getByLabel("ref").fill(`booking "7" & more`);
  await page.getByLabel("theme").selectOption("dark");
  const shown = page.locator("details.form[open] code");
  await expect(shown).toContainText(`theme="dark"`);

  const stage = page.getByTitle("A page that plays yours");
  const address = new URL(await stage.getAttribute("src") ?? "", service.origin);
  const source = await (await page.request.get(address.href)).text();
  expect(source).toContain(`\n${await shown.textContent()}\n</main>`);

  const events = page.getByRole("log", { name: "Events of the check" });
  await stage.scrollIntoViewIfNeeded();
  await expect(events).toContainText("kyvs:ready");
  const check = new Check(page.frameLocator(".stage").frameLocator("iframe"));
  // The focus is still in the form above: a click brings it into the frame, as a person's would.
  await check.press(check.fullName);
  await check.askFor({ name: "Asha Full", mobile: "9000000001" });
  await check.code.fill("000000");
  await check.press(check.root.getByRole("button", { name: /^Share/ }));
  await check.expectStep("answer");
  for (const name of ["kyvs:loading", "kyvs:ready", "kyvs:success"]) await expect(events).toContainText(name);
  const claims = JSON.parse(await page.locator("#claims").innerText()) as { payload: object };
  expect(claims.payload).toMatchObject({
    vaccination_status: 2, env: "test", aud: "prv_test_demo", ref: `booking "7" & more`, origin: service.origin,
  });
});

test.describe("in Tamil", () => {
  test.use({ locale: "ta-IN" });

  for (const path of ["/", "/check", "/status", "/gate", "/verify", `/s/${"A".repeat(22)}`]) {
    test(`accessibility: ${path} leads to what is known of it`, async ({ page, service }) => {
      await page.goto(service.origin + path);
      const link = page.locator(".foot").getByRole("link", { name: words("ta")("accessibility") });
      await expect(link).toHaveAttribute("hreflang", "en");
      const opened = page.waitForEvent("popup");
      await link.click();
      await expect((await opened).getByRole("heading", { level: 1 })).toHaveText("Accessibility");
    });
  }
});

test("docs: the playground names the hidden field, and its page hears the functions that were chosen", async ({ page, service }) => {
  const chosen = new URLSearchParams({ "site-key": "pk_test_nobody", "response-field-name": "proof", "on-error": "hostError" });
  await page.goto(`${service.origin}/docs/playground?${chosen}`);
  await expect(page.getByLabel("response-field-name")).toHaveValue("proof");
  await expect(page.getByLabel("on-error")).toHaveValue("hostError");
  const shown = page.locator("details.form[open] code");
  await expect(shown).toContainText(`response-field-name="proof" on-error="hostError"`);
  // A check that is far below the fold waits.
  const stage = page.getByTitle("A page that plays yours");
  await stage.scrollIntoViewIfNeeded();
  await expect(stage.contentFrame().locator(`input[type=hidden][name="proof"]`)).toHaveCount(1);
  await expect(page.getByRole("log", { name: "Events of the check" })).toContainText(/hostError .*invalid-site-key/);

  await page.getByLabel("response-field", { exact: true }).selectOption("false");
  await expect(shown).toContainText(`response-field="false"`);
  await stage.scrollIntoViewIfNeeded();
  await expect(stage.contentFrame().locator("iframe")).toHaveCount(1);
  await expect(stage.contentFrame().locator("input[type=hidden]")).toHaveCount(0);
});

test("docs: without JavaScript the playground is a plain form", async ({ browser, service }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${service.origin}/docs/playground`);
  await page.getByLabel("mode").selectOption("staff");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.locator("details.form[open] code")).toContainText(`mode="staff"`);
  await context.close();
});

test("docs: a block of code can be copied", async ({ page, context, service }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: service.origin });
  await page.goto(`${service.origin}/docs/quick-start`);
  const block = page.locator(".code").first();
  await block.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("status")).toHaveText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await block.locator("code").textContent());
});

for (const path of ["/quick-start", "/verify", "/api"]) {
  test(`docs${path}: on a phone the copy button covers no code`, async ({ page, service }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`${service.origin}/docs${path}`);
    await expect(page.getByRole("button", { name: "Copy" }).first()).toBeVisible();
    const covered = await page.locator(".code:has(.copy)").evaluateAll((blocks) => blocks.filter((block) => {
      const button = block.querySelector(".copy")!.getBoundingClientRect();
      const text = document.createRange();
      text.selectNodeContents(block.querySelector("code")!);
      return [...text.getClientRects()].some((line) =>
        line.left < button.right && line.right > button.left && line.top < button.bottom && line.bottom > button.top);
    }).length);
    expect(covered).toBe(0);
  });
}
