// The snippet and its life on a host page (checks 1 to 14).
import type { ConsoleMessage } from "@playwright/test";

import { expect, test } from "../fixtures.ts";
import { wrong } from "../support/inbox.ts";

test("01: script and element show a frame of ours, with a title in the language of the page", async ({ hotel, service }) => {
  const check = await hotel.open("plain");
  await expect(check.fullName).toBeVisible();
  await expect(hotel.iframe()).toHaveAttribute("title", "Vaccination status");
  const source = await hotel.iframe().getAttribute("src");
  expect(new URL(source!).origin).toBe(service.origin);

  await hotel.open("plain", { "page-lang": "hi" });
  await expect(hotel.iframe()).toHaveAttribute("title", "टीकाकरण की स्थिति");
  await expect(hotel.check("body", "hi").fullName).toBeVisible();

  await hotel.open("plain", { lang: "gu" });
  await expect(hotel.iframe()).toHaveAttribute("title", "રસીકરણની સ્થિતિ");
  await expect(hotel.check("body", "gu").fullName).toBeVisible();
});

test("02: a div of the class shows the same", async ({ hotel, service }) => {
  const check = await hotel.open("class");
  await expect(check.fullName).toBeVisible();
  await expect(hotel.iframe()).toHaveAttribute("title", "Vaccination status");
  expect(new URL((await hotel.iframe().getAttribute("src"))!).origin).toBe(service.origin);
});

test("03: the script twice: one frame, one warning, one success", async ({ page, hotel, inbox, anyone }) => {
  const warnings: string[] = [];
  page.on("console", (message: ConsoleMessage) => message.type() === "warning" && warnings.push(message.text()));
  const check = await hotel.open("twice");
  await check.complete(anyone(), inbox);
  await hotel.event("success");
  await expect(hotel.iframe()).toHaveCount(1);
  expect(await hotel.events("success")).toHaveLength(1);
  expect(warnings).toEqual([expect.stringContaining("twice")]);
});

test("04: an element added later renders; a removed one leaves no frame and no listener", async ({ page, hotel }) => {
  const check = await hotel.open("spa");
  const listeners = async () => {
    const session = await page.context().newCDPSession(page);
    const { result } = await session.send("Runtime.evaluate", { expression: "window" });
    const found = await session.send("DOMDebugger.getEventListeners", { objectId: result.objectId! });
    await session.detach();
    return found.listeners.filter((listener) => listener.type === "message").length;
  };
  await page.evaluate("Kyvs.ready()");
  const before = await listeners();
  await expect(hotel.iframe()).toHaveCount(0);

  await page.getByRole("button", { name: "Add" }).click();
  await expect(check.fullName).toBeVisible();
  expect(await listeners()).toBe(before + 1);

  await page.getByRole("button", { name: "Move" }).click();
  await expect(hotel.iframe("aside")).toHaveCount(1);
  await expect(hotel.check("aside").fullName).toBeVisible();
  expect(await listeners()).toBe(before + 1);

  await page.getByRole("button", { name: "Take away" }).click();
  await expect(hotel.iframe()).toHaveCount(0);
  await expect.poll(listeners).toBe(before);
});

test("05: with render=explicit nothing renders until it is asked for", async ({ page, hotel, world }) => {
  await hotel.open("explicit");
  await page.evaluate("Kyvs.ready()");
  await expect(hotel.iframe()).toHaveCount(0);

  const methods = await page.evaluate((siteKey) => {
    const handle = Kyvs.render("#place", { siteKey, purpose: "check-in", nonce: "n-5" });
    return Object.keys(handle).sort();
  }, world.hotelKeys.site_key);
  expect(methods).toEqual(["getResponse", "isExpired", "prefill", "remove", "reset", "result", "setLang", "setTheme"]);
  await expect(hotel.check("#place").fullName).toBeVisible();

  const error = await page.evaluate(() => {
    try {
      Kyvs.render("#nowhere", {});
      return null;
    } catch (thrown) {
      const { name, code, message } = thrown as Error & { code: string };
      return { name, code, message };
    }
  });
  expect(error).toEqual({ name: "KyvsError", code: "bad-parameter", message: expect.stringContaining("#nowhere") });
});

test("06: two checks on one page work apart, each with its own nonce", async ({ page, hotel, inbox, anyone }) => {
  await hotel.open("two");
  const nonces = (await page.locator("body").getAttribute("data-nonces"))!.split(" ");
  const [first, second] = [hotel.check("#a"), hotel.check("#b")];
  const [one, two] = [anyone("full"), anyone("partial")];

  await first.askFor(one);
  await second.complete(two, inbox);
  await expect(hotel.response("#b")).toHaveValue(/^ey/);
  await expect(hotel.response("#a")).toHaveValue("");
  await first.share(await inbox.code(one.mobile));
  await first.expectStep("answer");
  await expect(hotel.response("#a")).toHaveValue(/^ey/);

  const said = await Promise.all(["#a", "#b"].map(async (id, at) => hotel.verify(await hotel.response(id).inputValue(), nonces[at])));
  expect(said.map(({ verified, status }) => ({ verified, status }))).toEqual([{ verified: true, status: 2 }, { verified: true, status: 1 }]);
  expect((await hotel.events("success")).map(({ target }) => target)).toEqual(["b", "a"]);
});

test("07: reset leads back to the details without a result; remove says nothing", async ({ page, hotel, inbox, anyone, world }) => {
  await hotel.open("explicit");
  await page.evaluate("Kyvs.ready()");
  await page.evaluate((siteKey) => {
    Object.assign(window, { handle: Kyvs.render("#place", { siteKey, purpose: "check-in", nonce: "n-7" }) });
  }, world.hotelKeys.site_key);
  const check = hotel.check("#place");
  await check.complete(anyone(), inbox);
  await expect.poll(() => page.evaluate("handle.getResponse()")).toMatch(/^ey/);

  await page.evaluate("handle.reset()");
  await check.expectStep("details");
  await expect(check.fullName).toHaveValue("");
  expect(await page.evaluate("handle.getResponse()")).toBeNull();
  await expect(hotel.response("#place")).toHaveValue("");

  // The check works again, and its next result is another one.
  await check.complete(anyone(), inbox);
  await hotel.event("success", 2);
  const heard = await hotel.events();
  await page.evaluate("handle.remove()");
  await expect(hotel.iframe()).toHaveCount(0);
  await expect(hotel.response("#place")).toHaveCount(0);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await hotel.events()).toEqual(heard);
});

test("08: a hidden field brings the result to a host without code of its own", async ({ page, hotel, inbox, anyone }) => {
  const check = await hotel.open("form");
  const person = anyone();
  await check.complete(person, inbox);
  await expect(hotel.response("form")).toHaveValue(/^ey/);
  await page.getByRole("button", { name: "Book" }).click();
  await expect(page.getByRole("heading", { name: "Verified", exact: true })).toBeVisible();
  expect(hotel.site.received.at(-1)!.said).toMatchObject({ verified: true, status: 2, name: person.name });

  const without = await hotel.open("form", { "response-field": "false" });
  await without.complete(anyone(), inbox);
  await hotel.event("success");
  await expect(hotel.page.locator("input[type=hidden]")).toHaveCount(0);

  const named = await hotel.open("form", { "response-field-name": "proof" });
  await named.complete(anyone(), inbox);
  await expect(hotel.response("form", "proof")).toHaveValue(/^ey/);
  await expect(hotel.response("form")).toHaveCount(0);
});

test("09: loading comes before ready; Kyvs.ready() works before the script is there", async ({ page, hotel }) => {
  await hotel.open("early");
  await hotel.event("ready");
  expect((await hotel.events()).map(({ type }) => type).slice(0, 2)).toEqual(["loading", "ready"]);
  await expect.poll(() => page.evaluate("probe.early")).toBe("1");
});

test("10: nothing on the host page shifts while the check loads", async ({ page, hotel }) => {
  for (const width of [320, 412, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const check = await hotel.open("plain");
    await expect(check.fullName).toBeVisible();
    await hotel.event("ready");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await page.evaluate("probe.shift"), `at ${width} px`).toBe(0);
  }
});

for (const width of [320, 412, 1280]) {
  test(`11: the frame is as high as its content in every step, at ${width} px`, async ({ page, hotel, inbox, anyone }) => {
    await page.setViewportSize({ width, height: 900 });
    const check = await hotel.open("plain");
    const fits = async (step: string) => {
      const frame = await hotel.frame();
      await expect.poll(() => frame.evaluate(() => {
        const { scrollHeight, scrollWidth, clientWidth } = document.documentElement;
        return { hidden: Math.max(0, scrollHeight - innerHeight), wide: scrollWidth > clientWidth, inTheClamp: innerHeight <= 2000 };
      }), { message: step }).toEqual({ hidden: 0, wide: false, inTheClamp: true });
    };
    await expect(check.fullName).toBeVisible();
    await fits("details");
    await check.press(check.sendButton);
    await expect(check.summary).toBeVisible();
    await fits("details with errors");
    const person = anyone();
    await check.askFor(person);
    await fits("code");
    const code = await inbox.code(person.mobile);
    await check.share(wrong(code));
    await expect(check.summary).toBeVisible();
    await fits("code with an error");
    await check.share(code);
    await check.expectStep("answer");
    await fits("answer");
  });
}

test("12: a check below the fold asks nothing of us before it is near", async ({ page, hotel, service }) => {
  const asked: string[] = [];
  page.on("request", (request) => request.url().startsWith(service.origin) && asked.push(new URL(request.url()).pathname));
  await hotel.open("below");
  await page.evaluate("Kyvs.ready()");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await expect(hotel.iframe()).toHaveCount(0);
  expect(asked).toEqual(["/embed/v1/kyvs.js"]);
  await hotel.element.scrollIntoViewIfNeeded();
  await expect(hotel.check().fullName).toBeVisible();
});

test("13: a strict policy of the host is kept without a violation", async ({ page, hotel, airline, inbox, anyone }) => {
  for (const site of [hotel, airline]) {
    const query: Record<string, string> = site === airline ? { csp: "strict", purpose: "boarding" } : { csp: "strict" };
    const check = await site.open("plain", query);
    await check.complete(anyone(), inbox);
    await site.event("success");
    expect(await page.evaluate("probe.violations")).toEqual([]);
  }
});

test("14: a policy that forbids the frame is reported, with a way on", async ({ hotel, service }) => {
  await hotel.open("plain", { csp: "no-frame" });
  expect((await hotel.event("error")).detail).toMatchObject({ code: "csp-blocked", family: 2 });
  const link = hotel.page.getByRole("alert").getByRole("link", { name: "Open it in a new tab" });
  await expect(link).toBeVisible();
  await expect(link).toHaveAttribute("href", new RegExp(`^${service.origin}/check\\?`));
});

test("07: an answer that was on its way when the page was reset is not taken for that of the next person", async ({ page, hotel, inbox, anyone }) => {
  const check = await hotel.open("form");
  await hotel.event("ready");
  await page.evaluate(() => {
    let wasReset = false;
    document.addEventListener("kyvs:step", (event) => {
      const { step } = (event as CustomEvent<{ step: string }>).detail;
      if (step !== "answer" || wasReset) return;
      wasReset = true;
      (event.target as HTMLElement & { reset(): void }).reset();
    });
  });
  const first = anyone();
  await check.askFor(first);
  await check.share(await inbox.code(first.mobile));
  await expect(check.fullName).toBeVisible();
  expect(await hotel.events("success")).toEqual([]);
  await expect(hotel.response()).toHaveValue("");

  await check.complete(anyone(), inbox);
  await hotel.event("success");
  await expect(hotel.response()).toHaveValue(/^ey/);
});
