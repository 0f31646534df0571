// The published test keys (check 50): each fixture yields its state, every page says TEST, no SMS leaves.
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

for (const [person, status] of [
  [fixture("Bina Partial", "9000000002"), 1],
  [fixture("Chandra None", "9000000003"), 0],
  [fixture("Eshan Family", "9000000004"), 1],
] as const) {
  test(`50: ${person.name} is answered ${status}`, async ({ airline }) => {
    const check = await open(airline);
    await check.askFor(person);
    await check.share(CODE);
    await check.expectStep("answer");
    const { detail } = await airline.event("success");
    expect(JSON.parse(Buffer.from(detail.result.split(".")[1], "base64url").toString()).vaccination_status).toBe(status);
  });
}

test("50: fixtures for what can go wrong show it", async ({ airline }) => {
  let check = await open(airline);
  await check.askFor(fixture("Gita Paused", "9000000005"));
  await check.share(CODE);
  await check.expectError("That code is not right. 2 tries left.");

  check = await open(airline);
  await check.askFor(fixture("Hari Locked", "9000000006"));
  await check.share(CODE);
  await check.expectStep("problem");
  await expectRibbon(check);

  check = await open(airline);
  await check.askFor(fixture("Manoj Late", "9000000011"));
  await check.share(CODE);
  await check.expectError(check.say("error-code-expired"));

  check = await open(airline);
  await check.fillDetails(fixture("Kiran Down", "9000000009"));
  await check.press(check.sendButton);
  await expect(check.summary).toBeVisible();
  await expect(check.fullName).toHaveValue("Kiran Down");
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
