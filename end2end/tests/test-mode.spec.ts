// The published test keys (check 50): each fixture yields its state, every page says TEST, no SMS leaves.
import type { APIRequestContext } from "@playwright/test";

import { expect, test } from "../fixtures.ts";
import type { Check } from "../pages/check.ts";
import type { HostPage } from "../pages/host.ts";
import type { Person } from "../support/people.ts";

const CODE = "000000";
const ASHA = fixture("Asha Full", "9000000001");

/** Somebody of `domain/src/fixtures`. */
function fixture(name: string, mobile: string): Person {
  return { name, mobile } as Person;
}

/** A page of the airline, which is registered for nothing, with a test key. */
async function open(host: HostPage, key = "pk_test_demo"): Promise<Check> {
  await host.open("plain", { key, purpose: "visit" });
  return host.check("body", "en", "Example Hotel");
}

async function expectRibbon(check: Check): Promise<void> {
  await expect(check.root.locator(".ribbon")).toHaveText(check.say("test-ribbon"));
}

/** The whole way with the code, and an answer without any error. */
async function expectAnswer(check: Check, airline: HostPage, person: Person, status: number): Promise<void> {
  await check.askFor(person);
  await expectRibbon(check);
  await expectShared(check, airline, status);
}

/** From the right code to the answer. */
async function expectShared(check: Check, airline: HostPage, status: number): Promise<void> {
  await check.share(CODE);
  await expect(check.heading).toHaveText(check.say(`answer-${status}`));
  await expectRibbon(check);
  const { detail } = await airline.event("success");
  expect(JSON.parse(Buffer.from(detail.result.split(".")[1], "base64url").toString()).vaccination_status).toBe(status);
  expect(await airline.events("error")).toEqual([]);
}

/** What the demo provider's server is told of a result. */
async function verdict(request: APIRequestContext, service: string, result: string): Promise<{ valid: boolean; code?: string }> {
  const answer = await request.post(`${service}/api/v1/results/verify`, {
    headers: { authorization: "Bearer sk_test_demo" }, data: { result },
  });
  return await answer.json();
}

/** Nobody of the registry has a mobile like those of the fixtures. */
test.afterEach(({ world }) => {
  expect(world.service.inbox.messages.filter(({ to }) => to.startsWith("+919000000")), "no SMS").toEqual([]);
});

test("50: test keys answer from any page, with a ribbon on every step, and no SMS leaves", async ({ airline, world, request }) => {
  const sent = world.service.inbox.messages.length;
  const check = await open(airline);
  await expectRibbon(check);
  await check.askFor(ASHA);
  await expectRibbon(check);
  await check.share(CODE);
  await check.expectStep("answer");
  await expectRibbon(check);
  const { detail } = await airline.event("success");
  const claims = JSON.parse(Buffer.from(detail.result.split(".")[1], "base64url").toString());
  expect(claims).toMatchObject({ iss: `${world.service.origin}/test`, aud: "prv_test_demo", env: "test", vaccination_status: 2, origin: world.airline.origin });
  const { kid } = JSON.parse(Buffer.from(detail.result.split(".")[0], "base64url").toString());
  const kids = async (path: string) => (await (await request.get(`${world.service.origin}${path}`)).json()).keys.map((key: { kid: string }) => key.kid);
  expect(await kids("/test/.well-known/jwks.json")).toEqual([kid]);
  expect(await kids("/.well-known/jwks.json")).not.toContain(kid);
  expect(world.service.inbox.messages.length).toBe(sent);
});

// Fixtures that are answered, and what a server is told of the result.
for (const [person, status, code] of [
  [fixture("Bina Partial", "9000000002"), 1, undefined],
  [fixture("Chandra None", "9000000003"), 0, undefined],
  [fixture("Deepa Family", "9000000004"), 2, undefined],
  [fixture("Eshan Family", "9000000004"), 1, undefined],
  [fixture("Farhan Family", "9000000004"), 0, undefined],
  [fixture("Nisha Stale", "9000000012"), 2, "result-expired"],
  [fixture("Omar Revoked", "9000000013"), 2, "result-revoked"],
] as const) {
  test(`50: ${person.name} is answered ${status}${code ? `, and a server is told ${code}` : ""}`, async ({ airline, world, request }) => {
    const check = await open(airline);
    await expectAnswer(check, airline, person, status);
    const { detail } = await airline.event("success");
    const told = await verdict(request, world.service.origin, detail.result);
    expect({ valid: told.valid, code: told.code }).toEqual({ valid: code === undefined, code });
  });
}

test("50: Indu Delayed: the page says that messages wait, and the code is right", async ({ airline }) => {
  const check = await open(airline);
  await check.askFor(fixture("Indu Delayed", "9000000007"));
  await expectRibbon(check);
  await expect(check.main).toContainText("Messages are going out slowly at the moment.");
  await expectShared(check, airline, 2);
});

test("50: Jaya Slow: the start takes three seconds, in which the button is busy", async ({ airline }) => {
  const check = await open(airline);
  await check.fillDetails(fixture("Jaya Slow", "9000000008"));
  const pressed = Date.now();
  await check.press(check.sendButton);
  await expect(check.sendButton).toHaveAttribute("aria-busy", "true");
  await expect(check.code).toBeVisible();
  expect(Date.now() - pressed).toBeGreaterThanOrEqual(3_000);
  await expectShared(check, airline, 2);
});

test("50: Manoj Late: the first code has expired, and a new one is good", async ({ page, airline, world }) => {
  await page.clock.install();
  const check = await open(airline);
  await check.askFor(fixture("Manoj Late", "9000000011"));
  await check.share(CODE);
  await check.expectError(check.say("error-code-expired"));
  await expectRibbon(check);
  world.service.clock.forward(31_000);
  await page.clock.fastForward("00:31");
  await check.press(check.resendButton);
  await expect(check.main).toContainText("A new code was sent");
  await expectShared(check, airline, 2);
});

// What ends a start stays with the person: nothing typed is lost, and the host hears nothing.
for (const [person, text] of [
  [fixture("Kiran Down", "9000000009"), "The service is not available. Try again in a few minutes."],
  [fixture("Lata Limited", "9000000010"), "Too many checks at the moment. Try again in 60 seconds."],
  [fixture("Priya Closed", "9000000014"), "The service is closed for maintenance. Try again in 1 minute."],
] as const) {
  test(`50: ${person.name} is not started`, async ({ airline }) => {
    const check = await open(airline);
    await check.fillDetails(person);
    await check.press(check.sendButton);
    await check.expectError(text);
    await expectRibbon(check);
    await expect(check.fullName).toHaveValue(person.name);
    await expect(check.mobile).toHaveValue(person.mobile);
    await airline.event("ready");
    expect((await airline.events()).filter(({ type }) => ["error", "success"].includes(type))).toEqual([]);
  });
}

// What ends a check of a person: the host learns that there is no result, not why.
for (const [person, triesLeft] of [
  [fixture("Gita Paused", "9000000005"), ["2 tries left.", "1 try left."]],
  [fixture("Hari Locked", "9000000006"), []],
] as const) {
  test(`50: ${person.name} has no result, whatever is typed`, async ({ airline }) => {
    const check = await open(airline);
    await check.askFor(person);
    for (const left of triesLeft) {
      await check.share(CODE);
      await check.expectError(`That code is not right. ${left}`);
    }
    expect(await airline.events("error")).toEqual([]);
    await check.share(CODE);
    await check.expectStep("problem");
    await expectRibbon(check);
    await expect(check.main).toContainText(check.say("error-code-attempts"));
    expect((await airline.event("error")).detail).toMatchObject({ code: "no-result", family: 4, retry: true });
    expect(await airline.events("success")).toEqual([]);
  });
}

// Keys that are entitled to less: the page asks for no more than they may learn.
for (const [key, optional] of [["pk_test_demo", 1], ["pk_test_status_only", 0], ["pk_test_page_only", 1]] as const) {
  test(`50: ${key} asks for what it may learn`, async ({ airline }) => {
    const check = await open(airline, key);
    await expectRibbon(check);
    await check.askFor(ASHA);
    for (const asked of ["consent-events", "consent-demographics"]) {
      await expect(check.root.getByRole("checkbox", { name: check.say(asked) })).toHaveCount(optional);
    }
    await expectShared(check, airline, 2);
    const { detail } = await airline.event("success");
    expect(JSON.parse(Buffer.from(detail.result.split(".")[1], "base64url").toString()).aud).toBe(key.replace("pk_", "prv_"));
  });
}

test("50: a key of pages alone is refused by the API", async ({ world, request }) => {
  const answer = await request.post(`${world.service.origin}/api/v1/verifications`, {
    headers: { authorization: "Bearer sk_test_page_only" }, data: { full_name: ASHA.name, mobile: ASHA.mobile },
  });
  expect([answer.status(), (await answer.json()).code]).toEqual([403, "scope-not-allowed"]);
});

test("50: keys for what may not be asked say why", async ({ airline }) => {
  for (const [key, code] of [
    ["pk_test_suspended", "provider-suspended"],
    ["pk_test_one_origin", "origin-not-allowed"],
    ["pk_test_nobody", "invalid-site-key"],
  ]) {
    await airline.open("plain", { key, purpose: "visit" });
    expect((await airline.event("error")).detail).toMatchObject({ code, family: 1, retry: false });
  }
});
