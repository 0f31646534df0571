// Frozen passes and what a gate goes by, as `domain/tests/vectors` has them: served in place of the service's own keys and list, so that
// every answer can be had. The rules that read them are the real ones.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

interface Vectors {
  now: number;
  keys: unknown;
  revoked: string;
  passes: { what: string; text: string; id: string; status: 0 | 1 | 2; name: string | null; expires: number; issued: number }[];
  forged: { what: string; text: string; answer: "NotAPass" | "BadSignature" }[];
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../domain/tests/vectors/${name}`, import.meta.url), "utf8"));

export const PASSES = read("passes.json") as Vectors;
export const RESULTS = read("forged.json") as {
  now: number; issuer: string; audience: string; nonce: string; good: string; forged: { what: string; token: string; error: string }[];
};

/** The page goes by the frozen keys and list, at the moment for which they were made. */
export async function useFrozenKeys(page: Page, now = PASSES.now): Promise<void> {
  await page.clock.setFixedTime(now * 1000);
  await serveFrozenKeys(page);
}

/** The same with a clock that goes on: what takes time can be measured. */
export async function moveToFrozenKeys(page: Page): Promise<void> {
  await page.addInitScript((moment) => {
    const system = Date.now.bind(Date);
    const offset = moment - system();
    Date.now = () => system() + offset;
  }, PASSES.now * 1000);
  await serveFrozenKeys(page);
}

/** The frozen keys and list are those of test mode, too. */
export async function serveFrozenTestKeys(page: Page): Promise<void> {
  await page.route("**/test/.well-known/jwks.json", (route) => route.fulfill({ json: PASSES.keys }));
  await page.route("**/test/.well-known/kyvs-revoked", (route) => route.fulfill({ body: Buffer.from(PASSES.revoked, "base64url") }));
}

async function serveFrozenKeys(page: Page): Promise<void> {
  await page.route("**/.well-known/jwks.json", (route) =>
    route.request().url().includes("/test/") ? route.abort() : route.fulfill({ json: PASSES.keys }));
  await page.route("**/.well-known/kyvs-revoked", (route) =>
    route.request().url().includes("/test/") ? route.abort() : route.fulfill({ body: Buffer.from(PASSES.revoked, "base64url") }));
}
