// Details, consent and the code (checks 35 to 49).
import { expect, test } from "../fixtures.ts";
import { wrong } from "../support/inbox.ts";
import { FAMILY, NAMED } from "../support/people.ts";

const DEVANAGARI = "०१२३४५६७८९";

test("35: one field for the code, as phones and password managers want it", async ({ hotel, anyone }) => {
  const check = await hotel.open("plain");
  await check.askFor(anyone());
  await expect(check.root.getByRole("textbox")).toHaveCount(1);
  await expect(check.code).toHaveAttribute("type", "text");
  await expect(check.code).toHaveAttribute("inputmode", "numeric");
  await expect(check.code).toHaveAttribute("autocomplete", "one-time-code");
  expect(await check.code.getAttribute("maxlength")).toBeNull();
});

const SPELLINGS: Record<string, (code: string) => string> = {
  "with a space": (code) => `${code.slice(0, 3)} ${code.slice(3)}`,
  "with a dash": (code) => `${code.slice(0, 3)}-${code.slice(3)}`,
  "with blanks around": (code) => ` ${code}\n`,
  "in Devanagari": (code) => code.replace(/\d/g, (digit) => DEVANAGARI[Number(digit)]),
};

test("36: a pasted code is taken with spaces, dashes and in digits of Indian scripts", async ({ page, hotel, inbox, anyone }) => {
  for (const [how, spell] of Object.entries(SPELLINGS)) {
    await test.step(how, async () => {
      const check = await hotel.open("plain");
      const person = anyone();
      await check.askFor(person);
      await check.code.focus();
      await page.keyboard.insertText(spell(await inbox.code(person.mobile)));
      await check.press(check.shareButton);
      await expect(check.heading).toHaveText("Fully vaccinated");
    });
  }
});

test("37: the whole SMS pasted is as good as the code in it", async ({ page, hotel, inbox, anyone }) => {
  const check = await hotel.open("plain");
  const person = anyone();
  await check.askFor(person);
  const { text } = await inbox.next(person.mobile);
  await check.code.focus();
  await page.keyboard.insertText(text);
  await check.press(check.shareButton);
  await expect(check.heading).toHaveText("Fully vaccinated");
});

const WRONG_CODES = {
  en: {
    short: "The code is too short. Enter the 6 numbers of the SMS",
    long: "The code is too long. Enter the 6 numbers of the SMS",
    letters: "Enter the code as 6 numbers, without letters",
    wrong: "That code is not right. 2 tries left.",
    expired: "That code has expired. Send a new one",
  },
  hi: {
    short: "कोड छोटा है। SMS में आए 6 अंक लिखें",
    long: "कोड ज़्यादा लंबा है। SMS में आए 6 अंक लिखें",
    letters: "कोड 6 अंकों में लिखें, अक्षरों के बिना",
    wrong: "यह कोड सही नहीं है। 2 कोशिशें बची हैं।",
    expired: "इस कोड का समय समाप्त हो गया है। नया कोड भेजें",
  },
} as const;

for (const language of ["en", "hi"] as const) {
  test(`38: five ways to be wrong, five messages (${language})`, async ({ hotel, service, inbox, anyone }) => {
    await hotel.open("plain", { lang: language });
    const check = hotel.check("body", language, language === "hi" ? "होटल सागर" : "Hotel Sagar");
    const person = anyone();
    await check.askFor(person);
    const code = await inbox.code(person.mobile);
    const typed = { short: "123", long: "1234567", letters: "abcdef", wrong: wrong(code), expired: code };
    const said = new Set<string>();
    for (const [kind, text] of Object.entries(typed)) {
      if (kind === "expired") service.clock.forward(200_000);
      await check.share(text);
      const link = check.summary.getByRole("link");
      await expect(link).toContainText(WRONG_CODES[language][kind as keyof typeof typed]);
      await check.expectError(WRONG_CODES[language][kind as keyof typeof typed]);
      said.add(await link.innerText());
      await expect(check.code).toHaveValue(text);
      await expect(check.code).toHaveAttribute("aria-invalid", "true");
      await expect(check.code).toHaveAccessibleDescription(new RegExp(await link.innerText()));
      await check.press(link);
      await expect(check.code).toBeFocused();
    }
    expect(said.size).toBe(5);
  });
}

test("39: three wrong codes: tries left, then a closed check with the next step", async ({ hotel, inbox, anyone }) => {
  const check = await hotel.open("plain");
  const person = anyone();
  await check.askFor(person);
  const code = await inbox.code(person.mobile);
  await check.share(wrong(code, 1));
  await check.expectError("That code is not right. 2 tries left.");
  await check.share(wrong(code, 2));
  await check.expectError("That code is not right. 1 try left.");
  await check.share(wrong(code, 3));
  await check.expectStep("problem");
  await expect(check.main).toContainText("Three codes were not right. For your safety this check is closed. Start again.");
  // The host learns that there is no result, not why.
  expect((await hotel.event("error")).detail).toMatchObject({ code: "no-result", family: 4, retry: true });
  await check.press(check.button("start-again"));
  await check.complete(person, inbox);
});

test("40: a new code can be asked for after a visible countdown that is not read out every second", async ({ page, hotel, service, anyone }) => {
  await page.clock.install();
  const check = await hotel.open("plain");
  await check.askFor(anyone());
  await check.expectLive();
  await expect(check.main).toContainText(/You can ask for a new code in 0:[23]\d/);
  const live = check.root.getByRole("status");
  await live.evaluate((region) => {
    const seen = { count: 0 };
    Object.assign(window, { seen });
    new MutationObserver((records) => { seen.count += records.length; }).observe(region, { childList: true, characterData: true, subtree: true });
  });
  service.clock.forward(31_000);
  for (let second = 0; second < 31; second += 1) await page.clock.runFor(1000);
  await expect(check.resendButton).toBeEnabled();
  await expect(live).toHaveText("You can ask for a new code now.");
  const mutations = await (await hotel.frame()).evaluate(() => (window as unknown as { seen: { count: number } }).seen.count);
  expect(mutations).toBeLessThanOrEqual(2);
});

test("41: a new code ends the old one, keeps what is still good and starts a new timer", async ({ page, airline, service, inbox, anyone }) => {
  await page.clock.install();
  const check = await airline.open("plain", { purpose: "boarding" });
  const person = anyone();
  await check.askFor(person);
  const old = await inbox.code(person.mobile);
  const reference = await check.reference();
  await check.expectLive();
  const [doses, demographics] = await check.root.getByRole("checkbox").all();
  await check.press(doses);
  await expect(doses).toBeChecked();
  await check.code.fill(old.slice(0, 2));
  service.clock.forward(60_000);
  await page.clock.fastForward("01:00");
  await expect(check.main).toContainText(/The code is valid for (1:[0-5]\d|2:00)/);
  await check.press(check.resendButton);
  await expect(check.main).toContainText(/The code is valid for (3:00|2:5\d)/);
  await expect(check.resendButton).toBeDisabled();
  const { text } = await inbox.next(person.mobile);
  expect(await check.reference()).not.toBe(reference);
  expect(text).toMatch(new RegExp(`Ref ${await check.reference()}$`));
  // What was agreed to stays; digits of the dead code do not.
  await expect(doses).toBeChecked();
  await expect(demographics).not.toBeChecked();
  await expect(check.code).toHaveValue("");
  await check.share(old);
  await check.expectError("That code is not right. 2 tries left.");
  await check.share(text.match(/\b\d{6}\b/)![0]);
  await expect(check.heading).toHaveText("Fully vaccinated");
  await expect(check.main).toContainText("Covishield");
});

test("43: changing the number keeps the name, and the way back keeps everything", async ({ hotel, inbox, anyone }) => {
  const check = await hotel.open("plain");
  const person = anyone();
  await check.askFor({ ...person, mobile: "9000000001" });
  await check.press(check.button("change-details"));
  await check.expectStep("details");
  await expect(check.fullName).toHaveValue(person.name);
  await expect(check.mobile).toHaveValue("9000000001");
  await check.mobile.fill(person.mobile);
  await check.press(check.sendButton);
  await check.share(await inbox.code(person.mobile));
  await expect(check.heading).toHaveText("Fully vaccinated");
});

test("44: a code is good for three minutes less a second, and not a second longer", async ({ hotel, service, inbox, anyone }) => {
  const check = await hotel.open("plain");
  const early = anyone();
  await check.fillDetails(early);
  const before = Date.now();
  await check.press(check.sendButton);
  await check.code.fill(await inbox.code(early.mobile));
  service.clock.set(before + 179_000);
  await check.press(check.shareButton);
  await expect(check.heading).toHaveText("Fully vaccinated");

  // The clock stays moved: the next code is counted from where it is now.
  const again = await hotel.open("plain");
  const late = anyone();
  await again.askFor(late);
  const code = await inbox.code(late.mobile);
  service.clock.forward(181_000);
  await again.share(code);
  await again.expectError("That code has expired. Send a new one");
  await again.press(again.resendButton);
  await again.share(await inbox.code(late.mobile));
  await expect(again.heading).toHaveText("Fully vaccinated");
});

test("45: Enter submits; a double click sends one request; the busy button keeps the focus", async ({ page, hotel, inbox, anyone }) => {
  const check = await hotel.open("plain");
  const person = anyone();
  await check.fillDetails(person);
  let posts = 0;
  let go = () => {};
  const gate = new Promise<void>((open) => { go = open; });
  await page.route("**/embed", async (route) => {
    if (route.request().method() === "POST") posts += 1;
    await gate;
    await route.continue();
  });
  // Clicks into a frame that has just grown are dropped by the browser, both at once.
  await expect(async () => {
    if (await check.sendButton.getAttribute("aria-busy") !== "true") await check.sendButton.dblclick();
    await expect(check.sendButton).toHaveAttribute("aria-busy", "true", { timeout: 1_000 });
  }).toPass();
  await expect(check.sendButton).toBeFocused();
  await page.keyboard.press("Enter");
  go();
  await check.expectStep("code");
  expect(posts).toBe(1);
  expect(inbox.to(person.mobile).length).toBeLessThanOrEqual(1);
  const code = await inbox.code(person.mobile);

  await check.code.fill(code);
  await check.code.press("Enter");
  await expect(check.heading).toHaveText("Fully vaccinated");
  expect(posts).toBe(2);
  expect(inbox.to(person.mobile)).toHaveLength(1);
});

test("46: a code that the browser read from the SMS is filled in, not shared; without one nothing is said", async ({ page, hotel, inbox, anyone }) => {
  await page.addInitScript(() => {
    const asked: { aborted: boolean; resolve: (code: string) => void; reject: () => void }[] = [];
    Object.assign(window, { OTPCredential: class {}, asked });
    navigator.credentials.get = (options) => new Promise((resolve, reject) => {
      const one = { aborted: false, resolve: (code: string) => resolve({ code } as never), reject: () => reject(new DOMException("", "InvalidStateError")) };
      options!.signal!.addEventListener("abort", () => {
        one.aborted = true;
        reject(new DOMException("", "AbortError"));
      });
      asked.push(one);
    });
  });
  type Asked = { asked: { aborted: boolean; resolve(code: string): void; reject(): void }[] };
  const asked = async () => (await hotel.frame()).evaluate(() => (window as unknown as Asked).asked.map(({ aborted }) => aborted));

  const check = await hotel.open("plain");
  const person = anyone();
  await check.askFor(person);
  const code = await inbox.code(person.mobile);
  await expect.poll(asked).toEqual([false]);
  await (await hotel.frame()).evaluate((text) => (window as unknown as Asked).asked[0].resolve(text), code);
  await expect(check.code).toHaveValue(code);
  await check.expectStep("code");
  await check.press(check.shareButton);
  await expect(check.heading).toHaveText("Fully vaccinated");

  // Refused by the person: nothing is said. Leaving the step ends the wait.
  const again = await hotel.open("plain");
  await again.askFor(anyone());
  await expect.poll(asked).toEqual([false]);
  await (await hotel.frame()).evaluate(() => (window as unknown as Asked).asked[0].reject());
  await again.press(again.button("change-details"));
  await again.expectStep("details");
  await again.askFor(anyone());
  await expect.poll(asked).toEqual([expect.any(Boolean), false]);
  await expect(again.summary).toHaveCount(0);
  await again.press(again.button("change-details"));
  await again.expectStep("details");
  await expect.poll(asked).toEqual([expect.any(Boolean), true]);
});

test("47: a mobile is read in every usual spelling; others are refused with an example", async ({ hotel, anyone }) => {
  const check = await hotel.open("plain");
  for (const spelling of ["12345", "5123456789", "nine eight one", "+1 202 555 0147"]) {
    await check.fillDetails({ name: "Rajesh Kumar Sharma", mobile: spelling });
    await check.press(check.sendButton);
    await check.expectError("Enter an Indian mobile number of 10 digits, like 98100 00001");
    await expect(check.mobile).toHaveValue(spelling);
    await expect(check.fullName).toHaveValue("Rajesh Kumar Sharma");
    await check.press(check.summary.getByRole("link"));
    await expect(check.mobile).toBeFocused();
  }
  const { name, mobile } = anyone();
  const national = `${mobile.slice(0, 5)} ${mobile.slice(5)}`;
  for (const spelling of [mobile, `+91${mobile}`, `+91-${national}`, `0${mobile}`, national]) {
    await check.fillDetails({ name: "", mobile: spelling });
    await check.press(check.sendButton);
    await check.expectError("Enter the full name");
    // Shown back as it was typed.
    await expect(check.mobile).toHaveValue(spelling);
    await check.fullName.fill(name.split(" ")[0]);
    await check.press(check.sendButton);
    await check.expectStep("code");
    await expect(check.main).toContainText(`Sent to ******${mobile.slice(-4)}`);
    await check.press(check.button("change-details"));
    await expect(check.mobile).toHaveValue(spelling);
  }
});

test("48: a family on one mobile: the name finds the right one, in any script; a near miss is helped", async ({ hotel, inbox }) => {
  const { mobile } = FAMILY;
  const asked: [typed: string, answer: string][] = [
    ["Jignesh Patel", "Fully vaccinated"],
    ["Hetal Patel", "Partially vaccinated"],
    ["Rajesh Sharma", "Not vaccinated"],
    ["Patel Kinjal", "Partially vaccinated"],
    ["मेहुल पटेल", "Fully vaccinated"],
  ];
  for (const [name, answer] of asked) {
    await test.step(name, async () => {
      const check = await hotel.open("plain");
      await check.complete({ name, mobile }, inbox);
      await expect(check.heading).toHaveText(answer);
    });
  }
  const check = await hotel.open("plain");
  await check.askFor({ name: "Jignesh Patil", mobile });
  await expect(check.main).toContainText("If the name and the number belong together, the SMS arrives within a minute.");
  await check.press(check.button("change-details"));
  await check.complete({ name: "Ramesh Patel", mobile }, inbox);
  // Six messages for six people who were named right.
  expect(inbox.to(mobile)).toHaveLength(6);
});

test("49: three answers, each with its word and its shape", async ({ hotel, airline, inbox, anyone }) => {
  const shapes = new Set<string>();
  for (const [kind, word] of [["none", "Not vaccinated"], ["partial", "Partially vaccinated"], ["full", "Fully vaccinated"]] as const) {
    const check = await hotel.open("plain");
    const person = anyone(kind);
    await check.complete(person, inbox);
    await expect(check.heading).toHaveText(word);
    await expect(check.main).toContainText("Shared with Hotel Sagar just now");
    await expect(check.main).toContainText(person.name);
    shapes.add(await check.main.locator(".answer svg").innerHTML());
    const said = await hotel.verify((await hotel.event("success")).detail.result);
    expect(said.status).toBe({ none: 0, partial: 1, full: 2 }[kind]);
  }
  expect(shapes.size).toBe(3);

  // Doses and demographics are shared where they are asked for and left ticked.
  const check = await airline.open("plain", { purpose: "boarding" });
  const person = anyone("precaution");
  await check.askFor(person);
  await expect(check.heading).toHaveText("Air Konkan asks for your vaccination status");
  await expect(check.main).toContainText("Purpose: boarding");
  const doses = check.root.getByRole("checkbox", { name: "Vaccines and dates of the doses (optional)" });
  const demographics = check.root.getByRole("checkbox", { name: "Year of birth and gender (optional)" });
  await check.press(doses);
  await expect(doses).toBeChecked();
  await expect(demographics).not.toBeChecked();
  await check.share(await inbox.code(person.mobile));
  await expect(check.heading).toHaveText("Fully vaccinated");
  await expect(check.main).toContainText("Precaution dose recorded");
  await expect(check.main).toContainText(/Dose 2 of 2\s*Covaxin, 5 Apr 2021/);
  await expect(check.main).toContainText(/Precaution dose\s*Covaxin, 20 Jan 2022/);
  await expect(check.main).not.toContainText("Year of birth");
  const { claims } = await airline.verify((await airline.event("success")).detail.result);
  expect(claims).toMatchObject({ vaccination_status: 2, flags: ["precaution"] });
  expect(claims.events).toHaveLength(3);
  expect(claims).not.toHaveProperty("birth_year");
  expect(claims).not.toHaveProperty("gender");
});

test("49: who is asked may say no, and the host hears of it", async ({ hotel, inbox, anyone }) => {
  const check = await hotel.open("plain");
  const person = anyone();
  await check.askFor(person);
  await expect(check.heading).toHaveText("Hotel Sagar asks for your vaccination status");
  await expect(check.main).toContainText("Purpose: check-in");
  await expect(check.main).toContainText("It will learn:");
  // Nothing optional is asked for; the one box is the person's own wish.
  await expect(check.root.getByRole("checkbox")).toHaveCount(1);
  await expect(check.root.getByRole("checkbox", { name: "Send me a receipt by SMS" })).not.toBeChecked();
  await inbox.next(person.mobile);
  await check.press(check.button("decline"));
  await expect(check.heading).toHaveText("Nothing was shared");
  await hotel.event("cancel");
  expect(await hotel.events("success")).toEqual([]);
  await check.press(check.button("start-again"));
  await check.expectStep("details");
});

test("49: a first dose recorded twice is one of two, with the reason", async ({ hotel, inbox }) => {
  const check = await hotel.open("plain");
  await check.complete(NAMED.vikram, inbox);
  await expect(check.heading).toHaveText("Partially vaccinated");
  await expect(check.main).toContainText("Two first doses are recorded. The second may have been entered as a first.");
});
