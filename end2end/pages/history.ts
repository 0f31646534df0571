// Who asked, on a person's own page: the list, withdrawing, pausing, proofs.
import { type Locator, expect } from "@playwright/test";

import type { Language } from "../support/words.ts";
import { OwnPage } from "./own.ts";

export class HistoryPage extends OwnPage {
  override in(language: Language): HistoryPage {
    return new HistoryPage(this.page, language);
  }

  /** The checks that were answered, newest first. */
  get checks(): Locator {
    return this.page.getByRole("region", { name: this.say("history-title") }).locator(".checks__item");
  }

  /** The checks of one provider. */
  of(provider: string): Locator {
    return this.checks.filter({ has: this.page.getByRole("heading", { name: provider, exact: true }) });
  }

  /** Presses a button of a check. */
  async pressAt(check: Locator, key: string): Promise<void> {
    await this.press(check.getByRole("button", { name: this.say(key), exact: true }));
  }

  /** Withdraws the consent that a check began with. */
  async withdraw(check: Locator, provider: string): Promise<void> {
    await this.pressAt(check, "history-withdraw");
    await expect(this.heading).toHaveText(this.say("history-withdraw-title", { provider }));
    await expect(this.heading).toBeFocused();
    await this.press(this.button("history-withdraw-confirm"));
    await expect(this.notice.first()).toHaveText(this.say("history-withdraw-done", { provider }));
    await expect(this.notice.first()).toBeFocused();
  }

  /** Opens the sheet of a receipt as the form on the answer does, from any page of the service. */
  async openReceipt(origin: string, record: string): Promise<void> {
    await this.page.setContent(`<form method="post" action="${origin}/receipt"><input name="id" value="${record}"><input name="lang" value="${this.language}"><button>x</button></form>`);
    await this.page.getByRole("button").click();
  }

  async pause(): Promise<void> {
    await this.press(this.button("pause-button"));
    await expect(this.notice.first()).toHaveText(this.say("pause-done"));
  }

  async resume(): Promise<void> {
    await this.press(this.button("pause-resume"));
    await expect(this.notice.first()).toHaveText(this.say("pause-ended"));
  }
}
