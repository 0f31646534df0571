// What tests find in pages: the loader's own types, and what fixtures put there.
import type {} from "../public/kyvs.d.ts";

declare global {
  interface Window {
    /** How often a pointer went down in this document. */
    presses?: number;
  }
}
