// Where anyone pastes a result or a pass: checked in the browser, or by the server where no script runs.
import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures.ts";
import { expectFits } from "../support/layout.ts";
import { PASSES, RESULTS, useFrozenKeys } from "../support/passes.ts";
import { LANGUAGES, SCRIPTS, words } from "../support/words.ts";

/** Has the text of the page checked, and waits for the answer: the first that may be of test mode is not there before its keys. */
async function answerOf(page: Page): Promise<string | null> {
  const found = page.locator("#found");
  await found.evaluate((place: HTMLElement) => { delete place.dataset.answer; });
  await page.getByRole("button", { name: "Check" }).click();
  await expect(found).toHaveAttribute("data-answer");
  return found.getAttribute("data-answer");
}

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
  page.on("request", (request) => sent.push(`${request.method()} ${request.url()}`));
  await page.getByText("Was it made for you?").click();
  await page.getByLabel("Your provider id").fill(RESULTS.audience);
  await page.getByLabel("The nonce").fill(RESULTS.nonce);
  const answerTo = async (text: string) => {
    // Set as it is: a text field would lose line ends that some forgeries are made of.
    await page.locator("#text").evaluate((field: HTMLTextAreaElement, value) => { field.value = value; }, text);
    return answerOf(page);
  };
  expect(await answerTo(RESULTS.good)).toBe("result-genuine");
  const said = [
    "राजेश शर्मा", "1980", "Male", "All doses of the series are recorded", "Precaution dose recorded", "1/2 · covishield · 2021-06-01",
    "https://hotel.example", "booking 7", "R-7KD2-91QM-4XAV-TC8H",
  ];
  for (const fact of said) await expect(page.locator("#found dd").getByText(fact, { exact: true })).toBeVisible();
  const accepted: string[] = [];
  for (const { what, token } of RESULTS.forged.filter(({ token }) => token !== "")) {
    const answer = await answerTo(token);
    if (answer === "result-genuine" || answer === "genuine") accepted.push(what);
  }
  for (const { what, text } of PASSES.forged.filter(({ text }) => text !== "")) {
    if (await answerTo(text) === "genuine") accepted.push(what);
  }
  expect(accepted).toEqual([]);
  const data = ["", "/test"].flatMap((world) => ["jwks.json", "kyvs-revoked"].map((name) => `GET ${service.origin}${world}/.well-known/${name}`));
  expect(sent.filter((one) => !data.includes(one)), "keys and lists are fetched, nothing is sent").toEqual([]);
});

test("verify: the keys of test mode are fetched when a result may be of it, and not before", async ({ page, service }) => {
  const call = async (path: string, body: object) => {
    const answer = await fetch(`${service.origin}/api/v1/verifications${path}`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_demo", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return await answer.json() as { id: string; result: string };
  };
  const { id } = await call("", { full_name: "Asha Full", mobile: "9000000001" });
  const { result } = await call(`/${id}/confirm`, { otp: "000000", consent: true });
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/test/") && asked.push(request.url()));
  await page.goto(`${service.origin}/verify`);
  await page.locator("main[data-ready]").waitFor();
  const text = page.getByLabel("Result or code");
  await text.fill("no result");
  expect(await answerOf(page)).toBe("result-malformed");
  expect(asked).toEqual([]);
  await text.fill(result);
  expect(await answerOf(page)).toBe("result-genuine");
  await expect(page.locator("#found .ribbon")).toBeVisible();
  expect(asked).toHaveLength(2);
  expect(await answerOf(page)).toBe("result-genuine");
  expect(asked, "they are known now").toHaveLength(2);
});

test("verify: a result under a key of the other kind is told from a forged one in the browser", async ({ page, service, inbox, anyone }) => {
  const railway = await service.addProvider(
    "--name", "Rail Sarathi", "--purpose", "boarding", "--scope", "status", "--own-otp-screen", "--alg", "ES256",
  );
  const published = async () => {
    const answer = await fetch(`${service.origin}/.well-known/jwks.json`);
    return (await answer.json() as { keys: { alg: string }[] }).keys.map(({ alg }) => alg);
  };
  await expect.poll(published).toContain("ES256");
  const call = (path: string, body: object) => fetch(`${service.origin}/api/v1/verifications${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${railway.secret_key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const { name, mobile } = anyone("full");
  const started: { id: string }[] = [];
  await expect.poll(async () => {
    const answer = await call("", { full_name: name, mobile });
    if (answer.ok) started.push(await answer.json() as { id: string });
    return answer.status;
  }).toBe(201);
  const confirmed = await call(`/${started[0]!.id}/confirm`, { otp: await inbox.code(mobile), consent: true });
  const { result } = await confirmed.json() as { result: string };
  expect(Buffer.from(result.split(".")[0]!, "base64url").toString()).toContain("ES256");

  await page.goto(`${service.origin}/verify`);
  await page.locator("main[data-ready]").waitFor();
  const answerTo = async (text: string) => {
    await page.getByLabel("Result or code").fill(text);
    return answerOf(page);
  };
  expect(await answerTo(result)).toBe("result-genuine");
  await expect(page.locator("#found")).toContainText(name);
  expect(await answerTo(`${result.slice(0, -4)}${result.endsWith("AAAA") ? "BBBB" : "AAAA"}`)).toBe("result-forged");
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
    await expect(page.getByRole("status", { name: "Bad signature", exact: true })).toBeVisible();
    expect(page.url()).toBe(`${service.origin}/verify`);
  });

  test("gate: the page says what it needs, and where to go", async ({ page, service }) => {
    await page.goto(`${service.origin}/gate`);
    expect(await page.content()).toContain("which needs JavaScript");
  });
});

for (const language of LANGUAGES) {
  test(`verify: an answer is named by its word, all of it fits 320 px, and axe finds nothing (${language})`, async ({ page, service, expectAccessible }) => {
    const say = words(language);
    const look = (step: string) => test.step(step, async () => {
      await expectFits(page, step);
      if (SCRIPTS.includes(language)) await expectAccessible();
    });
    await page.setViewportSize({ width: 320, height: 800 });
    await useFrozenKeys(page);
    await page.goto(`${service.origin}/verify?lang=${language}`);
    await page.locator("main[data-ready]").waitFor();
    await look("verify");
    await page.locator("summary", { hasText: say("verify-narrow") }).click();
    for (const [answer, text] of [["result-malformed", "no result"], ["genuine", PASSES.passes[0]!.text]] as const) {
      await page.getByLabel(say("verify-text"), { exact: true }).fill(text);
      await page.getByRole("button", { name: say("gate-check"), exact: true }).click();
      await expect(page.getByRole("status", { name: say(`found-${answer}`), exact: true })).toBeFocused();
      await look(answer);
    }
  });
}
