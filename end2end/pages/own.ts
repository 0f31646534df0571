// The page on which a person sees their own status.
import { type Locator, type Page, expect } from "@playwright/test";

import type { Inbox } from "../support/inbox.ts";
import type { Person } from "../support/people.ts";
import type { Language } from "../support/words.ts";
import { Check } from "./check.ts";

export class OwnPage extends Check {
  constructor(readonly page: Page, language: Language = "en") {
    super(page, language, "");
  }

  override in(language: Language): OwnPage {
    return new OwnPage(this.page, language);
  }

  async open(origin: string): Promise<void> {
    await this.page.goto(`${origin}/status?lang=${this.language}`);
  }

  get seeButton(): Locator {
    return this.button("own-see");
  }

  /** The line of the answer that says why. */
  get why(): Locator {
    return this.page.locator(".answer__line");
  }

  get doses(): Locator {
    return this.page.getByRole("table", { name: this.say("own-doses") });
  }

  /** What unfolds a section. */
  fold(key: string): Locator {
    return this.page.locator("summary", { hasText: this.say(key) }).first();
  }

  /** The value of a fact, by its name. */
  fact(key: string): Locator {
    return this.page.locator(".facts__row", { hasText: this.say(key) }).locator("dd");
  }

  /** Where it says, in the last minute, that it closes. */
  get closing(): Locator {
    return this.page.locator(".closing");
  }

  get notice(): Locator {
    return this.page.locator(".notice");
  }

  get reports(): Locator {
    return this.page.locator(".cases").getByRole("listitem");
  }

  /** The number of a case, wherever it stands. */
  async numberIn(where: Locator): Promise<string> {
    const number = (await where.innerText()).match(/W-[0-9A-Z]{4}-[0-9A-Z]{4}/)?.[0];
    expect(number, "the number of a case").toBeTruthy();
    return number!;
  }

  async see(code: string): Promise<void> {
    await this.code.fill(code);
    await this.press(this.seeButton);
  }

  /** The whole way to the own page. */
  async enter(person: Person, inbox: Pick<Inbox, "code">): Promise<void> {
    await this.askFor(person);
    await this.see(await inbox.code(person.mobile));
    await this.expectOwn();
  }

  async expectOwn(): Promise<void> {
    await expect(this.main).toHaveAttribute("data-step", "own");
  }

  async expectEnded(): Promise<void> {
    await expect(this.main).toHaveAttribute("data-step", "ended");
  }

  /** It has closed by itself, and nothing of the person is left in it. */
  async expectClosed(person: Person): Promise<void> {
    await this.expectEnded();
    await expect(this.heading).toHaveText(this.say("own-expired-title"));
    await expect(this.heading).toBeFocused();
    await expect(this.main).not.toHaveAttribute("data-expires-in");
    const left = await this.page.content();
    const personal = [person.name, `******${person.mobile.slice(-4)}`, "Covishield", 'name="session"'];
    expect(personal.filter((part) => left.includes(part))).toEqual([]);
  }

  /** Unfolds the form for a report and chooses what is wrong. */
  async choose(fault: string): Promise<void> {
    const radio = this.page.getByRole("radio", { name: this.say(`own-fault-${fault}`) });
    if (!await radio.isVisible()) await this.page.getByText(this.say("own-wrong"), { exact: true }).click();
    await radio.check();
  }
}
