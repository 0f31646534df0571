// The gate as tests open it, texts for all of its answers, and stand-ins for what only phones have.
import type { Page } from "@playwright/test";

import { PASSES } from "./passes.ts";
import type { Service } from "./service.ts";
import { type Language, words } from "./words.ts";

const [PASS, , HOUR, MONTH] = PASSES.passes;
const REVOKED = PASSES.passes.find(({ what }) => what.includes("revoked"));
const FORGED = PASSES.forged.find(({ answer }) => answer === "BadSignature");

/** A text for each answer, and how many seconds after the frozen moment it is answered so. The last: a pass of a month, and a day and a half without a network. */
export const ANSWERS = [
  { answer: "genuine", text: PASS!.text, after: 0 },
  { answer: "expired", text: HOUR!.text, after: 0 },
  { answer: "revoked", text: REVOKED!.text, after: 0 },
  { answer: "bad-signature", text: FORGED!.text, after: 0 },
  { answer: "not-a-pass", text: "https://status.example", after: 0 },
  { answer: "not-yet", text: PASS!.text, after: -7200 },
  { answer: "keys-too-old", text: MONTH!.text, after: 36 * 3600 },
];

export async function openGate(page: Page, { origin }: Service, language: Language = "en"): Promise<void> {
  await page.goto(`${origin}/gate?lang=${language}`);
  await page.locator("main[data-ready]").waitFor();
}

/** Unfolds the ways beside the camera. */
export const unfold = (page: Page, language: Language = "en") =>
  page.locator("summary", { hasText: words(language)("gate-otherwise") }).click();

/** Has a text checked, once they are unfolded. */
export async function checkText(page: Page, text: string, language: Language = "en"): Promise<void> {
  const say = words(language);
  await page.getByLabel(say("gate-code"), { exact: true }).fill(text);
  await page.getByRole("button", { name: say("gate-check"), exact: true }).click();
}

/** The paths of everything that is kept in the browser's caches. */
export const keptPaths = (page: Page): Promise<string[]> => page.evaluate(async () => {
  const names = await caches.keys();
  const paths = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
  return paths.flat();
});

/** Whether an address is that of our reader of QR codes. */
export const isReader = (address: string) => address.includes("/pkg/scan-");

/** A browser without a reader of QR codes. */
export const takeReader = (page: Page) => page.addInitScript(() => {
  Reflect.deleteProperty(window, "BarcodeDetector");
});

/** A browser with a reader of its own: it sees these texts, one look after another and then none, or fails at every look. */
export const giveReader = (page: Page, seen: readonly string[] | "fails") => page.addInitScript((texts) => {
  const left = [...texts];
  window.looks = 0;
  class Detector {
    static async getSupportedFormats() {
      return ["qr_code"];
    }

    async detect() {
      window.looks! += 1;
      if (texts === "fails") throw new DOMException("Barcode detection service unavailable.", "NotSupportedError");
      const rawValue = left.shift();
      return rawValue === undefined ? [] : [{ rawValue }];
    }
  }
  Object.assign(window, { BarcodeDetector: Detector });
}, seen);

/** Writes down in `window.heard` what sounds and shakes, and whether something was being pressed when sound was made and woken. */
export const listen = (page: Page) => page.addInitScript(() => {
  const heard = { made: [] as boolean[], woken: [] as boolean[], tones: [] as number[], shaken: [] as unknown[] };
  const isPressed = () => navigator.userActivation.isActive;
  const gain = { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined };
  const connect = (next: unknown) => next;
  const audio = {
    state: "suspended",
    currentTime: 0,
    destination: {},
    createGain: () => ({ gain, connect }),
    createOscillator: () => {
      const frequency = { value: 0 };
      return { frequency, connect, start: () => heard.tones.push(frequency.value), stop: () => undefined };
    },
    resume: async () => {
      audio.state = "running";
      heard.woken.push(isPressed());
    },
  };
  const make = function make() {
    heard.made.push(isPressed());
    return audio;
  };
  Object.assign(window, { heard, audio, AudioContext: make });
  Object.assign(navigator, { vibrate: (pattern: unknown) => heard.shaken.push(pattern) });
});
