// Whether a page fits: nothing sticks out, nothing is cut off; and whether what can be pressed is large enough.
import { type Frame, type Page, expect } from "@playwright/test";

/** What sticks out or is cut off. */
const faults = () => {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  let seen = 0;
  for (const element of document.querySelectorAll<HTMLElement>("main *")) {
    if (element.closest(".visually-hidden, noscript, svg, select") || !element.checkVisibility()) continue;
    seen += 1;
    const { left, right } = element.getBoundingClientRect();
    const cut = getComputedStyle(element).overflow !== "visible" && element.scrollWidth > element.clientWidth + 1 && element.tagName !== "INPUT";
    if (right > root.clientWidth + 1 || left < -1 || cut) found.push(`${element.tagName}.${element.className}: ${element.textContent!.trim().slice(0, 40)}`);
  }
  if (seen === 0) found.push("there is nothing to look at");
  return found;
};

/** Fails with what does not fit, as the page is and with text spaced as readers may want it (WCAG 1.4.12). */
export async function expectFits(page: Page, step: string): Promise<void> {
  const widen = (on: boolean) => page.evaluate((wanted) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = wanted ? [sheet] : [];
  }, on);
  expect(await page.evaluate(faults), step).toEqual([]);
  await widen(true);
  expect(await page.evaluate(faults), `${step}, wide text`).toEqual([]);
  await widen(false);
}

/** What can be pressed and is too small: less than 44 pixels each way, of links 24. A label is pressed along with its field. */
const small = () => {
  const found: string[] = [];
  const pressed = Array.from(document.querySelectorAll("main :is(a[href], button, input:not([type=hidden]), select, summary, textarea)"))
    .filter((element) => element.checkVisibility());
  for (const element of pressed) {
    const least = element.matches("a") ? 24 : 44;
    const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
    if (width < least || height < least) found.push(`${element.outerHTML.slice(0, 60)}: ${width} x ${height}`);
  }
  if (pressed.length === 0) found.push("there is nothing to press");
  return found;
};

/** Fails with what is too small for a finger. */
export async function expectLarge(page: Page | Frame, step: string): Promise<void> {
  expect(await page.evaluate(small), step).toEqual([]);
}
