// What others read off our pictures and papers: QR codes with a reader that nobody here wrote, PDF with Poppler.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import type { Locator, Page } from "@playwright/test";
import jsqr from "jsqr";
import { PNG } from "pngjs";

const run = promisify(execFile);

/** Pixels of a page around what is photographed: its ground belongs to the picture. */
const EDGE = 8;

/** The text of the QR code in a PNG picture, if there is one. */
export function codeIn(picture: Buffer): string | undefined {
  const { data, width, height } = PNG.sync.read(picture);
  return jsqr.default(new Uint8ClampedArray(data), width, height)?.data;
}

/** A part of the page as the screen shows it, with a little of what is around. */
export async function photograph(page: Page, what: Locator): Promise<Buffer> {
  await what.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await what.boundingBox())!;
  return page.screenshot({ clip: { x: x - EDGE, y: y - EDGE, width: width + 2 * EDGE, height: height + 2 * EDGE } });
}

/** Whether Poppler's commands are there (Debian: poppler-utils). */
export const hasPoppler = (): Promise<boolean> =>
  Promise.all(["pdftotext", "pdftoppm"].map((command) => run(command, ["-v"]))).then(() => true, () => false);

/** The text of a PDF in its reading order. Without `-raw`, a hyphen at the end of a line is taken for a divided word and lost. */
export async function textOfPdf(file: string): Promise<string> {
  const { stdout } = await run("pdftotext", ["-raw", "-enc", "UTF-8", file, "-"]);
  return stdout;
}

/** The first page of a PDF as a printer or a screen draws it, as PNG. */
export async function pictureOfPdf(file: string, dotsPerInch = 100): Promise<Buffer> {
  const args = ["-png", "-singlefile", "-f", "1", "-l", "1", "-r", String(dotsPerInch), file];
  const { stdout } = await run("pdftoppm", args, { encoding: "buffer", maxBuffer: 32 * 1024 * 1024 });
  return stdout;
}
