// What must not be possible (checks 17 to 34).
import { expect, test } from "../fixtures.ts";
import { HostPage } from "../pages/host.ts";

test("17: each frame page names exactly the one origin that may show it", async ({ request, world }) => {
  const ancestors = async (key: string, origin: string, purpose: string) => {
    const query = new URLSearchParams({ k: key, o: origin, i: "i", purpose });
    const answer = await request.get(`${world.service.origin}/embed?${query}`);
    return answer.headers()["content-security-policy"].match(/frame-ancestors ([^;]*)/)![1];
  };
  expect(await ancestors(world.hotelKeys.site_key, world.hotel.origin, "check-in")).toBe(world.hotel.origin);
  expect(await ancestors(world.airlineKeys.site_key, world.airline.origin, "boarding")).toBe(world.airline.origin);
  expect(await ancestors(world.hotelKeys.site_key, world.airline.origin, "check-in")).toBe("'none'");
  expect(await ancestors(world.hotelKeys.site_key, `${world.hotel.origin}.evil.example`, "check-in")).toBe("'none'");
  expect(await ancestors("pk_live_unknown", world.hotel.origin, "check-in")).toBe("'none'");
});

test("18: a stolen site key shows nothing elsewhere, and the loader says why", async ({ page, world }) => {
  const evil = new HostPage(page, world.evil, "Hotel Sagar");
  await evil.open("plain");
  expect((await evil.event("error")).detail).toMatchObject({ code: "origin-not-allowed", family: 1, retry: false });
  await expect(page.getByRole("alert")).toContainText("not set up for this page");
  expect(page.frames().slice(1).map((frame) => frame.url())).toEqual(["chrome-error://chromewebdata/"]);
  expect((await evil.events()).map(({ type }) => type)).toEqual(["loading", "error"]);
});

test("19: the check on its own page cannot be framed", async ({ page, hotel, request, world }) => {
  const answer = await request.get(`${world.service.origin}/check?k=${world.hotelKeys.site_key}`);
  expect(answer.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  await hotel.open("framed-check");
  await expect.poll(() => page.frames().slice(1).map((frame) => frame.url())).toEqual(["chrome-error://chromewebdata/"]);
});

test("20: forged messages from a frame, the host's own window and a popup are no results", async ({ page, hotel, inbox, anyone, world }) => {
  world.evil.heard.length = 0;
  const check = await hotel.open("plain");
  await expect(check.fullName).toBeVisible();
  await hotel.event("ready");
  const hostile = `${world.evil.origin}/hostile?i=${await hotel.instance()}`;
  const opened = page.waitForEvent("popup");
  await page.evaluate((address) => {
    document.body.append(Object.assign(document.createElement("iframe"), { src: address }));
    window.open(address);
    const { port1, port2 } = new MessageChannel();
    const success = { kyvs: 1, t: "success", n: 1, p: { result: "forged", requestId: "forged", expiresAt: Date.now() + 300_000 } };
    window.postMessage({ kyvs: 1, t: "hello", i: new URL(address).searchParams.get("i") }, "*", [port2]);
    window.postMessage(success, "*");
    port1.postMessage(success);
  }, hostile);
  await opened;
  // All three have forged: two from the hostile site, one from the page itself.
  const forged = () => page.evaluate(() => {
    const { messages } = (window as unknown as { probe: { messages: { origin: string; data: { t: string } }[] } }).probe;
    return messages.filter(({ data }) => data.t === "success").map(({ origin }) => origin);
  });
  await expect.poll(async () => (await forged()).filter((origin) => origin === world.evil.origin).length).toBeGreaterThan(3);
  expect(await forged()).toContain(hotel.site.origin);

  await hotel.check("kyvs-check").complete(anyone(), inbox);
  await hotel.event("success");
  const results = await hotel.events("success");
  expect(results.map(({ detail }) => detail.result)).toEqual([expect.stringMatching(/^ey/)]);
  expect(world.evil.heard).toEqual([]);
});

test("21: a message of another check's frame is ignored", async ({ page, hotel, inbox, anyone }) => {
  await hotel.open("two");
  await expect(hotel.check("#a").fullName).toBeVisible();
  await expect(hotel.check("#b").fullName).toBeVisible();
  await hotel.event("ready", 2);
  const other = await hotel.frame("#b");
  await other.evaluate(({ instance, origin }) => {
    const { port1, port2 } = new MessageChannel();
    parent.postMessage({ kyvs: 1, t: "hello", i: instance }, origin, [port2]);
    port1.postMessage({ kyvs: 1, t: "success", n: 1, p: { result: "forged", requestId: "f", expiresAt: Date.now() + 300_000 } });
  }, { instance: await hotel.instance("#a"), origin: hotel.site.origin });
  await expect.poll(() => page.evaluate("probe.messages.length")).toBeGreaterThan(2);
  // Both checks still talk to their own frames.
  await hotel.check("#a").complete(anyone(), inbox);
  await hotel.check("#b").complete(anyone(), inbox);
  await hotel.event("success", 2);
  const results = (await hotel.events("success")).map(({ detail, target }) => [target, detail.result.slice(0, 2)]);
  expect(results).toEqual([["a", "ey"], ["b", "ey"]]);
});

test("22: a frame that the host leads to another site receives nothing", async ({ page, hotel, anyone, world }) => {
  world.evil.heard.length = 0;
  const check = await hotel.open("plain");
  const person = anyone();
  await check.askFor(person);
  const hostile = `${world.evil.origin}/hostile?i=${await hotel.instance()}`;
  await hotel.iframe().evaluate((frame: HTMLIFrameElement, address) => { frame.src = address; }, hostile);
  await expect(page.frameLocator("iframe").getByText("Hostile page")).toBeVisible();
  const forged = () => page.evaluate((origin) => {
    const { messages } = (window as unknown as { probe: { messages: { origin: string }[] } }).probe;
    return messages.filter((message) => message.origin === origin).length;
  }, world.evil.origin);
  await page.evaluate(({ name, mobile }) => {
    const element = document.querySelector("kyvs-check")!;
    element.prefill({ fullName: name, mobile });
    element.setLang("hi");
    element.setTheme("dark");
  }, person);
  const before = await forged();
  await expect.poll(forged).toBeGreaterThan(before + 2);
  expect(world.evil.heard).toEqual([]);
  expect(await hotel.events("success")).toEqual([]);
  // The host can have its check back.
  await page.evaluate(() => document.querySelector("kyvs-check")!.reset());
  await expect(hotel.check("body", "hi").fullName).toBeVisible();
  expect(world.evil.heard).toEqual([]);
});

test("23: whatever carries data is posted to one exact origin", async ({ page, hotel, inbox, anyone }) => {
  // `parent` is replaceable: what the frame posts to its host passes by here.
  await page.addInitScript(() => {
    if (parent === window) return;
    const real = parent;
    const posts: unknown[] = [];
    const spy = { postMessage: (data: unknown, target: string, ports?: Transferable[]) => {
      posts.push({ data, target });
      real.postMessage(data, target, ports ?? []);
    } };
    Object.defineProperty(window, "parent", { get: () => spy });
    Object.assign(window, { posts });
  });
  type Post = { target: string; data: { t: string; p?: { result?: string } } };
  const posts = async () => (await hotel.frame()).evaluate(() => (window as unknown as { posts: Post[] }).posts);

  const check = await hotel.open("plain");
  await check.complete(anyone(), inbox);
  await hotel.event("success");
  // With a loader one data-free hello; everything else goes through the port.
  expect((await posts()).map(({ data, target }) => ({ data, target }))).toEqual([
    { data: { kyvs: 1, t: "hello", i: await hotel.instance() }, target: hotel.site.origin },
  ]);

  const bare = await hotel.open("bare");
  await bare.complete(anyone(), inbox);
  await expect.poll(async () => (await posts()).filter(({ data }) => data.t === "success").length).toBe(1);
  expect(new Set((await posts()).map(({ target }) => target))).toEqual(new Set([hotel.site.origin]));
  await expect.poll(() => page.evaluate("probe.messages.filter(({ data }) => data.t === 'success').length")).toBe(1);
  const result = await page.evaluate("probe.messages.find(({ data }) => data.t === 'success').data.p.result") as string;
  expect(await hotel.verify(result)).toMatchObject({ verified: true, status: 2 });
});

test("24: no name, number or code in any address or in the console", async ({ page, hotel, inbox, anyone, service }) => {
  const addresses: string[] = [];
  const said: string[] = [];
  page.context().on("request", (request) => addresses.push(request.url(), request.headers().referer ?? ""));
  page.context().on("console", (message) => said.push(message.text()));
  const check = await hotel.open("plain");
  const person = anyone();
  await check.fillDetails({ ...person, mobile: "12" });
  await check.press(check.sendButton);
  await expect(check.summary).toBeVisible();
  await check.askFor(person);
  const code = await inbox.code(person.mobile);
  await check.share(code);
  await check.expectStep("answer");
  await hotel.event("success");

  const [first, last] = person.name.split(" ");
  const secrets = [first, last, person.mobile, code];
  const everything = [...addresses.map(decodeURIComponent), ...said, ...service.log().split("\n")].join("\n");
  expect(addresses.length).toBeGreaterThan(4);
  expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
});

test("25: nothing is stored in the browser, and the flow passes without third-party cookies", async ({ page, hotel, airline, inbox, anyone }) => {
  const check = await hotel.open();
  await check.complete(anyone(), inbox);
  await hotel.event("success");
  expect(await page.context().cookies()).toEqual([]);
  const stored = await (await hotel.frame()).evaluate(async () => ({
    cookie: document.cookie, local: localStorage.length, session: sessionStorage.length,
    databases: (await indexedDB.databases()).length, caches: "caches" in self ? (await caches.keys()).length : 0,
  }));
  expect(stored).toEqual({ cookie: "", local: 0, session: 0, databases: 0, caches: 0 });

  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCookieControls", {
    enableThirdPartyCookieRestriction: true, disableThirdPartyCookieMetadata: true, disableThirdPartyCookieHeuristics: true,
  } as never);
  const restricted = await airline.open("plain", { purpose: "boarding" });
  await restricted.complete(anyone(), inbox);
  await airline.event("success");
  // The browser does refuse: it was really asked to.
  const refused = await (await airline.frame()).evaluate(() => {
    try {
      return localStorage.length;
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(refused).toBe("SecurityError");
});

test("26: the host's server verifies the result with a published library, and refuses a changed one", async ({ page, hotel, inbox, anyone, world }) => {
  const check = await hotel.open("plain", { ref: "booking-4711" });
  const nonce = (await page.locator("body").getAttribute("data-nonces"))!.split(" ")[0];
  const person = anyone();
  await check.complete(person, inbox);
  const { detail } = await hotel.event("success");
  expect(Object.keys(detail).sort()).toEqual(["expiresAt", "requestId", "result"]);

  const said = await hotel.verify(detail.result, nonce);
  expect(said).toMatchObject({ verified: true, status: 2 });
  expect(said.claims).toMatchObject({
    iss: world.service.origin, aud: world.hotelKeys.provider_id, env: "live", origin: hotel.site.origin, nonce,
    purpose: "check-in", ref: "booking-4711", name: person.name, mobile: `******${person.mobile.slice(-4)}`,
    vaccination_status: 2, status_reason: "series-complete", amr: ["otp", "sms"], flags: [],
  });
  const { iat, nbf, exp, consent } = said.claims as Record<string, number>;
  expect([exp - iat, nbf]).toEqual([300, iat]);
  expect(consent).toMatch(/^R-/);
  // Only what was agreed to.
  expect(Object.keys(said.claims)).not.toEqual(expect.arrayContaining(["events"]));
  expect(Object.keys(said.claims)).not.toEqual(expect.arrayContaining(["birth_year"]));

  const [header, payload, signature] = detail.result.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const changed = Buffer.from(JSON.stringify({ ...claims, vaccination_status: 1 })).toString("base64url");
  expect(await hotel.verify([header, changed, signature].join("."), nonce))
    .toEqual({ verified: false, reason: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });
  expect(await hotel.verify(detail.result, "another nonce")).toEqual({ verified: false, reason: "wrong nonce" });
});

test("28: after five minutes the result has expired and the field is empty", async ({ page, hotel, inbox, anyone }) => {
  await page.clock.install();
  const check = await hotel.open("form");
  await check.complete(anyone(), inbox);
  await hotel.event("success");
  await page.clock.fastForward("04:30");
  expect(await page.evaluate("document.querySelector('kyvs-check').isExpired()")).toBe(false);
  await expect(hotel.response("form")).toHaveValue(/^ey/);
  await page.clock.fastForward("00:31");
  await hotel.event("expired");
  await expect(hotel.response("form")).toHaveValue("");
  expect(await page.evaluate("[document.querySelector('kyvs-check').isExpired(), document.querySelector('kyvs-check').getResponse()]"))
    .toEqual([true, null]);
});

test("30: the frame cannot lead the host page away", async ({ page, hotel }) => {
  const check = await hotel.open("plain");
  await expect(check.fullName).toBeVisible();
  const sandbox = (await hotel.iframe().getAttribute("sandbox"))!.split(" ");
  expect(sandbox.filter((token) => token.includes("top-navigation"))).toEqual([]);
  const outcome = await (await hotel.frame()).evaluate(() => {
    try {
      top!.location.href = "about:blank";
      return "went";
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(outcome).toBe("SecurityError");
  expect(page.url()).toBe(hotel.url("plain"));
});

test("31: the frame may read the code of an SMS and write to the clipboard, nothing else", async ({ hotel }) => {
  await hotel.open("plain");
  await expect(hotel.iframe()).toHaveAttribute("allow", "otp-credentials; clipboard-write");
});

test("32: a frame that is covered asks once more before it sends", async ({ page, hotel, anyone, inbox }) => {
  const check = await hotel.open("plain");
  const person = anyone();
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("div"), { className: "cover" })));
  await check.fillDetails(person);
  // The browser looks at what covers the button a few times a second.
  await check.watches();
  await check.press(check.sendButton);
  await expect(check.summary).toContainText("Something may be covering this page. If you see Hotel Sagar asking");
  await expect(check.summary).toBeFocused();
  expect(inbox.to(person.mobile)).toHaveLength(0);
  await check.press(check.sendButton);
  await check.expectStep("code");

  // In plain view the first press sends.
  const plain = await hotel.open("plain");
  await plain.askFor(anyone());
});

test("33: a known and an unknown person get the same words, status and time", async ({ request, page, hotel, world, anyone }) => {
  const start = async (name: string, mobile: string) => {
    const form = {
      k: world.hotelKeys.site_key, o: world.hotel.origin, i: "i", purpose: "check-in", lang: "en", full_name: name, mobile, action: "start",
    };
    const began = performance.now();
    const answer = await request.post(`${world.service.origin}/embed`, { form });
    const body = await answer.text();
    const took = performance.now() - began;
    const plain = body
      .replace(/nonce="[^"]*"/g, "").replaceAll(name, "NAME").replaceAll(mobile, "MOBILE").replaceAll(`******${mobile.slice(-4)}`, "MASKED")
      .replace(/(name="id" value=")[^"]*/, "$1ID").replace(/&quot;id&quot;:&quot;[^&]*/, "ID").replace(/\\?"id\\?":\\?"[^"\\]*/, "ID")
      .replace(/reference [A-Z0-9]{2}/g, "REF").replace(/sms_ref(&quot;|\\?"):(&quot;|\\?")[A-Z0-9]{2}/g, "REF");
    const { date, "content-security-policy": policy, "content-length": length, "x-request-id": id, ...headers } = answer.headers();
    return { took, status: answer.status(), headers, policy: policy.replace(/nonce-[^']*/g, ""), plain };
  };
  const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  for (let round = 0; round < 12; round += 1) {
    const person = anyone();
    const [known, unknown] = [await start(person.name, person.mobile), await start(person.name, `69${person.mobile.slice(2)}`)];
    expect({ ...unknown, took: 0 }).toEqual({ ...known, took: 0 });
    if (round >= 2) {
      times.known.push(known.took);
      times.unknown.push(unknown.took);
    }
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const [known, unknown] = [median(times.known), median(times.unknown)];
  console.log(`figure: start, known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms (medians)`);
  expect(Math.abs(known - unknown)).toBeLessThan(50);

  // And to the eye.
  const seen = async (name: string, mobile: string) => {
    const check = await hotel.open("plain");
    await check.askFor({ name, mobile });
    await check.expectLive();
    return (await check.main.innerText()).replace(await check.reference(), "REF").replaceAll(mobile.slice(-4), "LAST").replace(/\d:\d\d/g, "TIME");
  };
  const person = anyone();
  expect(await seen("Nobody Here", "6900012345")).toBe(await seen(person.name, person.mobile));
  await page.close();
});

test("34: who asks is what the register says, whatever the address says", async ({ openFull, anyone, inbox }) => {
  const lies = { provider: "Ministry of Health", name: "Ministry of Health", requester: "Ministry of Health", o: "https://gov.example" };
  const check = await openFull(lies);
  await expect(check.main).toContainText("Asked by Hotel Sagar");
  const person = anyone();
  await check.askFor(person);
  await expect(check.heading).toHaveText("Hotel Sagar asks for your vaccination status");
  await expect(check.main).not.toContainText("Ministry");
  expect((await inbox.next(person.mobile)).text).toContain("Hotel Sagar");

  const other = await openFull({ purpose: "employment" });
  await other.expectStep("problem");
  await expect(other.main).toContainText("The purpose given is not one that this organisation may ask for");
});

test("34: a provider that was suspended asks nobody", async ({ hotel, world }) => {
  const check = await hotel.open("plain", { key: world.suspendedKeys.site_key, purpose: "boarding" });
  await check.expectStep("problem");
  await expect(check.main).toContainText("This organisation may not ask for vaccination statuses at the moment. Nothing was shared.");
  await expect(check.root.getByRole("textbox")).toHaveCount(0);
  expect((await hotel.event("error")).detail).toMatchObject({ code: "provider-suspended", family: 1, retry: false });
});
