// Where anyone pastes a result or a pass: checked in the browser, or by the server where no script runs.
import { expect, test } from "../fixtures.ts";
import { PASSES, RESULTS, useFrozenKeys } from "../support/passes.ts";

test("verify: every forged result and pass is refused in the browser, and nothing pasted is sent", async ({ page, service }) => {
  await useFrozenKeys(page, RESULTS.now);
  // The frozen results name another issuer than this service: the page is told that one.
  await page.route("**/verify", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(`data-issuer="${service.origin}"`, `data-issuer="${RESULTS.issuer}"`);
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`${service.origin}/verify`);
  await page.locator("main[data-ready]").waitFor();
  await expect(page.getByText("sent to nobody")).toBeVisible();
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url()));
  await page.getByText("Was it made for you?").click();
  await page.getByLabel("Your provider id").fill(RESULTS.audience);
  await page.getByLabel("The nonce").fill(RESULTS.nonce);
  const answerTo = async (text: string) => {
    // Set as it is: a text field would lose line ends that some forgeries are made of.
    await page.locator("#text").evaluate((field: HTMLTextAreaElement, value) => { field.value = value; }, text);
    await page.getByRole("button", { name: "Check" }).click();
    return page.locator("#found").getAttribute("data-answer");
  };
  expect(await answerTo(RESULTS.good)).toBe("result-genuine");
  await expect(page.locator("#found")).toContainText("राजेश शर्मा");
  const accepted: string[] = [];
  for (const { what, token } of RESULTS.forged.filter(({ token }) => token !== "")) {
    const answer = await answerTo(token);
    if (answer === "result-genuine" || answer === "genuine") accepted.push(what);
  }
  for (const { what, text } of PASSES.forged.filter(({ text }) => text !== "")) {
    if (await answerTo(text) === "genuine") accepted.push(what);
  }
  expect(accepted).toEqual([]);
  expect(sent).toEqual([]);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("verify: the server answers", async ({ page, service }) => {
    await page.goto(`${service.origin}/verify`);
    expect(await page.content()).toContain("Your browser runs no JavaScript");
    await expect(page.getByText("sent to nobody")).toBeHidden();
    await page.getByLabel("Result or code").fill(PASSES.passes[0]!.text);
    await page.getByRole("button", { name: "Check" }).click();
    await expect(page.getByRole("heading", { name: "Bad signature" })).toBeVisible();
    expect(page.url()).toBe(`${service.origin}/verify`);
  });

  test("gate: the page says what it needs, and where to go", async ({ page, service }) => {
    await page.goto(`${service.origin}/gate`);
    expect(await page.content()).toContain("which needs JavaScript");
  });
});

test("verify: axe finds nothing, also with an answer, and 320 pixels are enough", async ({ page, service, expectAccessible }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${service.origin}/verify`);
  await page.locator("main[data-ready]").waitFor();
  await page.getByLabel("Result or code").fill("no result");
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.locator("#found")).toBeFocused();
  await expectAccessible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
