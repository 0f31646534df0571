// The gate, with a camera that sees a pass: Chromium plays a film of the frozen QR code as its camera.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "../fixtures.ts";
import { PASSES, moveToFrozenKeys, useFrozenKeys } from "../support/passes.ts";

const ROWS = readFileSync(new URL("../support/pass-qr.txt", import.meta.url), "utf8").trim().split("\n");
const [WIDTH, HEIGHT, SCALE] = [640, 480, 7];

/** A film of two pictures that are alike: the code in the middle of a white sheet (YUV4MPEG2). */
function film(): string {
  const luma = Buffer.alloc(WIDTH * HEIGHT, 235);
  const [left, top] = [WIDTH, HEIGHT].map((side) => Math.floor((side - ROWS.length * SCALE) / 2)) as [number, number];
  ROWS.forEach((row, y) => [...row].forEach((module, x) => {
    if (module !== "#") return;
    for (let line = 0; line < SCALE; line += 1) luma.fill(16, (top + y * SCALE + line) * WIDTH + left + x * SCALE, (top + y * SCALE + line) * WIDTH + left + (x + 1) * SCALE);
  }));
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, Buffer.alloc(WIDTH * HEIGHT / 2, 128)]);
  const file = join(mkdtempSync(join(tmpdir(), "kyvs-film-")), "pass.y4m");
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]));
  return file;
}

test.use({
  permissions: ["camera"],
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-background-networking", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${film()}`,
    ],
  },
});

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
  await useFrozenKeys(page);
  await page.goto(`${service.origin}/gate`);
  await page.locator("main[data-ready]").waitFor();
  await expect(page.getByText("ready for use without a network")).toBeVisible();
  await page.unroute("**/.well-known/jwks.json");
  await page.unroute("**/.well-known/kyvs-revoked");
  await context.setOffline(true);
  await page.reload();
  await page.locator("main[data-ready]").waitFor();
  await page.getByRole("button", { name: "Scan with the camera" }).click();
  await expect(page.locator("#found")).toHaveAttribute("data-answer", "genuine");
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const paths = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
    return { paths: paths.flat(), storage: localStorage.length + sessionStorage.length, databases: (await indexedDB.databases()).length, cookie: document.cookie };
  });
  expect(kept).toMatchObject({ storage: 0, databases: 0, cookie: "" });
  for (const path of kept.paths) expect(path).toMatch(/^\/(gate|favicon\.svg|pkg\/(gate|check|scan)-[0-9a-f]+\.(js|wasm)|\.well-known\/(jwks\.json|kyvs-revoked)|test\/\.well-known\/(jwks\.json|kyvs-revoked))$/);
  await context.setOffline(false);
});

test("gate: keyboard, axe, 320 pixels, light and dark", async ({ page, service, expectAccessible }) => {
  await useFrozenKeys(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${service.origin}/gate`);
  await page.locator("main[data-ready]").waitFor();
  await expectAccessible();
  await page.getByText("A picture, or the code as text").focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Code of the pass").focus();
  await page.keyboard.insertText(PASS.text);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("#found")).toBeFocused();
  await expect(page.locator("#found")).toHaveAttribute("data-answer", "genuine");
  await expectAccessible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
