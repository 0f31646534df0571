// What tests find in pages: the loader's own types, and what fixtures put there.
import type {} from "../public/kyvs.d.ts";

declare global {
  interface Window {
    /** How often a pointer went down in this document. */
    presses?: number;
    /** How often the browser's own reader of QR codes was asked (`support/gate.ts`). */
    looks?: number;
    /** What sounded and shook, and its source (`support/gate.ts`). */
    heard?: { made: boolean[]; woken: boolean[]; tones: number[]; shaken: unknown[] };
    audio?: { state: string };
  }
}
