// Receipts and history: what a person keeps, who asked, withdrawing, pausing.
import { expect, test } from "../fixtures.ts";
import type { Page } from "../fixtures.ts";
import { Check } from "../pages/check.ts";
import { FAMILY, type Person } from "../support/people.ts";
import type { World } from "../support/world.ts";
import { type Language, words } from "../support/words.ts";

const say = words("en");

/** A check by the hotel on its own page, answered: what its server would get. */
async function answered(openFull: (query?: Record<string, string>, page?: Page) => Promise<Check>, world: World, person: Person, receipt = false): Promise<Check> {
  const check = await openFull();
  await check.askFor(person);
  if (receipt) await check.root.getByLabel(say("receipt-sms")).check();
  await check.share(await world.service.inbox.codeFor(person, await check.reference()));
  await check.expectStep("answer");
  return check;
}

/** The person's own page. */
async function ownPage(page: Page, world: World, person: Person, language: Language = "en"): Promise<Check> {
  await page.goto(`${world.service.origin}/status?lang=${language}`);
  const own = new Check(page, language);
  await own.askFor(person);
  await own.code.fill(await world.service.inbox.codeFor(person, await own.reference()));
  await own.press(own.button("own-see", {}));
  await own.expectStep("own");
  return own;
}
