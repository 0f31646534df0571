// Receipts and history: what a person keeps, who asked, withdrawing, pausing; and that providers see nothing of it.
import { readFileSync } from "node:fs";

import type { BrowserContext } from "@playwright/test";

import { expect, test } from "../fixtures.ts";
import type { HostPage } from "../pages/host.ts";
import { HistoryPage } from "../pages/history.ts";
import { expectFits } from "../support/layout.ts";
import type { Inbox } from "../support/inbox.ts";
import { COUPLE, type Person } from "../support/people.ts";
import { LANGUAGES, type Language, SCRIPTS } from "../support/words.ts";
import { type World, PROVIDER_NAMES, providerName } from "../support/world.ts";

/** A check on the page of a provider, answered: the signed result. */
async function answered(host: HostPage, person: Person, inbox: Inbox): Promise<string> {
  const check = await host.open("plain");
  await check.complete(person, inbox);
  return (await host.event("success")).detail.result;
}

/** The person's own page. */
async function ownPage(context: BrowserContext, world: World, person: Person, language: Language = "en"): Promise<HistoryPage> {
  const own = new HistoryPage(await context.newPage(), language);
  await own.open(world.service.origin);
  await own.enter(person, world.service.inbox);
  return own;
}

/** What the hotel's server is told about a result. */
async function verdict(world: World, result: string): Promise<{ valid: boolean; error?: string }> {
  const answer = await fetch(`${world.service.origin}/api/v1/results/verify`, {
    method: "POST",
    headers: { authorization: `Bearer ${world.hotelKeys.secret_key}`, "content-type": "application/json" },
    body: JSON.stringify({ result, single_use: false }),
  });
  return await answer.json() as { valid: boolean; error?: string };
}

test("history: the receipt stands on the answer, opens as a page without script, and is kept as a file", async ({ airline, page, inbox, anyone }) => {
  const check = await airline.open("plain", { purpose: "boarding" });
  const person = anyone("full");
  await check.askFor(person);
  await check.share(await inbox.code(person.mobile));
  await check.expectStep("answer");
  const receipt = check.root.getByRole("region", { name: check.say("receipt-title") });
  await expect(receipt).toContainText(/Asked by\s*Air Konkan/);
  await expect(receipt).toContainText(/Purpose\s*boarding/);
  await expect(receipt).toContainText(/What was shared\s*Vaccination status/);
  await expect(receipt.getByRole("link", { name: check.say("receipt-withdraw-link") })).toHaveAttribute("href", "/status?lang=en");
  await expect(receipt.getByRole("link", { name: check.say("receipt-complain-link") })).toBeVisible();
  const number = (await receipt.innerText()).match(/R(-[0-9A-Z]{4}){4}/)![0];

  const opening = page.context().waitForEvent("page");
  await check.press(check.button("receipt-save"));
  const sheet = await opening;
  await expect(sheet.getByRole("heading", { level: 1 })).toHaveText(`Receipt ${number}`);
  expect(new URL(sheet.url()).search, "nothing in the address").toBe("");
  expect(await sheet.locator("script").count()).toBe(0);
  await expect(sheet.locator("body")).not.toContainText(person.name);
  await expect(sheet.locator("body")).not.toContainText("Fully vaccinated");
  const downloading = sheet.waitForEvent("download");
  await sheet.getByRole("button", { name: check.say("receipt-download") }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe(`${number}.html`);
  const kept = readFileSync(await file.path(), "utf8");
  expect(kept).toContain("Air Konkan");
  expect(kept).not.toMatch(/<script|<form|Fully vaccinated/);
  await check.expectStep("answer");
});

test("history: a receipt comes by SMS when it is wished for, and does not say what the answer was", async ({ hotel, inbox, anyone }) => {
  const check = await hotel.open("plain");
  const person = anyone("partial");
  await check.askFor(person);
  const wish = check.root.getByLabel(check.say("receipt-sms"));
  await expect(wish).not.toBeChecked();
  await wish.check();
  await check.share("000000");
  await check.expectError(/2 tries left/);
  await expect(wish, "a wrong code loses nothing").toBeChecked();
  await check.share(await inbox.code(person.mobile));
  await check.expectStep("answer");
  const { text, template } = await inbox.next(person.mobile);
  expect(template).toBe("receipt");
  expect(text).toMatch(/^You agreed that Hotel Sagar learns your vaccination status for check-in\. Receipt R-/);
  expect(text).toMatch(/\/status$/);
  expect(text).not.toMatch(/artially|doses/);
  await expect(check.root.getByText(text.match(/R(-[0-9A-Z]{4}){4}/)![0])).toBeVisible();
});

test("history: people on one mobile never see each other", async ({ hotel, context, world }) => {
  const [his, hers] = COUPLE.people.map(({ name }) => ({ name, mobile: COUPLE.mobile }) as Person);
  await answered(hotel, his, world.service.inbox);
  const she = await ownPage(context, world, hers);
  await expect(she.page.getByText(she.say("history-none"))).toBeVisible();
  await expect(she.checks).toHaveCount(0);
  await expect(she.page.getByText("Hotel Sagar")).toHaveCount(0);
  const he = await ownPage(context, world, his);
  await expect(he.of("Hotel Sagar")).toHaveCount(1);
  const complain = he.page.locator("#who-asked").getByRole("link", { name: he.say("receipt-complain-link") });
  await expect(complain, "the receipt's SMS leads here").toHaveAttribute("href", "/?lang=en#complaints");
  await expect(she.page.locator("#who-asked").getByRole("link")).toHaveCount(0);
  await expect(he.of("Hotel Sagar")).toContainText(/Purpose\s*check-in/);
});

test("history: withdrawing revokes the result, and the hotel sees what it sees of nobody", async ({ hotel, context, page, world, inbox, anyone }) => {
  const person = anyone("full");
  const result = await answered(hotel, person, inbox);
  expect(await verdict(world, result)).toMatchObject({ valid: true });
  const own = await ownPage(context, world, person);
  await own.pressAt(own.of("Hotel Sagar"), "history-withdraw");
  await own.press(own.button("history-keep"));
  await expect(own.of("Hotel Sagar")).toHaveCount(1);
  expect(await verdict(world, result), "asking does nothing").toMatchObject({ valid: true });
  await own.withdraw(own.of("Hotel Sagar"), "Hotel Sagar");
  await expect(own.of("Hotel Sagar")).toContainText(own.say("history-revoked"));
  expect(await verdict(world, result)).toMatchObject({ valid: false, error: "result-revoked" });

  const sent = inbox.to(person.mobile).length;
  const refused = await hotel.open("plain");
  await refused.askFor(person);
  await refused.share("123456");
  await refused.expectError(/2 tries left/);
  expect(inbox.to(person.mobile).length, "no SMS").toBe(sent);

  await own.press(own.button("history-allow", { provider: "Hotel Sagar" }));
  await expect(own.notice.first()).toContainText("may ask you again");
  await page.bringToFront();
  expect(await verdict(world, await answered(hotel, person, inbox))).toMatchObject({ valid: true });
});

test("history: a pause looks like no match to everybody, ends what is under way, and resumes", async ({ hotel, context, page, world, inbox, anyone }) => {
  const person = anyone("full");
  const check = await hotel.open("plain");
  await check.askFor(person);
  const code = await inbox.code(person.mobile);
  const own = await ownPage(context, world, person);
  await own.pause();
  await expect(own.page.getByText(/All checks on you have been paused since/)).toBeVisible();
  await page.bringToFront();
  await check.share(code);
  await check.expectError(/2 tries left/);
  const sent = inbox.to(person.mobile).length;
  const again = await hotel.open("plain");
  await again.askFor(person);
  expect(inbox.to(person.mobile).length).toBe(sent);

  await own.page.bringToFront();
  await own.resume();
  await expect(own.button("pause-button")).toBeVisible();
  await page.bringToFront();
  // The person has three messages in ten minutes, of which those that were never sent are none.
  await answered(hotel, person, inbox);
});

test("history: a proof is a file that stands on its own", async ({ hotel, context, world, inbox, anyone, request }) => {
  const person = anyone("none");
  await answered(hotel, person, inbox);
  const own = await ownPage(context, world, person);
  const downloading = new Promise<import("@playwright/test").Download>((found) => {
    own.page.on("download", found);
    context.on("page", (opened) => opened.on("download", found));
  });
  await own.pressAt(own.of("Hotel Sagar"), "history-proof");
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^proof-\d+\.json$/);
  const proof = JSON.parse(readFileSync(await file.path(), "utf8"));
  expect(proof.entry).toMatchObject({ act: "result-given", provider: world.hotelKeys.provider_id });
  const key = await (await request.get(`${world.service.origin}/audit/key`)).text();
  expect(proof.checkpoint.split("\n")[0]).toBe(key.split("+")[0]);
  await own.expectOwn();
});

test("history: all of it without JavaScript", async ({ hotel, browser, world, inbox, anyone }) => {
  const person = anyone("full");
  await answered(hotel, person, inbox);
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-IN" });
  const own = await ownPage(context, world, person);
  await own.pressAt(own.of("Hotel Sagar"), "history-withdraw");
  await own.press(own.button("history-withdraw-confirm"));
  await expect(own.notice.first()).toHaveText(own.say("history-withdraw-done", { provider: "Hotel Sagar" }));
  await own.pause();
  await own.resume();
  await own.languages.selectOption({ label: "हिन्दी" });
  await own.press(own.button("language-change"));
  const hindi = own.in("hi");
  await expect(hindi.of(PROVIDER_NAMES.hi)).toContainText(hindi.say("history-revoked"));
  expect(own.page.url()).toBe(`${world.service.origin}/status`);
  await context.close();
});

for (const language of LANGUAGES) {
  test(`history: all of it fits 320 px, and axe finds nothing (${language})`, async ({ page, openFull, service, inbox, anyone, expectAccessible }) => {
    test.slow();
    await page.setViewportSize({ width: 320, height: 800 });
    const look = (step: string) => test.step(step, async () => {
      await expectFits(page, step);
      if (SCRIPTS.includes(language)) await expectAccessible();
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${step.replaceAll(" ", "-")}-${language}.png`, fullPage: true });
    });
    const person = anyone("full");
    const check = await openFull({ lang: language });
    await check.complete(person, inbox);
    await look("answer");
    const record = await page.locator("#kyvs-receipt input[name=id]").inputValue();
    const own = new HistoryPage(page, language);
    await own.open(service.origin);
    await own.enter(person, inbox);
    const provider = providerName(language);
    await look("own page");
    await own.pressAt(own.of(provider), "history-withdraw");
    await expect(own.heading).toHaveText(own.say("history-withdraw-title", { provider }));
    await look("withdraw");
    await own.press(own.button("history-withdraw-confirm"));
    await expect(own.of(provider)).toContainText(own.say("history-revoked"));
    await own.pause();
    await page.getByText(own.say("history-proof-title"), { exact: true }).click();
    await look("withdrawn and paused");
    await own.openReceipt(service.origin, record);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(own.say("receipt-page-title", { number: "R-" }));
    await look("receipt");
  });
}
