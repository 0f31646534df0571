// The words of the pages, read from the same files as the service reads: to find fields and buttons in any language.
import { readFileSync } from "node:fs";

export type Language = "en" | "hi" | "gu";
export const LANGUAGES: Language[] = ["en", "hi", "gu"];
export const OWN_NAMES: Record<Language, string> = { en: "English", hi: "हिन्दी", gu: "ગુજરાતી" };

/** `say("share-with", { provider: "Hotel Sagar" })`. */
export type Say = (key: string, values?: Record<string, string>) => string;

const known = new Map<Language, Say>();

/** The one-line messages of a language. */
export function words(language: Language): Say {
  const found = known.get(language);
  if (found) return found;
  const source = readFileSync(new URL(`../../app/locales/${language}.ftl`, import.meta.url), "utf8");
  const lines = new Map(Array.from(source.matchAll(/^([a-z0-9_-]+) = (.+)$/gim), ([, key, text]) => [key, text]));
  const say: Say = (key, values = {}) => {
    const text = lines.get(key);
    if (text === undefined) throw new Error(`${language}.ftl has no line "${key}"`);
    return text.replace(/\{ \$(\w+) \}/g, (whole, name: string) => values[name] ?? whole);
  };
  known.set(language, say);
  return say;
}
