// The gate, with a camera that sees a pass: Chromium plays a film of the frozen QR code as its camera.
import { expect, test } from "../fixtures.ts";
import { filmed } from "../support/film.ts";
import { ANSWERS, checkText, isReader, keptPaths, openGate, takeReader, unfold } from "../support/gate.ts";
import { expectFits } from "../support/layout.ts";
import { PASSES, moveToFrozenKeys, serveFrozenTestKeys, useFrozenKeys } from "../support/passes.ts";
import { LANGUAGES, SCRIPTS, words } from "../support/words.ts";

test.use(filmed());

const PASS = PASSES.passes[0]!;

test("gate: the camera sees a pass, the answer is there within 300 ms, and the next can be scanned", async ({ page, service }) => {
  await moveToFrozenKeys(page);
  await page.goto(`${service.origin}/gate`);
  await page.locator("main[data-ready]").waitFor();
  const sent: string[] = [];
  page.on("request", (request) => !request.url().includes("/pkg/scan-") && sent.push(`${request.method()} ${request.url()}`));
  await page.getByRole("button", { name: "Scan with the camera" }).click();
  const found = page.locator("#found");
  await expect(found).toHaveAttribute("data-answer", "genuine");
  await expect(found).toContainText("Fully vaccinated");
  await expect(found).toContainText(PASS.name!);
  const measured = await page.waitForFunction(() => performance.getEntriesByName("answer")[0]?.duration);
  const took = await measured.jsonValue();
  console.log(`figure: gate, from the code to the answer ${Math.round(took ?? -1)} ms`);
  expect(took).toBeLessThan(300);
  await expect(page.locator("[data-count='2']")).toHaveText("1");
  await page.getByRole("button", { name: "Scan the next" }).click();
  await expect(page.locator("[data-count='2']")).toHaveText("2");
  expect(sent).toEqual([]);
});

test("gate: each answer has its own word, shape and number of the day", async ({ page, service }) => {
  await useFrozenKeys(page);
  await page.goto(`${service.origin}/gate`);
  await page.locator("main[data-ready]").waitFor();
  await page.getByText("A picture, or the code as text").click();
  const code = page.getByLabel("Code of the pass");
  const shapes = new Set<string>();
  const answers = async (text: string, answer: string, word: string) => {
    await code.fill(text);
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await expect(page.locator("#found")).toHaveAttribute("data-answer", answer);
    await expect(page.getByRole("heading", { name: word })).toBeVisible();
    shapes.add(await page.locator("#found .mark").first().innerHTML());
  };
  const forged = PASSES.forged.find(({ answer }) => answer === "BadSignature")!.text;
  await answers(PASS.text, "genuine", "Genuine pass");
  await answers(PASSES.passes[2]!.text.toLowerCase(), "expired", "Expired");
  await answers(PASSES.passes.find(({ what }) => what.includes("revoked"))!.text, "revoked", "Revoked");
  await answers(forged, "bad-signature", "Bad signature");
  await answers("https://status.example", "not-a-pass", "Not a pass");
  await page.clock.setFixedTime((PASSES.now - 7200) * 1000);
  await answers(PASS.text, "not-yet", "Not valid yet");
  await expect(page.locator("[data-count=refused]")).toHaveText("5");
  await expect(page.locator("[data-count='2']")).toHaveText("1");
  // A pass of a month, and a day and a half without a network.
  await page.clock.setFixedTime((PASSES.now + 36 * 3600) * 1000);
  await answers(PASSES.passes[3]!.text, "keys-too-old", "Keys too old, go online");
  expect(shapes.size).toBe(6);
  // Another day: the numbers have begun again.
  await expect(page.locator("[data-count=refused]")).toHaveText("1");
  await expect(page.locator("[data-count='2']")).toHaveText("0");
});

test("gate: it opens and answers without a network, and keeps nothing of a pass", async ({ page, service, context }) => {
  await takeReader(page);
  await useFrozenKeys(page);
  await page.goto(`${service.origin}/gate`);
  await page.locator("main[data-ready]").waitFor();
  await expect(page.getByText("ready for use without a network")).toBeVisible();
  // Nothing was read yet: the reader is there for when there is no network.
  expect((await keptPaths(page)).filter(isReader)).toHaveLength(2);
  await page.unroute("**/.well-known/jwks.json");
  await page.unroute("**/.well-known/kyvs-revoked");
  await context.setOffline(true);
  await page.reload();
  await page.locator("main[data-ready]").waitFor();
  await page.getByRole("button", { name: "Scan with the camera" }).click();
  await expect(page.locator("#found")).toHaveAttribute("data-answer", "genuine");
  const kept = await page.evaluate(async () =>
    ({ storage: localStorage.length + sessionStorage.length, databases: (await indexedDB.databases()).length, cookie: document.cookie }));
  expect(kept).toEqual({ storage: 0, databases: 0, cookie: "" });
  for (const path of await keptPaths(page)) expect(path).toMatch(/^\/(gate|favicon\.svg|pkg\/(check|scan)-[0-9a-f]+\.(js|wasm)|\.well-known\/(jwks\.json|kyvs-revoked)|test\/\.well-known\/(jwks\.json|kyvs-revoked))$/);
  await context.setOffline(false);
});

/** With the frozen keys in both worlds it is a genuine pass of test mode. */
const OF_TEST = PASSES.forged.find(({ what }) => what === "a test pass signed with the live key")!.text;

test("gate: the keys of test mode are fetched when a pass of it is met; without them it cannot tell", async ({ page, service, context }) => {
  await useFrozenKeys(page);
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/test/") && asked.push(request.url()));
  await openGate(page, service);
  await unfold(page);
  const found = page.locator("#found");
  await checkText(page, PASS.text);
  await expect(found).toHaveAttribute("data-answer", "genuine");
  expect(asked).toEqual([]);
  await context.setOffline(true);
  await checkText(page, OF_TEST);
  await expect(found).toHaveAttribute("data-answer", "keys-too-old");
  expect(asked, "no network, nothing to fetch").toEqual([]);
  await context.setOffline(false);
  await serveFrozenTestKeys(page);
  await checkText(page, OF_TEST);
  await expect(found).toHaveAttribute("data-answer", "genuine");
  await expect(found.locator(".ribbon")).toBeVisible();
  expect(asked).toHaveLength(2);
  await expect.poll(() => keptPaths(page)).toContain("/test/.well-known/kyvs-revoked");
});

test("gate: where test mode is switched off its passes are as any that nobody signed", async ({ page, service }) => {
  await useFrozenKeys(page);
  await page.route("**/test/.well-known/**", (route) => route.fulfill({ status: 404 }));
  await openGate(page, service);
  await unfold(page);
  await checkText(page, OF_TEST);
  await expect(page.locator("#found")).toHaveAttribute("data-answer", "bad-signature");
});

test("gate: with the keyboard alone, and the answer has the focus", async ({ page, service }) => {
  await useFrozenKeys(page);
  await page.goto(`${service.origin}/gate`);
  await page.locator("main[data-ready]").waitFor();
  await page.getByText("A picture, or the code as text").focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Code of the pass").focus();
  await page.keyboard.insertText(PASS.text);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("#found")).toBeFocused();
  await expect(page.locator("#found")).toHaveAttribute("data-answer", "genuine");
});

test("gate: phones that install it find an icon in shapes, in pixels, and to cut", async ({ page, service }) => {
  const manifest = await page.request.get(`${service.origin}/gate.webmanifest?lang=en`);
  const { icons } = await manifest.json() as { icons: { src: string; sizes: string; type: string; purpose: string }[] };
  expect(icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(["any any", "192x192 any", "512x512 any", "512x512 maskable"]);
  for (const { src, sizes, type } of icons) {
    const file = await page.request.get(`${service.origin}${src}`);
    expect(file.headers()["content-type"]).toBe(type);
    const bytes = await file.body();
    if (type === "image/png") expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
  }
});

for (const language of LANGUAGES) {
  test(`gate: every answer is named by its word and fits 320 px, and axe finds nothing (${language})`, async ({ page, service, expectAccessible }) => {
    test.slow();
    const say = words(language);
    const look = (step: string) => test.step(step, async () => {
      await expectFits(page, step);
      if (SCRIPTS.includes(language)) await expectAccessible();
    });
    await page.setViewportSize({ width: 320, height: 800 });
    await useFrozenKeys(page);
    await openGate(page, service, language);
    await look("gate");
    await unfold(page, language);
    for (const { answer, text, after } of ANSWERS) {
      await page.clock.setFixedTime((PASSES.now + after) * 1000);
      await checkText(page, text, language);
      await expect(page.getByRole("status", { name: say(`found-${answer}`), exact: true })).toBeFocused();
      await expect(page.locator("#found")).toHaveAttribute("data-answer", answer);
      await look(answer);
    }
  });
}
