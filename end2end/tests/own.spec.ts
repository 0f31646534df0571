// The page on which people see their own status: the whole way, for everybody, and what it leaves behind.
import { expect, test } from "../fixtures.ts";
import { OwnPage } from "../pages/own.ts";
import { wrong } from "../support/inbox.ts";
import { expectFits } from "../support/layout.ts";
import type { Person } from "../support/people.ts";
import { ANNOUNCED, LANGUAGES, SCRIPTS } from "../support/words.ts";

test("own: from the home page's tab to the status, a report, and the end", async ({ page, service, inbox, anyone }) => {
  const own = new OwnPage(page);
  await page.goto(`${service.origin}/?lang=en`);
  await page.getByRole("navigation", { name: own.say("home-ways") }).getByRole("link", { name: own.say("know-your-status") }).click();
  await expect(own.heading).toHaveText("Know Your Vaccination Status");

  const person = anyone("twice");
  await own.askFor(person);
  await expect(own.heading).toHaveText("You ask for your own vaccination status");
  const { text } = await inbox.next(person.mobile);
  const code = text.match(/^\d{6}/)![0];
  expect(text).toContain("the code to see your own vaccination status");
  expect(text).toContain(`Ref ${await own.reference()}`);
  expect(text.split("\n").at(-1)).toBe(`@localhost #${code}`);
  await own.see(wrong(code));
  await own.expectError("2 tries left");
  await own.see(code);

  await expect(own.heading).toHaveText("Partially vaccinated");
  await expect(own.heading).toBeFocused();
  // Browsers keep titles in their history.
  expect(await own.title()).toBe("Your own vaccination status - Vaccination status");
  await expect(own.why).toHaveText(/^Two first doses of Covishield are recorded and no second\./);
  await expect(own.fact("own-name")).toHaveText(person.name);
  await expect(own.fact("own-mobile")).toHaveText(`******${person.mobile.slice(-4)}`);
  await expect(own.doses.getByRole("row")).toHaveText([/Dose\s*Vaccine\s*Date/, /1\s*Covishield\s*.*5 Mar 2021/, /1\s*Covishield\s*.*20 Jun 2021/]);

  await own.page.getByText(own.say("own-wrong"), { exact: true }).click();
  await own.press(own.button("own-wrong-send"));
  await own.expectError("Choose what is wrong");
  await own.summary.getByRole("link").click();
  await expect(page.getByRole("radio").first()).toBeFocused();
  await own.choose("duplicate-first-dose");
  await page.getByLabel(own.say("own-wrong-dose")).selectOption({ label: "Covishield, 20 Jun 2021" });
  await own.press(own.button("own-wrong-send"));
  await expect(own.notice).toBeFocused();
  const number = await own.numberIn(own.notice);
  await expect(own.reports).toHaveText(new RegExp(`${number}.*recorded as a first dose \\(20 Jun 2021\\).*looked at`, "s"));

  const cases = JSON.parse(await service.command("cases", "list", "--json")) as { number: string; fault: string; dose_date: string }[];
  expect(cases.filter((entry) => entry.number === number)).toEqual([expect.objectContaining({ fault: "duplicate-first-dose", dose_date: "2021-06-20" })]);
  await service.command("cases", "close", number, "--outcome", "corrected");
  await own.chooseLanguage("hi");
  await expect(own.heading).toHaveText(ANNOUNCED.hi[1]);
  const hindi = own.in("hi");
  await expect(hindi.languages).toBeFocused();
  await expect(hindi.reports).toContainText(hindi.say("own-case-corrected"));

  await hindi.press(hindi.button("own-end"));
  await hindi.expectEnded();
  await expect(page.getByText(person.name)).toHaveCount(0);
  await hindi.press(hindi.button("start-again"));
  await hindi.expectStep("details");
});

test("own: the whole way without JavaScript", async ({ browser, service, inbox, anyone }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-IN" });
  const page = await context.newPage();
  const own = new OwnPage(page);
  await own.open(service.origin);
  await own.press(own.sendButton);
  await expect(own.summary).toContainText("Enter the full name");
  const person = anyone("partial");
  await own.fillDetails(person);
  await own.mobile.press("Enter");
  await own.code.fill(await inbox.code(person.mobile));
  await own.code.press("Enter");
  await expect(own.heading).toHaveText("Partially vaccinated");
  await expect(own.why).toHaveText("One of two doses of Covishield is recorded; the second is not.");

  await own.languages.selectOption({ label: "ગુજરાતી" });
  await own.press(own.button("language-change"));
  await expect(own.heading).toHaveText(ANNOUNCED.gu[1]);
  const gujarati = own.in("gu");
  await gujarati.languages.selectOption({ label: "English" });
  await gujarati.press(gujarati.button("language-change"));

  await own.choose("dose-missing");
  // Enter reports; it does not end the session.
  await page.getByRole("radio", { name: own.say("own-fault-dose-missing") }).press("Enter");
  const number = await own.numberIn(own.notice);
  await expect(own.reports).toContainText(number);
  await own.press(own.button("own-end"));
  await own.expectEnded();
  expect(page.url()).toBe(`${service.origin}/status`);
  await context.close();
});

for (const language of LANGUAGES) {
  test(`own: all of it fits 320 px, and axe finds nothing on any step (${language})`, async ({ page, service, inbox, anyone, expectAccessible }) => {
    test.slow();
    await page.setViewportSize({ width: 320, height: 800 });
    const own = new OwnPage(page, language);
    const look = (step: string) => test.step(step, async () => {
      await expectFits(page, step);
      if (SCRIPTS.includes(language)) await expectAccessible();
    });
    await page.goto(`${service.origin}/?lang=${language}`);
    await look("home");
    await own.open(service.origin);
    await look("details");
    const person = anyone("twice");
    await own.askFor(person);
    await own.expectLive();
    await look("code");
    await own.see(await inbox.code(person.mobile));
    await expect(own.heading).toHaveText(own.say("answer-1"));
    await look("own");
    await page.getByText(own.say("own-wrong"), { exact: true }).click();
    await own.press(own.button("own-wrong-send"));
    await expect(own.summary).toBeVisible();
    await look("own with an error");
    await own.choose("wrong-date");
    await own.press(own.button("own-wrong-send"));
    await expect(own.notice).toBeVisible();
    await look("own with a report");
    await own.press(own.button("own-end"));
    await own.expectEnded();
    await look("ended");
  });
}

test("own: by keyboard alone, with the focus in sight", async ({ page, service, inbox, anyone }) => {
  const own = new OwnPage(page);
  await own.open(service.origin);
  const person = anyone("full");
  await own.fullName.focus();
  await page.keyboard.type(person.name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(person.mobile);
  await page.keyboard.press("Enter");
  await expect(own.heading).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(own.code).toBeFocused();
  await page.keyboard.type(await inbox.code(person.mobile));
  await page.keyboard.press("Enter");
  await expect(own.heading).toHaveText("Fully vaccinated");
  await expect(own.heading).toBeFocused();

  const folded = (key: string) => page.locator("summary", { hasText: own.say(key) });
  for (const key of ["graphic-title", "pass-title", "own-wrong"]) {
    await page.keyboard.press("Tab");
    await expect(folded(key)).toBeFocused();
  }
  const unfold = folded("own-wrong");
  const ring = await unfold.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(ring).not.toBe("none");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("radio").first()).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio").nth(1)).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(own.notice).toBeFocused();
  await expect(own.reports).toContainText("A dose that I was given is missing");
});

test("own: the session ends with its time, and leads back to the start", async ({ page, service, inbox, anyone }) => {
  const own = new OwnPage(page);
  await own.open(service.origin);
  const person = anyone("full");
  await own.enter(person, inbox);
  service.clock.forward(10 * 60_000);
  await own.choose("wrong-name");
  await own.press(own.button("own-wrong-send"));
  await own.expectEnded();
  await expect(own.heading).toHaveText("Your page has closed");
  await expect(own.heading).toBeFocused();
  await expect(page.getByText(person.name)).toHaveCount(0);
  await own.press(own.button("start-again"));
  await own.expectStep("details");
  expect(await service.command("cases", "list", "--json")).not.toContain("wrong-name");
});

test("own: a minute before the time is over the page says so once, and then it closes by itself", async ({ page, service, inbox, anyone }) => {
  await page.clock.install();
  const own = new OwnPage(page);
  await own.open(service.origin);
  const person = anyone("full");
  await own.enter(person, inbox);
  await expect(own.closing).toHaveRole("status");
  await expect(own.closing).toBeEmpty();
  await own.closing.evaluate((region) => {
    const seen = { count: 0 };
    Object.assign(window, { seen });
    new MutationObserver((records) => { seen.count += records.length; }).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await page.clock.fastForward("08:00");
  await expect(own.closing).toBeEmpty();
  await page.clock.fastForward("01:05");
  await expect(own.closing).toHaveText(own.say("own-closes-soon"));
  await own.button("own-end").scrollIntoViewIfNeeded();
  await expect(own.closing, "in sight at the end of the page").toBeInViewport();
  await page.clock.runFor("00:10");
  expect(await page.evaluate(() => (window as unknown as { seen: { count: number } }).seen.count)).toBe(1);
  await expect(own.fact("own-name"), "still open").toHaveText(person.name);

  let requests = 0;
  page.on("request", () => { requests += 1; });
  await page.clock.fastForward("01:00");
  await own.expectClosed(person);
  expect(requests, "closing needs no network").toBe(0);
  await own.press(own.button("start-again"));
  await own.expectStep("details");
});

const RETURNS: Record<string, (own: OwnPage) => Promise<void>> = {
  "the computer wakes": async () => {},
  "the tab is looked at again": ({ page }) => page.evaluate(() => { document.dispatchEvent(new Event("visibilitychange")); }),
  "the page comes back from the browser's memory": ({ page }) =>
    page.evaluate(() => { dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })); }),
};

for (const [how, comeBack] of Object.entries(RETURNS)) {
  test(`own: after its time nothing is left of it when ${how}`, async ({ page, service, inbox, anyone }) => {
    await page.clock.install();
    const own = new OwnPage(page);
    await own.open(service.origin);
    const person = anyone("full");
    await own.enter(person, inbox);
    // Meanwhile no timer runs: only the time of day goes on.
    const now = await page.evaluate(() => Date.now());
    const asleep = how !== "the computer wakes";
    if (asleep) await page.clock.pauseAt(now + 5_000);
    await page.clock.setSystemTime(now + 11 * 60_000);
    if (asleep) await own.expectOwn();
    await comeBack(own);
    await own.expectClosed(person);
  });
}

test("own: a clock that is set back keeps no page open, and a page of another session has its own time", async ({ page, service, inbox, anyone }) => {
  await page.clock.install();
  const own = new OwnPage(page);
  await own.open(service.origin);
  const enter = async (person: Person) => {
    await own.enter(person, inbox);
    await expect(own.closing).toBeEmpty();
  };
  const first = anyone("full");
  await enter(first);
  await page.clock.setSystemTime(await page.evaluate(() => Date.now()) - 3_600_000);
  await page.clock.fastForward("10:01");
  await own.expectClosed(first);
  await own.press(own.button("start-again"));
  await own.expectStep("details");
  await enter(anyone("partial"));
});

test("own: warning and closed page fit 320 px, and axe finds nothing, light and dark", async ({ page, service, inbox, anyone, expectAccessible }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 800 });
  const own = new OwnPage(page);
  const hindi = own.in("hi");
  const lastSeconds = async (person: Person, seconds: number) => {
    await own.open(service.origin);
    await own.enter(person, inbox);
    service.clock.forward((600 - seconds) * 1000);
    await own.chooseLanguage("hi");
    await expect(hindi.closing).toHaveText(hindi.say("own-closes-soon"));
  };
  await lastSeconds(anyone("full"), 55);
  await expectFits(page, "the last minute");
  await expectAccessible();

  const person = anyone("full");
  await lastSeconds(person, 20);
  await expect(hindi.main).toHaveAttribute("data-step", "ended", { timeout: 30_000 });
  await hindi.expectClosed(person);
  await expectFits(page, "closed");
  await expectAccessible();
});

test("own: without JavaScript the browser leaves the page when its time is over", async ({ browser, service, inbox, anyone }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-IN" });
  const page = await context.newPage();
  const own = new OwnPage(page);
  await own.open(service.origin);
  const person = anyone("full");
  await own.enter(person, inbox);
  await own.choose("wrong-name");
  service.clock.forward(580_000);
  await own.press(own.button("own-wrong-send"));
  await expect(own.notice).toBeVisible();
  await expect(own.main).toHaveAttribute("data-step", "details", { timeout: 30_000 });
  await expect(page.getByText(person.name)).toHaveCount(0);
  expect(page.url()).toBe(`${service.origin}/status?lang=en`);
  await context.close();
});

test("own: a reload shows nothing of the person, and nothing is kept in the browser or in any address", async ({ page, service, inbox, anyone }) => {
  const addresses: string[] = [];
  const said: string[] = [];
  page.on("request", (request) => addresses.push(request.url(), request.headers().referer ?? ""));
  page.on("console", (message) => said.push(message.text()));
  const own = new OwnPage(page);
  await own.open(service.origin);
  const person = anyone("precaution");
  await own.askFor(person);
  const code = await inbox.code(person.mobile);
  await own.see(code);
  await own.expectOwn();
  await expect(own.doses).toContainText("Precaution dose");
  const session = await page.locator("input[name=session]").first().inputValue();

  expect(await page.context().cookies()).toEqual([]);
  const stored = await page.evaluate(async () => ({
    local: localStorage.length, session: sessionStorage.length, databases: (await indexedDB.databases()).length,
    caches: "caches" in self ? (await caches.keys()).length : 0, state: history.state,
  }));
  expect(stored).toEqual({ local: 0, session: 0, databases: 0, caches: 0, state: null });
  const secrets = [...person.name.split(" "), person.mobile, code, session];
  const everything = [...addresses.map(decodeURIComponent), ...said, ...service.log().split("\n")].join("\n");
  expect(addresses.length).toBeGreaterThan(4);
  expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
  expect(said).toEqual([]);

  await page.reload();
  await own.expectStep("details");
  await expect(page.getByText(person.name)).toHaveCount(0);
});
