// A page of a foreign site that embeds the check.
import { type Frame, type Locator, type Page, expect } from "@playwright/test";

import type { Site } from "../support/world.ts";
import type { Language } from "../support/words.ts";
import { Check } from "./check.ts";

/** An event that the page has heard. */
export interface Heard {
  type: string;
  target: string;
  detail: Record<string, unknown> & { result: string; code: string; step: string };
}

export class HostPage {
  constructor(
    readonly page: Page,
    readonly site: Site,
    readonly provider: string,
  ) {}

  url(variant = "plain", query: Record<string, string> = {}): string {
    return `${this.site.origin}/${variant}?${new URLSearchParams(query)}`;
  }

  /** Opens a page of the site; gives the check on it. */
  async open(variant = "plain", query: Record<string, string> = {}): Promise<Check> {
    await this.page.goto(this.url(variant, query));
    return this.check();
  }

  /** The check inside an element; without a selector the only one. */
  check(within = "body", language: Language = "en", provider = this.provider): Check {
    return new Check(this.iframe(within).contentFrame(), language, provider);
  }

  iframe(within = "body"): Locator {
    return this.page.locator(within).locator("iframe");
  }

  /** The element that the host wrote. */
  get element(): Locator {
    return this.page.locator("kyvs-check, .kyvs-check");
  }

  /** The frame itself, to look where no person looks. */
  async frame(within = "body"): Promise<Frame> {
    const handle = await this.iframe(within).elementHandle();
    const frame = await handle!.contentFrame();
    return frame!;
  }

  /** The instance id of a check: it is in the frame's address. */
  async instance(within = "body"): Promise<string> {
    const source = await this.iframe(within).getAttribute("src");
    return new URL(source!).searchParams.get("i")!;
  }

  /** The events that the host's page has heard, all or of one type. */
  events(type?: string): Promise<Heard[]> {
    return this.page.evaluate((wanted) => {
      const { events } = (window as unknown as { probe: { events: Heard[] } }).probe;
      return wanted ? events.filter((event) => event.type === wanted) : events;
    }, type);
  }

  /** Waits for the n-th event of a type. */
  async event(type: string, number = 1): Promise<Heard> {
    await expect.poll(async () => (await this.events(type)).length, { message: `kyvs:${type}` }).toBeGreaterThanOrEqual(number);
    return (await this.events(type))[number - 1];
  }

  /** The hidden field of the surrounding form, or of the element. */
  response(within = "body", name = "kyvs-response"): Locator {
    return this.page.locator(within).locator(`input[type=hidden][name="${name}"]`);
  }

  /** What the host's own server says of a result. */
  async verify(result: string, nonce?: string): Promise<{ verified: boolean; reason?: string; status?: number; claims: Record<string, unknown> }> {
    const answer = await this.page.request.post(`${this.site.origin}/verify`, { data: { result, nonce } });
    return await answer.json();
  }
}
