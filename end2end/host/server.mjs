// A site of somebody else: another origin, its own policy, its own server that verifies results.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

import { VARIANTS, page, policy } from "./pages.mjs";
import { verifier } from "./verify.mjs";

const BODY_LIMIT = 64 * 1024;
const FILES = {
  "/probe.js": "text/javascript; charset=utf-8",
  "/host.css": "text/css; charset=utf-8",
  "/hostile.js": "text/javascript; charset=utf-8",
};

/**
 * Starts a host on its own port. `name` is the host name in its origin, `port` 0 takes a free one.
 *
 * The site key is made for an origin, and the origin is known only now: call `use` before the first page.
 * `received` holds what forms posted to `/book` and `/return`, `heard` what the hostile page overheard,
 * `verified` the outcomes of all verifications, in their order.
 */
export async function startHost({ name = "localhost", port = 0 } = {}) {
  const host = { received: [], heard: [], verified: [], nonces: new Set() };
  const server = createServer((request, response) => {
    answer(host, request, response).catch((error) => {
      response.writeHead(500, { "content-type": "text/plain" });
      response.end(String(error.stack));
    });
  });
  await new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, name, done);
  });
  host.origin = `http://${name}:${server.address().port}`;
  host.use = ({ service, siteKey, audience, issuer }) => {
    host.site = { service: new URL(service).origin, siteKey };
    host.verify = verifier({ service: host.site.service, issuer: issuer ?? host.site.service, audience, origin: host.origin });
  };
  host.close = () => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  return host;
}

async function answer(host, request, response) {
  const url = new URL(request.url, host.origin);
  const send = (status, type, body, headers = {}) => {
    response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...headers });
    response.end(body);
  };
  const html = (body, headers) => send(200, "text/html; charset=utf-8", body, headers);

  if (FILES[url.pathname]) {
    return send(200, FILES[url.pathname], readFileSync(new URL(`.${url.pathname}`, import.meta.url)));
  }
  if (request.method === "POST") return post(host, url, await read(request), { send, html });

  const variant = url.pathname.slice(1) || "plain";
  if (variant === "favicon.ico") return send(204, "image/x-icon", "");
  if (variant === "return") return html(outcome({ kind: "return", fields: Object.fromEntries(url.searchParams) }));
  if (!VARIANTS[variant]) return send(404, "text/plain", `No such page. There are: ${Object.keys(VARIANTS).join(", ")}\n`);
  if (!host.site) return send(503, "text/plain", "host.use() was not called yet\n");

  const nonces = [randomUUID(), randomUUID()];
  nonces.forEach((nonce) => host.nonces.add(nonce));
  const scriptNonce = randomUUID();
  const what = { ...host.site, origin: host.origin, query: url.searchParams, nonces, scriptNonce };
  return html(page(variant, what), policy(what));
}

async function post(host, url, body, { send, html }) {
  const json = (value) => send(200, "application/json", JSON.stringify(value));
  if (url.pathname === "/heard") {
    host.heard.push(JSON.parse(body));
    return json({});
  }
  if (url.pathname === "/verify") {
    const { result, nonce } = JSON.parse(body);
    return json(await check(host, result, nonce));
  }
  if (url.pathname === "/book" || url.pathname === "/return") {
    const fields = Object.fromEntries(new URLSearchParams(body));
    const said = await check(host, fields["kyvs-response"]);
    host.received.push({ to: url.pathname, fields, said });
    return html(outcome({ kind: url.pathname.slice(1), fields, said }));
  }
  return send(404, "text/plain", "No such form\n");
}

/** Without a nonce of the caller's, any nonce that this host gave out will do. */
async function check(host, result, nonce) {
  const said = await host.verify(result, nonce ? new Set([nonce]) : host.nonces);
  host.verified.push(said);
  return said;
}

async function read(request) {
  let body = "";
  request.setEncoding("utf8");
  for await (const chunk of request) {
    body += chunk;
    if (body.length > BODY_LIMIT) throw new Error("body too large");
  }
  return body;
}

const escape = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

function outcome(value) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Received</title></head>
<body><h1 id="verified">${value.said?.verified ? "Verified" : "Not verified"}</h1><pre id="outcome">${escape(JSON.stringify(value, null, 2))}</pre></body></html>`;
}
