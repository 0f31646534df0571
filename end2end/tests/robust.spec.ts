// What may fail around the check (checks 51 to 58).
import { expect, test } from "../fixtures.ts";
import { Check } from "../pages/check.ts";
import { HostPage } from "../pages/host.ts";
import { makeWorld } from "../support/world.ts";

test("51: the check on its own page needs no JavaScript", async ({ browser, openFull, inbox, anyone }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-IN" });
  const page = await context.newPage();
  const check = await openFull({}, page);
  const person = anyone();

  await check.press(check.sendButton);
  await expect(check.summary).toContainText("Enter the full name");
  await expect(check.summary).toContainText("Enter the mobile number");
  await check.fillDetails(person);
  await check.languages.selectOption({ label: "हिन्दी" });
  await check.press(check.button("language-change"));
  const hindi = check.in("hi", "होटल सागर");
  await expect(hindi.fullName).toHaveValue(person.name);
  await hindi.languages.selectOption({ label: "English" });
  await hindi.press(hindi.button("language-change"));

  // Enter presses the button of the step, not that of the language.
  await check.mobile.press("Enter");
  await expect(check.code).toBeVisible();
  await expect(check.heading).toHaveText("Hotel Sagar asks for your vaccination status");
  await check.share("123");
  await expect(check.summary).toContainText("The code is too short");
  await check.code.fill(await inbox.code(person.mobile));
  await check.code.press("Enter");
  await expect(check.heading).toHaveText("Fully vaccinated");
  expect(page.url()).toMatch(/\/check$/);
  await context.close();
});

test("52: without WASM the framed check still works, and the result reaches the host", async ({ page, hotel, inbox, anyone }) => {
  await page.route("**/pkg/**", (route) => route.abort());
  const check = await hotel.open("form");
  const person = anyone();
  await check.askFor(person);
  // The plain words and the plain button stand in for the countdown.
  await expect(check.main).toContainText("The code is valid for 3 minutes.");
  await expect(check.resendButton).toBeEnabled();
  await check.press(check.resendButton);
  await check.expectError(/A new code can be sent in (30|2\d) seconds/);
  await check.share(await inbox.code(person.mobile));
  await expect(check.heading).toHaveText("Fully vaccinated");
  await expect(hotel.response("form")).toHaveValue(/^ey/);
  expect(await hotel.verify((await hotel.event("success")).detail.result)).toMatchObject({ verified: true, status: 2 });
});

test("53: without a connection a message says so, nothing is lost, and another try works", async ({ page, hotel, inbox, anyone }) => {
  const check = await hotel.open("plain");
  const person = anyone();
  await check.fillDetails(person);
  await page.context().setOffline(true);
  await check.press(check.sendButton);
  await expect(check.summary).toContainText("There is no connection. Nothing you typed is lost. Try again.");
  await expect(check.summary).toBeFocused();
  await expect(check.fullName).toHaveValue(person.name);
  await expect(check.mobile).toHaveValue(person.mobile);
  await page.context().setOffline(false);
  await check.press(check.sendButton);
  await check.expectStep("code");

  await check.code.fill(await inbox.code(person.mobile));
  await page.context().setOffline(true);
  await check.press(check.shareButton);
  await expect(check.summary).toContainText("There is no connection.");
  await page.context().setOffline(false);
  await check.press(check.shareButton);
  await expect(check.heading).toHaveText("Fully vaccinated");
});

test("54: over the limit of the provider the page says how long to wait, and nothing is lost", async ({ page }) => {
  const world = await makeWorld({ settings: { limits: ["provider_minute = 1"] } });
  const hotel = new HostPage(page, world.hotel, "Hotel Sagar");
  const first = await hotel.open("plain");
  await first.askFor(world.service.people.any("full"));
  const check = await hotel.open("plain");
  const person = world.service.people.any("full");
  await check.fillDetails(person);
  const refused = page.waitForResponse((answer) => answer.request().method() === "POST");
  await check.press(check.sendButton);
  await check.expectError(/Too many checks at the moment\. Try again in \d+ seconds?\./);
  const answer = await refused;
  expect(answer.status()).toBe(429);
  expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(0);
  await expect(check.fullName).toHaveValue(person.name);
  await expect(check.mobile).toHaveValue(person.mobile);
  world.service.clock.forward(61_000);
  await check.press(check.sendButton);
  await check.share(await world.service.inbox.code(person.mobile));
  await expect(check.heading).toHaveText("Fully vaccinated");
  await world.stop();
});

test("55: a frame that never answers is given up after ten seconds, with a way on", async ({ page, hotel, service }) => {
  await page.clock.install();
  await page.route("**/embed?*", () => {});
  await page.goto(hotel.url("plain"));
  await hotel.event("loading");
  await page.clock.fastForward("00:09");
  expect(await hotel.events("error")).toEqual([]);
  await page.clock.fastForward("00:01");
  expect((await hotel.event("error")).detail).toMatchObject({ code: "handshake-timeout", family: 2, retry: true });
  await expect(page.getByRole("alert")).toContainText("The check did not open.");
  await expect(page.getByRole("alert").getByRole("link", { name: "Open it in a new tab" }))
    .toHaveAttribute("href", new RegExp(`^${service.origin}/check\\?`));
});

test("56: a tab that slept through the life of the code offers a new one", async ({ page, hotel, service, inbox, anyone }) => {
  await page.clock.install();
  const check = await hotel.open("plain");
  const person = anyone();
  await check.askFor(person);
  await check.expectLive();
  await inbox.next(person.mobile);
  service.clock.forward(600_000);
  await page.clock.fastForward("10:00");
  await expect(check.main).toContainText("The code has expired. Send a new one.");
  await hotel.event("timeout");
  await check.press(check.resendButton);
  await expect(check.main).toContainText(/The code is valid for/);
  await check.share(await inbox.code(person.mobile));
  await expect(check.heading).toHaveText("Fully vaccinated");
});

test("57: the redirect leads back to a registered address only", async ({ page, hotel, inbox, anyone, openFull, world }) => {
  await page.goto(hotel.url("redirect"));
  await page.getByRole("link", { name: "Share vaccination status" }).click();
  await expect(page).toHaveURL(new RegExp(`^${world.service.origin}/check\\?`));
  const check = new Check(page);
  await check.complete(anyone(), inbox);
  await check.press(check.button("answer-continue"));
  await expect(page).toHaveURL(`${hotel.site.origin}/return`);
  await expect(page.getByRole("heading", { name: "Verified", exact: true })).toBeVisible();
  expect(hotel.site.received.at(-1)).toMatchObject({ to: "/return", said: { verified: true, status: 2 } });

  for (const address of [`${world.evil.origin}/return`, `${hotel.site.origin}/return/else`, "javascript:alert(1)"]) {
    const refused = await openFull({ "return-url": address });
    await refused.expectStep("problem");
    await expect(refused.sendButton).toHaveCount(0);
  }
});

test("a gateway that is gone: the page says that messages wait", async ({ page }) => {
  const world = await makeWorld();
  await world.service.inbox.stop();
  const hotel = new HostPage(page, world.hotel, "Hotel Sagar");
  // The service looks after its gateways every few seconds.
  await expect(async () => {
    const check = await hotel.open("plain");
    await check.askFor(world.service.people.any("full"));
    await expect(check.main).toContainText("Messages are going out slowly at the moment.", { timeout: 500 });
    await expect(check.main).not.toContainText("arrives within a minute");
  }).toPass({ timeout: 30_000 });
  await world.stop();
});

test("58: reloading in the middle sends no second SMS by itself", async ({ page, hotel, openFull, inbox, anyone }) => {
  const [first, second, third] = [anyone(), anyone(), anyone()];
  const check = await hotel.open("plain");
  await check.askFor(first);
  await inbox.next(first.mobile);
  await page.reload();
  await expect(check.fullName).toBeVisible();

  const full = await openFull();
  await full.askFor(second);
  await inbox.next(second.mobile);
  await page.reload();
  await expect(full.fullName).toBeVisible();

  // Messages go out in their order: when the third is there, no other was on its way.
  await full.complete(third, inbox);
  expect([first, second].map(({ mobile }) => inbox.to(mobile).length)).toEqual([1, 1]);
});
