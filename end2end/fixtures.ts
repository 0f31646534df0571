// The one `test` of all specifications: a world for each worker, pages of the foreign sites, and axe.
import { AxeBuilder } from "@axe-core/playwright";
import { type Page, test as base, expect } from "@playwright/test";

import { Check } from "./pages/check.ts";
import { HostPage } from "./pages/host.ts";
import type { Inbox } from "./support/inbox.ts";
import type { Kind, Person } from "./support/people.ts";
import type { Service } from "./support/service.ts";
import { LANGUAGES } from "./support/words.ts";
import { type World, makeWorld, providerName } from "./support/world.ts";

/** Where a check on its own page is opened. */
export type OpenFull = (query?: Record<string, string>, page?: Page) => Promise<Check>;

interface Fixtures {
  world: World;
  service: Service;
  inbox: Inbox;
  hotel: HostPage;
  airline: HostPage;
  /** A person whom no other test knows. */
  anyone: (kind?: Kind) => Person;
  openFull: OpenFull;
  /** Fails with what axe finds on the page, the frames in it included, light and dark. */
  expectAccessible: () => Promise<void>;
}

interface WorkerFixtures {
  worlds: { current(): Promise<World> };
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  worlds: [async ({}, use) => {
    let world: World | undefined;
    await use({
      async current() {
        // A service whose clock was moved is left behind: no clock runs backwards here.
        if (world?.service.clock.moved) {
          await world.stop();
          world = undefined;
        }
        world ??= await makeWorld();
        return world;
      },
    });
    await world?.stop();
  }, { scope: "worker", timeout: 60_000 }],

  world: async ({ worlds }, use, info) => {
    const world = await worlds.current();
    await use(world);
    if (info.status !== info.expectedStatus) await info.attach("log of the service", { body: world.service.log() });
  },
  page: async ({ page }, use) => {
    await page.addInitScript(() => {
      window.presses = 0;
      addEventListener("pointerdown", () => { window.presses! += 1; }, { capture: true });
    });
    await use(page);
  },

  service: ({ world }, use) => use(world.service),
  inbox: ({ service }, use) => use(service.inbox),
  hotel: ({ page, world }, use) => use(new HostPage(page, world.hotel, "Hotel Sagar")),
  airline: ({ page, world }, use) => use(new HostPage(page, world.airline, "Air Konkan")),
  anyone: ({ service }, use) => use((kind = "full") => service.people.any(kind)),

  openFull: ({ page, world }, use) => use(async (query = {}, other = page) => {
    const search = new URLSearchParams({ k: world.hotelKeys.site_key, purpose: "check-in", ...query });
    await other.goto(`${world.service.origin}/check?${search}`);
    const language = LANGUAGES.find((known) => known === query.lang) ?? "en";
    return new Check(other, language, providerName(language));
  }),

  expectAccessible: ({ page }, use) => use(async () => {
    const audit = async (scheme: "light" | "dark", axe: AxeBuilder) => {
      await page.emulateMedia({ colorScheme: scheme });
      // Colours that are still on their way from one scheme to the other belong to neither. What is folded away stands still.
      await Promise.all(page.frames().map((frame) => frame.evaluate(() => {
        const seen = document.getAnimations().filter(({ effect }) => (effect as KeyframeEffect).target?.checkVisibility());
        return Promise.allSettled(seen.map(({ finished }) => finished)).then(() => undefined);
      })));
      const { violations } = await axe.analyze();
      const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => `${node.html} ${node.failureSummary}`) }));
      expect(found, scheme).toEqual([]);
    };
    // Only colours differ between the two.
    await audit("dark", new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]));
    await audit("light", new AxeBuilder({ page }));
  }),
});

export { expect };
export type { Page };
