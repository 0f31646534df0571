// The quick start as a newcomer walks it: its blocks of code are taken from the page, run as they stand, and end at a verified 2.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";

import type { APIRequestContext } from "@playwright/test";

import { type Page, expect, test } from "../fixtures.ts";
import { Check } from "../pages/check.ts";
import type { Service } from "../support/service.ts";

const run = promisify(execFile);

/** The blocks of code in a language, in their order, as they are copied from the page. */
async function blocks(page: Page, service: Service, language: string): Promise<string[]> {
  await page.goto(`${service.origin}/docs/quick-start`);
  return await page.locator(`.code[data-language="${language}"] code`).allTextContents();
}

/** A site that answers everything with one page, and keeps what is posted to it. */
async function serve(html: string) {
  const posted: { to: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    if (request.method === "POST") posted.push({ to: request.url!, body });
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, posted, close };
}

/** What the quick start tells the visitor to do. */
async function share(page: Page): Promise<void> {
  const check = new Check(page.locator("iframe").contentFrame(), "en", "Example Hotel");
  await check.askFor({ name: "Asha Full", mobile: "90000 00001" });
  await check.share("000000");
  await expect(check.heading).toHaveText("Fully vaccinated");
  await expect(page.locator("input[name=kyvs-response]")).toHaveValue(/^ey/);
}

/** Whether a result of the fixed nonce is good, and what it says. */
async function expectVerified(request: APIRequestContext, service: Service, result: string): Promise<void> {
  const answer = await request.post(`${service.origin}/api/v1/results/verify`, {
    headers: { authorization: "Bearer sk_test_demo" }, data: { result, nonce: "n-4711" },
  });
  expect(await answer.json()).toMatchObject({ valid: true, claims: { vaccination_status: 2 } });
}

test("quick start, 1 and 2: the form brings the answer, without a script", async ({ page, service, request }) => {
  const [embedded, form] = await blocks(page, service, "html");
  const [script] = embedded.split("\n");
  const site = await serve(`${script}\n${form}`);
  await page.goto(site.origin);
  await share(page);
  await page.getByRole("button", { name: "Book" }).click();
  await expect.poll(() => site.posted.length).toBe(1);
  expect(site.posted[0].to).toBe("/book");
  await expectVerified(request, service, new URLSearchParams(site.posted[0].body).get("kyvs-response")!);
  await site.close();
});

test("quick start, 1 and 2: two lines show the check, and a listener sends the answer", async ({ page, service, request }) => {
  const [embedded] = await blocks(page, service, "html");
  const [listener] = await blocks(page, service, "js");
  const site = await serve(`${embedded}\n<script>${listener}</script>`);
  await page.goto(site.origin);
  await share(page);
  await expect.poll(() => site.posted.length).toBe(1);
  expect(site.posted[0].to).toBe("/verify");
  await expectVerified(request, service, site.posted[0].body);
  await site.close();
});

test("quick start, 3: the server believes the answer to its own page, once", async ({ page, service, request }, info) => {
  const [listener, program] = await blocks(page, service, "js");
  // Within this folder it finds the package that the quick start installs.
  const file = info.outputPath("server.mjs");
  writeFileSync(file, program);
  const server = spawn(process.execPath, [file], { env: { ...process.env, PORT: "0" }, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(server, "exit");
  try {
    const [printed] = await Promise.race([once(server.stdout, "data"), ended]);
    const site = String(printed).trim();
    expect(site).toMatch(/^http:\/\/localhost:\d+$/);
    await page.goto(site);
    await share(page);
    const result = await page.locator("input[name=kyvs-response]").inputValue();
    await page.getByRole("button", { name: "Book" }).click();
    await expect(page.locator("body")).toHaveText("Verified: 2");
    const again = await request.post(`${site}/book`, { form: { "kyvs-response": result } });
    expect([again.status(), await again.text()]).toEqual([422, "Not verified: not the answer to a page of ours"]);

    await page.goto(site);
    await page.addScriptTag({ content: listener });
    const verified = page.waitForResponse(`${site}/verify`);
    await share(page);
    expect(await (await verified).text()).toBe("Verified: 2");
  } finally {
    server.kill();
    await ended;
  }
});

test("quick start: two calls from a server end at a signed answer", async ({ page, service, request }) => {
  const calls = (await blocks(page, service, "sh")).filter((block) => block.startsWith("curl"));
  const call = async (text: string) => {
    const { stdout } = await run("sh", ["-c", text], { env: { ...process.env, NO_PROXY: "*", no_proxy: "*" } });
    return JSON.parse(stdout) as { id: string; vaccination_status: number; result: string };
  };
  const { id } = await call(calls[0]);
  const given = await call(calls[1].replace("/ID/", `/${id}/`));
  expect(given.vaccination_status).toBe(2);
  await expectVerified(request, service, given.result);
});
