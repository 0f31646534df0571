// The album of the gallery: where pictures go, which states and languages are in it, and the sheet that shows them all.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Locator, Page } from "@playwright/test";

import { ANSWERS } from "./gate.ts";
import { LANGUAGES, type Language } from "./words.ts";

const FOLDER = process.env.KYVS_GALLERY!;
const WIDTHS = [320, 412, 1280];
const SCHEMES = ["light", "dark"] as const;

/** The languages of the pictures: those of `KYVS_GALLERY_LANGUAGES`, by default few, so that it stays quick. */
export const SHOWN: Language[] = shown(process.env.KYVS_GALLERY_LANGUAGES || "en,hi,gu,ta");

const STATES = [
  "details", "details-error", "details-staff", "code", "code-error", "code-expired", "code-staff", "resend-ready", "code-scopes",
  "answer-0", "answer-1", "answer-2", "answer-details", "closed", "locked", "problem-purpose", "problem-suspended", "problem-key",
  "full-details", "full-code", "redirect-answer", "home", "home-complaints", "modal-host", "modal-open", "offline", "blocked",
  "own-details", "own-code", "own-0", "own-1", "own-2", "own-error", "own-report", "own-ended",
  "own-graphic", "shared", "shared-gone", "own-pass", "own-history", "own-withdraw", "own-withdrawn", "own-paused", "receipt",
  "gate", ...ANSWERS.map(({ answer }) => `gate-${answer}`), "verify", "verify-genuine", "verify-forged",
];

function shown(codes: string): Language[] {
  return codes.split(",").map((code) => {
    const language = LANGUAGES.find((known) => known === code.trim());
    if (!language) throw new Error(`KYVS_GALLERY_LANGUAGES: "${code}" is none of ${LANGUAGES.join(", ")}`);
    return language;
  });
}

/** Keeps a file in the album; gives its path. */
export function keep(file: string, content: string | Buffer): string {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, file);
  writeFileSync(path, content);
  return path;
}

/** The paper of a pass as a file, with this ending. */
export const paperName = (language: Language, ending: "pdf" | "png") => `pass-paper-${language}.${ending}`;

const nameOf = (state: string, language: Language, width: number, scheme: string) => `${state}-${language}-${width}-${scheme}.png`;

/** Takes the page as it is in every width and colour scheme, all of it or what is in sight from an element on; the page goes on afterwards. */
export async function take(page: Page, language: Language, state: string, from?: Locator): Promise<void> {
  if (!STATES.includes(state)) throw new Error(`the sheet has no place for "${state}": add it to STATES in support/album.ts`);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme });
      // The frame learns of the new width, then the host of the new height.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await from?.evaluate((element) => element.scrollIntoView());
      keep(nameOf(state, language, width, scheme), await page.screenshot({ fullPage: !from, animations: "disabled" }));
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
}

const picture = (file: string, about: string) => `<a href="${file}"><img loading="lazy" src="${file}" alt="${about}" height="320"></a>`;

/** A state in one language: all schemes and widths. */
const row = (state: string, language: Language) => SCHEMES.flatMap((scheme) => WIDTHS.map((width) =>
  picture(nameOf(state, language, width, scheme), `${state}, ${language}, ${width} px, ${scheme}`))).join("\n");

/** The papers of a pass. A PDF can be looked at where its picture could not be made. */
const papers = () => LANGUAGES.map((language) =>
  `<a href="${paperName(language, "pdf")}"><img loading="lazy" src="${paperName(language, "png")}" alt="pass on paper, ${language}" height="320"></a>`).join("\n");

/** Writes the sheet; gives its path. */
export function writeSheet(): string {
  const states = STATES.map((state) => `<h2>${state}</h2>${SHOWN.map((language) => `<p>${row(state, language)}</p>`).join("\n")}`);
  return keep("index.html", `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title>
<style>body{font:1rem system-ui;margin:1rem;background:#ddd}p{display:flex;flex-wrap:wrap;gap:8px}img{background:#fff;border:1px solid #999}</style>
<h1>Every state, ${SHOWN.join(", ")}</h1>${states.join("\n")}<h2>pass-paper</h2><p>${papers()}</p></html>\n`);
}
