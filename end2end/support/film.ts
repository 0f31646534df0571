// The frozen QR code of a pass, before Chromium's camera and as a picture.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "@playwright/test";

const ROWS = readFileSync(new URL("pass-qr.txt", import.meta.url), "utf8").trim().split("\n");
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

/** A browser whose camera sees the pass: for `test.use`. */
export const filmed = () => ({
  permissions: ["camera"],
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-background-networking", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${film()}`,
    ],
  },
});

/** A picture (PNG) of the code on a white sheet, or of the sheet alone. The page's browser draws it. */
export async function picture(page: Page, what: "code" | "nothing"): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const rows = what === "code" ? ROWS : ROWS.map(() => "");
  const address = await page.evaluate(({ lines, scale }) => {
    const canvas = document.createElement("canvas");
    const quiet = 4 * scale;
    canvas.width = canvas.height = lines.length * scale + 2 * quiet;
    const context = canvas.getContext("2d")!;
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = "black";
    lines.forEach((line, y) => [...line].forEach((module, x) => {
      if (module === "#") context.fillRect(quiet + x * scale, quiet + y * scale, scale, scale);
    }));
    return canvas.toDataURL("image/png");
  }, { lines: rows, scale: SCALE });
  return { name: `${what}.png`, mimeType: "image/png", buffer: Buffer.from(address.split(",")[1]!, "base64") };
}
