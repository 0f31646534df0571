// The words of the pages, read from the same files as the service reads: to find fields and buttons in any language.
import { readFileSync } from "node:fs";

export const OWN_NAMES = {
  en: "English", hi: "हिन्दी", gu: "ગુજરાતી", mr: "मराठी", bn: "বাংলা", ta: "தமிழ்", te: "తెలుగు", kn: "ಕನ್ನಡ", ml: "മലയാളം", pa: "ਪੰਜਾਬੀ",
  or: "ଓଡ଼ିଆ", as: "অসমীয়া",
} as const;
export type Language = keyof typeof OWN_NAMES;
export const LANGUAGES = Object.keys(OWN_NAMES) as Language[];
/** One language each of three scripts, for what depends on the pages and little on their words. */
export const SCRIPTS: Language[] = ["en", "hi", "ta"];

/** The words that were announced for the three answers. */
export const ANNOUNCED = {
  en: ["Not vaccinated", "Partially vaccinated", "Fully vaccinated"],
  hi: ["टीकाकृत नहीं", "आंशिक रूप से टीकाकृत", "पूर्ण रूप से टीकाकृत"],
  gu: ["રસીકરણ થયું નથી", "આંશિક રસીકરણ થયું છે", "સંપૂર્ણ રસીકરણ થયું છે"],
} as const;

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
