// The check as a person sees it, in a frame of another page or on its own page.
import { type FrameLocator, type Locator, type Page, expect } from "@playwright/test";

import { type Inbox, wrong } from "../support/inbox.ts";
import type { Person } from "../support/people.ts";
import { type Language, OWN_NAMES, type Say, words } from "../support/words.ts";

export class Check {
  readonly say: Say;

  constructor(
    readonly root: Page | FrameLocator,
    readonly language: Language = "en",
    readonly provider = "Hotel Sagar",
  ) {
    this.say = words(language);
  }

  /** The same check after its language has changed. */
  in(language: Language, provider = this.provider): Check {
    return new Check(this.root, language, provider);
  }

  /* ---- what is on it ---- */

  get main(): Locator {
    return this.root.getByRole("main");
  }

  get heading(): Locator {
    return this.root.getByRole("heading", { level: 1 });
  }

  /** The language is an attribute of the document. */
  get document(): Locator {
    return this.root.locator("html");
  }

  /** What the browser's tab says. */
  title(): Promise<string> {
    return this.document.evaluate(() => document.title);
  }

  get summary(): Locator {
    return this.root.getByRole("alert");
  }

  get languages(): Locator {
    return this.root.getByRole("combobox", { name: this.say("language-label") });
  }

  get fullName(): Locator {
    return this.root.getByLabel(this.say("name-label"), { exact: true });
  }

  get mobile(): Locator {
    return this.root.getByLabel(this.say("mobile-label"), { exact: true });
  }

  get code(): Locator {
    return this.root.getByLabel(this.say("code-label"), { exact: true });
  }

  button(key: string, values: Record<string, string> = { provider: this.provider }): Locator {
    return this.root.getByRole("button", { name: this.say(key, values), exact: true });
  }

  get sendButton(): Locator {
    return this.button("send-code");
  }

  get shareButton(): Locator {
    return this.button("share-with");
  }

  get resendButton(): Locator {
    return this.button("resend");
  }

  /** The two letters that the page and the SMS share. */
  async reference(): Promise<string> {
    const text = await this.root.locator("#otp-sent").innerText();
    return text.match(/[A-Z0-9]{2}$/)?.[0] ?? "";
  }

  /* ---- what a person does ---- */

  async fillDetails({ name, mobile }: Person): Promise<void> {
    await this.fullName.fill(name);
    await this.mobile.fill(mobile);
  }

  /** From the details to the page that wants the code. */
  async askFor(person: Person): Promise<void> {
    await this.fillDetails(person);
    await this.press(this.sendButton);
    await expect(this.code).toBeVisible();
  }

  async share(code: string): Promise<void> {
    await this.code.fill(code);
    await this.press(this.shareButton);
  }

  /**
   * A click as a person makes it. Chromium drops clicks into a frame that has moved or grown within the last half second (the frame
   * watches its own visibility); no person is that fast, a test is, and clicks again.
   */
  async press(what: Locator): Promise<void> {
    const before = await this.#presses();
    await expect(async () => {
      await what.click();
      expect(await this.#presses(), "the click arrived").not.toBe(before);
    }).toPass({ intervals: [100] });
  }

  /** How often somebody has pressed here; the fixture of the page counts. Nothing counts without script. */
  async #presses(): Promise<number | string> {
    const { presses } = await this.document.evaluate(() => ({ presses: window.presses }));
    return presses ?? crypto.randomUUID();
  }

  /** The whole way, from the details to the answer. */
  async complete(person: Person, inbox: Pick<Inbox, "code">): Promise<void> {
    await this.askFor(person);
    await this.share(await inbox.code(person.mobile));
    await this.expectStep("answer");
  }

  /** Types three codes that are wrong, each once the page has answered the one before: the check closes. */
  async lock(code: string): Promise<void> {
    const line = this.summary.getByRole("link");
    let said = "";
    for (const by of [1, 2]) {
      await this.share(wrong(code, by));
      await expect(line).toBeVisible();
      await expect(line).not.toHaveText(said);
      said = await line.innerText();
    }
    await this.share(wrong(code, 3));
    await this.expectStep("problem");
  }

  async chooseLanguage(language: Language): Promise<void> {
    await this.languages.selectOption({ label: OWN_NAMES[language] });
  }

  /** Waits until the page has had the time to see what covers it: it is told at most every tenth of a second. */
  async watches(): Promise<void> {
    await this.document.evaluate(() => new Promise<void>((done) => {
      const eye = new IntersectionObserver(() => {
        eye.disconnect();
        done();
      }, { trackVisibility: true, delay: 100 } as IntersectionObserverInit);
      eye.observe(document.body);
    }));
  }

  /* ---- what is expected of it ---- */

  async expectStep(step: "details" | "code" | "answer" | "problem" | "closed"): Promise<void> {
    await expect(this.main).toHaveAttribute("data-step", step);
  }

  /** An error as GOV.UK shows it: a summary with the focus that links to the field. */
  async expectError(text: string | RegExp): Promise<void> {
    await expect(this.summary).toContainText(text);
    await expect(this.summary).toBeFocused();
    expect(await this.title()).toMatch(new RegExp(`^${this.say("error-prefix")} `));
  }

  /** Waits until the islands live: with them, the wait for a new code is counted down. */
  async expectLive(): Promise<void> {
    await expect(this.resendButton).toBeDisabled();
  }
}
