// What reads QR codes at the gate, from the camera or a picture: the browser's own reader where it has one that works, else ours, which
// is loaded only then. And what is said where nothing can be read or checked.
import { expect, test } from "../fixtures.ts";
import { filmed, picture } from "../support/film.ts";
import { ANSWERS, checkText, giveReader, isReader, keptPaths, listen, openGate, takeReader, unfold } from "../support/gate.ts";
import { PASSES, moveToFrozenKeys, useFrozenKeys } from "../support/passes.ts";
import { words } from "../support/words.ts";

test.use(filmed());

const PASS = PASSES.passes[0]!.text;
const EXPIRED = ANSWERS.find(({ answer }) => answer === "expired")!.text;
const FORGED = ANSWERS.find(({ answer }) => answer === "bad-signature")!.text;
const say = words("en");

test("gate: a browser with a reader of its own never loads ours", async ({ page, context, service }) => {
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  await giveReader(page, [PASS]);
  await moveToFrozenKeys(page);
  await openGate(page, service);
  await expect(page.getByText(say("gate-offline-ready"))).toBeVisible();
  await page.getByRole("button", { name: say("gate-camera") }).click();
  await expect(page.locator("#found")).toHaveAttribute("data-answer", "genuine");
  expect(asked.some((address) => address.includes("/pkg/check-"))).toBe(true);
  expect(asked.filter(isReader)).toEqual([]);
  expect((await keptPaths(page)).filter(isReader)).toEqual([]);
});

test("gate: where the browser's own reader fails, ours goes on, and is kept from then on", async ({ page, context, service }) => {
  await giveReader(page, "fails");
  await useFrozenKeys(page);
  await openGate(page, service);
  await expect(page.getByText(say("gate-offline-ready"))).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  expect((await keptPaths(page)).filter(isReader)).toEqual([]);
  const scan = page.getByRole("button", { name: say("gate-camera") });
  await scan.click();
  await expect(page.locator("#found")).toHaveAttribute("data-answer", "genuine");
  expect(await page.evaluate(() => window.looks)).toBe(1);
  expect((await keptPaths(page)).filter(isReader)).toHaveLength(2);

  await page.unroute("**/.well-known/jwks.json");
  await page.unroute("**/.well-known/kyvs-revoked");
  await context.setOffline(true);
  await page.reload();
  await page.locator("main[data-ready]").waitFor();
  await scan.click();
  await expect(page.locator("#found")).toHaveAttribute("data-answer", "genuine");
  await context.setOffline(false);
});

for (const [what, seen] of [["by our reader", undefined], ["by the browser's", ["", PASS]], ["by ours where the browser's fails", "fails"]] as const) {
  test(`gate: a picture is read ${what}, and not sent`, async ({ page, service }) => {
    await (seen ? giveReader(page, seen) : takeReader(page));
    await useFrozenKeys(page);
    await openGate(page, service);
    await unfold(page);
    const sent: string[] = [];
    page.on("request", (request) => !isReader(request.url()) && sent.push(`${request.method()} ${request.url()}`));
    const file = page.getByLabel(say("gate-picture"), { exact: true });
    await file.setInputFiles(await picture(page, "nothing"));
    await expect(page.getByRole("alert")).toHaveText(say("gate-picture-none"));
    await expect(page.locator("#found")).toBeHidden();
    await file.setInputFiles(await picture(page, "code"));
    await expect(page.locator("#found")).toHaveAttribute("data-answer", "genuine");
    await expect(page.getByRole("alert")).toHaveCount(0);
    // What is no picture at all is answered, too.
    await file.setInputFiles({ name: "code.png", mimeType: "image/png", buffer: Buffer.from(PASS) });
    await expect(page.getByRole("alert")).toHaveText(say("gate-picture-none"));
    expect(sent).toEqual([]);
  });
}

test("gate: a group goes on by itself, and each pass counts once while it is held there", async ({ page, service }) => {
  await giveReader(page, [PASS, PASS, EXPIRED, "", PASS]);
  await useFrozenKeys(page);
  await openGate(page, service);
  await page.getByLabel(say("gate-group")).check();
  await page.getByRole("button", { name: say("gate-camera") }).click();
  // The sixth look sees nothing: all before it are answered.
  await page.waitForFunction(() => window.looks! > 5);
  await expect(page.locator("[data-count='2']")).toHaveText("2");
  await expect(page.locator("[data-count=refused]")).toHaveText("1");
  await expect(page.locator("#found")).toHaveAttribute("data-answer", "genuine");
  await expect(page.getByRole("button", { name: say("gate-next") })).toBeHidden();
});

test("gate: sound and vibration only where they are wanted, and woken where something is pressed", async ({ page, service }) => {
  await listen(page);
  await giveReader(page, []);
  await useFrozenKeys(page);
  await openGate(page, service);
  await unfold(page);
  const heard = () => page.evaluate(() => window.heard);
  const genuine = page.locator("[data-count='2']");
  await checkText(page, PASS);
  await expect(genuine).toHaveText("1");
  expect(await heard()).toEqual({ made: [], woken: [], tones: [], shaken: [] });

  const wanted = page.getByLabel(say("gate-sound"));
  await wanted.check();
  expect(await heard()).toEqual({ made: [true], woken: [true], tones: [], shaken: [] });
  await checkText(page, PASS);
  await expect(genuine).toHaveText("2");
  await checkText(page, FORGED);
  await expect(page.locator("[data-count=refused]")).toHaveText("1");
  const all = { made: [true], woken: [true], tones: [660, 880, 196, 165], shaken: [80, [200, 80, 200]] };
  expect(await heard()).toEqual(all);

  // As after a call, or another program's sound.
  await page.evaluate(() => { window.audio!.state = "suspended"; });
  await page.getByRole("button", { name: say("gate-camera") }).click();
  await expect(page.getByRole("button", { name: say("gate-camera-stop") })).toBeVisible();
  expect(await heard()).toEqual({ ...all, woken: [true, true] });

  await wanted.uncheck();
  await checkText(page, PASS);
  await expect(genuine).toHaveText("3");
  expect(await heard()).toEqual({ ...all, woken: [true, true] });
});

test("gate: the camera stops when it is told to, and starts again", async ({ page, service }) => {
  await giveReader(page, []);
  await openGate(page, service);
  const start = page.getByRole("button", { name: say("gate-camera") });
  const stop = page.getByRole("button", { name: say("gate-camera-stop") });
  const view = page.getByLabel(say("gate-view"));
  await start.click();
  await expect(view).toBeVisible();
  await expect(start).toBeHidden();
  const stream = await page.evaluateHandle(() => document.querySelector("video")!.srcObject as MediaStream);
  expect(await stream.evaluate((seen) => seen.getTracks().map(({ readyState }) => readyState))).toEqual(["live"]);
  await stop.click();
  await expect(view).toBeHidden();
  await expect(stop).toBeHidden();
  expect(await stream.evaluate((seen) => seen.getTracks().map(({ readyState }) => readyState))).toEqual(["ended"]);
  expect(await page.evaluate(() => document.querySelector("video")!.srcObject)).toBeNull();
  await start.click();
  await expect(view).toBeVisible();
});

test("gate: a camera that is refused is said, and a typed code is still checked", async ({ page, service }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
  });
  await useFrozenKeys(page);
  await openGate(page, service);
  await page.getByRole("button", { name: say("gate-camera") }).click();
  await expect(page.getByRole("alert")).toHaveText(say("gate-camera-refused"));
  await expect(page.getByLabel(say("gate-view"))).toBeHidden();
  await unfold(page);
  await checkText(page, PASS);
  await expect(page.locator("#found")).toHaveAttribute("data-answer", "genuine");
});

test.describe("nothing kept on the device", () => {
  test.use({ serviceWorkers: "block" });

  test("gate: where no reader can be loaded, the camera does not look on in vain", async ({ page, service }) => {
    await takeReader(page);
    await page.route("**/pkg/scan-*", (route) => route.abort());
    await openGate(page, service);
    await page.getByRole("button", { name: say("gate-camera") }).click();
    await expect(page.getByRole("alert")).toHaveText(say("gate-camera-refused"));
    await expect(page.getByLabel(say("gate-view"))).toBeHidden();
  });

  test("gate: without keys it says so and accepts nothing, until they come", async ({ page, service }) => {
    await page.route("**/.well-known/**", (route) => route.abort());
    await openGate(page, service);
    await expect(page.getByText(say("gate-keys-none"))).toBeVisible();
    await unfold(page);
    await checkText(page, PASS);
    await expect(page.getByRole("heading", { name: say("found-keys-too-old"), exact: true })).toBeVisible();
    await page.unroute("**/.well-known/**");
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect(page.locator("[data-keys=good]")).toBeVisible();
    await expect(page.getByText(say("gate-keys-none"))).toBeHidden();
  });

  for (const [path, rules] of [["gate", "check"], ["verify", "paste"]]) {
    test(`${path}: without its WASM the page says that nothing can be checked`, async ({ page, service }) => {
      await page.route(`**/pkg/${rules}-*.wasm`, (route) => route.abort());
      await page.goto(`${service.origin}/${path}`);
      await expect(page.getByRole("alert")).toHaveText(say("gate-broken"));
      await expect(page.locator("main[data-ready]")).toHaveCount(0);
    });
  }
});
