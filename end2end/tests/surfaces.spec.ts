// The pages for citizens and gates at 400 % zoom, in forced colours, without motion, by finger (check 62), and by keyboard alone.
import type { Locator, Page } from "@playwright/test";

import { expect, test } from "../fixtures.ts";
import { HistoryPage } from "../pages/history.ts";
import { OwnPage } from "../pages/own.ts";
import type { Inbox } from "../support/inbox.ts";
import { expectFits, expectLarge } from "../support/layout.ts";
import { PASSES, useFrozenKeys } from "../support/passes.ts";
import type { Kind, Person } from "../support/people.ts";
import type { Service } from "../support/service.ts";
import { words } from "../support/words.ts";

const say = words("en");

/** A pass that is good at the moment of the frozen keys. */
const PASS = PASSES.passes[0]!.text;

interface Tools {
  page: Page;
  service: Service;
  inbox: Inbox;
  anyone: (kind?: Kind) => Person;
}

async function enter({ page, service, inbox, anyone }: Tools): Promise<OwnPage> {
  const own = new OwnPage(page);
  await own.open(service.origin);
  await own.enter(anyone("full"), inbox);
  return own;
}

/** Makes a link on the own page; gives its address. */
async function makeLink(own: OwnPage): Promise<string> {
  await own.fold("graphic-title").click();
  await own.press(own.button("graphic-link"));
  return own.page.getByLabel(say("graphic-linked")).inputValue();
}

/** One of the pages that check passes, once it works. */
async function openTool({ page, service }: Tools, path: string): Promise<void> {
  await useFrozenKeys(page);
  await page.goto(`${service.origin}${path}?lang=en`);
  await page.locator("main[data-ready]").waitFor();
}

/** Has a pass checked. */
async function answered(page: Page, label: string): Promise<void> {
  await page.getByLabel(say(label), { exact: true }).fill(PASS);
  await page.getByRole("button", { name: say("gate-check"), exact: true }).click();
  await expect(page.locator("#found")).toHaveAttribute("data-answer", "genuine");
}

/** The pages, each with as much in view as it ever has. */
const SURFACES: { name: string; hasMark: boolean; open: (tools: Tools) => Promise<void> }[] = [
  {
    name: "home",
    hasMark: true,
    async open({ page, service }) {
      await page.goto(`${service.origin}/?lang=en`);
    },
  },
  {
    name: "an address where nothing is",
    hasMark: false,
    async open({ page, service }) {
      await page.goto(`${service.origin}/staus?lang=en`);
      await expect(page.getByRole("heading", { name: say("missing-title") })).toBeVisible();
    },
  },
  {
    name: "the code for the own page",
    hasMark: false,
    async open({ page, service, anyone }) {
      const own = new OwnPage(page);
      await own.open(service.origin);
      await own.askFor(anyone("none"));
      await own.expectLive();
    },
  },
  {
    name: "the own page",
    hasMark: true,
    async open(tools) {
      const own = await enter(tools);
      await makeLink(own);
      await own.fold("pass-title").click();
      await own.press(own.button("pass-make"));
      await expect(tools.page.getByRole("img", { name: say("pass-code") })).toBeVisible();
      for (const key of ["graphic-title", "pass-text", "own-wrong"]) await own.fold(key).click();
    },
  },
  {
    name: "the gate",
    hasMark: true,
    async open(tools) {
      await openTool(tools, "/gate");
      await tools.page.getByText(say("gate-otherwise")).click();
      await answered(tools.page, "gate-code");
    },
  },
  {
    name: "the page for pasting",
    hasMark: true,
    async open(tools) {
      await openTool(tools, "/verify");
      await tools.page.getByText(say("verify-narrow")).click();
      await answered(tools.page, "verify-text");
    },
  },
  {
    name: "a shared link",
    hasMark: false,
    async open(tools) {
      await tools.page.goto(await makeLink(await enter(tools)));
      await expect(tools.page.locator("img.picture")).toHaveJSProperty("naturalWidth", 1080);
    },
  },
];

/** Looks at what has the focus: `none` where nothing has it, `again` where it has been before, else what is wrong with it. */
const lookAtFocus = () => {
  const element = document.activeElement as HTMLElement | null;
  if (!element || element === document.body) return "none";
  if ("reached" in element.dataset) return "again";
  element.dataset.reached = "";
  const name = element.outerHTML.slice(0, 90);
  const { top, bottom, left, right, height } = element.getBoundingClientRect();
  const isInView = top >= -1 && (bottom <= innerHeight + 1 || height > innerHeight) && left >= -1 && right <= innerWidth + 1;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  let behind = element.parentElement;
  while (behind && /, 0\)$/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
  const ground = behind ? getComputedStyle(behind).backgroundColor : "none";
  const hasRing = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && outlineColor !== ground;
  if (!isInView) return `out of sight: ${name}`;
  return hasRing ? "good" : `no ring: ${name}`;
};

/** What can have the focus and has not had it. Of radio buttons in a group, one has it for all. */
const lookForUnreached = () => Array.from(document.querySelectorAll<HTMLElement>("a[href], button, input:not([type=hidden]), select, textarea, summary"))
  .filter((element) => element.checkVisibility() && !element.matches(":disabled, [tabindex='-1'], [data-reached]"))
  .filter((element) => !(element instanceof HTMLInputElement && element.type === "radio" && element.form?.querySelector(`[name="${element.name}"][data-reached]`)))
  .map((element) => element.outerHTML.slice(0, 90));

/** Goes through the whole page with Tab: every stop is in sight and has a ring, and nothing is left out. */
async function expectFocusSeen(page: Page, step: string): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>("[data-reached]")) delete element.dataset.reached;
    // Tab begins where the focus was: at the top.
    document.body.tabIndex = -1;
    document.body.focus();
  });
  const looks: string[] = [];
  for (let press = 0; press < 150 && !["none", "again"].includes(looks.at(-1) ?? ""); press += 1) {
    await page.keyboard.press("Tab");
    looks.push(await page.evaluate(lookAtFocus));
  }
  const end = looks.pop();
  expect(["none", "again"], `${step}: Tab comes to an end`).toContain(end);
  expect(looks.filter((look) => look !== "good"), step).toEqual([]);
  expect(await page.evaluate(lookForUnreached), `${step}: not reached`).toEqual([]);
}

/** The marks that cannot be told from the ground, or whose inner shape cannot be told from the outer one; and how many there are. */
const lookAtMarks = () => {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.style.color = "Canvas";
  const ground = getComputedStyle(probe).color;
  probe.remove();
  const marks = Array.from(document.querySelectorAll("svg.mark")).filter((mark) => mark.checkVisibility());
  const lost = marks.filter((mark) => {
    const [outer, inner] = Array.from(mark.children, (shape) => getComputedStyle(shape));
    const shows = ({ fill, stroke }: CSSStyleDeclaration, on: string) => [fill, stroke].some((colour) => colour !== "none" && colour !== on);
    if (!shows(outer!, ground)) return true;
    return inner !== undefined && !shows(inner, outer!.fill === "none" ? ground : outer!.fill);
  });
  return { count: marks.length, lost: lost.map((mark) => mark.outerHTML) };
};

/** What moves or changes its colours slowly. */
const moving = () => Array.from(document.querySelectorAll("body *"))
  .filter((element) => {
    const { transitionDuration, animationName } = getComputedStyle(element);
    return animationName !== "none" || transitionDuration.split(",").some((duration) => parseFloat(duration) > 0);
  })
  .map((element) => `${element.tagName}.${element.className}`);

test.describe("zoomed", () => {
  // 1280 x 1024 at 400 %.
  test.use({ viewport: { width: 320, height: 256 } });

  for (const { name, hasMark, open } of SURFACES) {
    test(`surfaces: ${name} at 400 % zoom, in forced colours and without motion`, async ({ page, service, inbox, anyone }) => {
      test.slow();
      await open({ page, service, inbox, anyone });
      await expectFits(page, name);
      await expectFocusSeen(page, name);
      for (const colorScheme of ["light", "dark"] as const) {
        const step = `${name}, forced colours, ${colorScheme}`;
        await page.emulateMedia({ forcedColors: "active", colorScheme });
        const { count, lost } = await page.evaluate(lookAtMarks);
        expect(lost, step).toEqual([]);
        expect(count > 0, `${step}: marks`).toBe(hasMark);
        await expectFocusSeen(page, step);
      }
      await page.emulateMedia({ forcedColors: "none", reducedMotion: "reduce" });
      expect(await page.evaluate(moving), name).toEqual([]);
    });
  }
});

for (const { name, open } of SURFACES) {
  test(`62: what can be pressed is large enough: ${name}`, async ({ page, service, inbox, anyone }) => {
    await page.setViewportSize({ width: 412, height: 900 });
    await open({ page, service, inbox, anyone });
    await expectLarge(page, name);
  });
}

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, what: Locator): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    if (await what.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(what, "reached with Tab").toBeFocused({ timeout: 1 });
}

/** Goes to something with Tab, and presses Enter there. */
async function enterAt(page: Page, what: Locator): Promise<void> {
  await tabTo(page, what);
  await page.keyboard.press("Enter");
}

/** Comes to the own page without touching anything but the keys. */
async function enterByKeyboard(own: OwnPage, origin: string, person: Person, inbox: Inbox): Promise<void> {
  const { page } = own;
  await own.open(origin);
  await tabTo(page, own.fullName);
  await page.keyboard.type(person.name);
  await tabTo(page, own.mobile);
  await page.keyboard.type(person.mobile);
  await page.keyboard.press("Enter");
  await expect(own.heading).toBeFocused();
  await tabTo(page, own.code);
  await page.keyboard.type(await inbox.code(person.mobile));
  await page.keyboard.press("Enter");
  await own.expectOwn();
  await expect(own.heading).toBeFocused();
}

test("surfaces: by keyboard alone, a link to a graphic and a pass are made", async ({ page, service, inbox, anyone }) => {
  const own = new OwnPage(page);
  await enterByKeyboard(own, service.origin, anyone("full"), inbox);

  await enterAt(page, own.fold("graphic-title"));
  await tabTo(page, page.getByLabel(say("graphic-square")));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByLabel(say("graphic-wide"))).toBeChecked();
  await enterAt(page, own.button("graphic-link"));
  await expect(page.locator("#kyvs-picture")).toBeFocused();
  await expect(page.locator("#kyvs-picture")).toHaveJSProperty("naturalWidth", 1200);
  const address = page.getByLabel(say("graphic-linked"));
  await tabTo(page, address);
  await expect(address).toHaveValue(new RegExp(`^${service.origin}/s/[\\w-]{22}$`));

  await enterAt(page, own.fold("pass-title"));
  await tabTo(page, page.getByLabel(say("pass-name-first"), { exact: true }));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByLabel(say("pass-name-initials"), { exact: true })).toBeChecked();
  await enterAt(page, own.button("pass-make"));
  await expect(page.locator(".pass__word")).toBeFocused();
  await expect(page.getByRole("img", { name: say("pass-code") })).toBeInViewport();
  await enterAt(page, own.fold("pass-text"));
  await expect(page.locator(".pass__text")).toHaveText(/^KYVS1:/);
  await enterAt(page, own.button("pass-revoke"));
  await expect(page.getByRole("status").and(own.notice)).toHaveText(say("pass-revoked"));
  await expect(page.getByRole("status").and(own.notice)).toBeFocused();
});

test("surfaces: by keyboard alone, a consent is withdrawn and all checks are paused", async ({ page, openFull, service, inbox, anyone }) => {
  const person = anyone("full");
  const check = await openFull();
  await check.complete(person, inbox);
  const own = new HistoryPage(page);
  await enterByKeyboard(own, service.origin, person, inbox);

  const { provider } = check;
  await enterAt(page, own.of(provider).getByRole("button", { name: say("history-withdraw"), exact: true }));
  await expect(own.heading).toHaveText(say("history-withdraw-title", { provider }));
  await expect(own.heading).toBeFocused();
  await enterAt(page, own.button("history-withdraw-confirm"));
  await expect(own.notice.first()).toHaveText(say("history-withdraw-done", { provider }));
  await expect(own.notice.first()).toBeFocused();
  await expect(own.of(provider)).toContainText(say("history-revoked"));

  await enterAt(page, own.button("pause-button"));
  await expect(own.notice.first()).toHaveText(say("pause-done"));
  await expect(own.notice.first()).toBeFocused();
  await tabTo(page, own.button("pause-resume"));
});

test("surfaces: by keyboard alone, a pass is pasted and checked", async ({ page, service, inbox, anyone }) => {
  await openTool({ page, service, inbox, anyone }, "/verify");
  await tabTo(page, page.getByLabel(say("verify-text"), { exact: true }));
  await page.keyboard.insertText(PASS);
  await enterAt(page, page.getByRole("button", { name: say("gate-check"), exact: true }));
  const found = page.locator("#found");
  await expect(found).toBeFocused();
  await expect(found).toHaveAttribute("data-answer", "genuine");
  await expect(page.getByRole("heading", { name: say("found-genuine"), exact: true })).toBeInViewport();
});
