// The pages of the foreign host. Each takes its options from the query:
//   csp=none|strict|no-frame   its content security policy (default none)
//   coep=1                     cross-origin isolation
//   src, integrity             the loader of the variant `pinned`
//   purpose, lang, theme, size, mode, display, ref, response-field, response-field-name, on-success, …
//                              go to the element; key= and nonce= replace the site key and the fresh nonce

const ATTRIBUTES = [
  "purpose", "lang", "theme", "size", "mode", "display", "return-url", "ref", "response-field", "response-field-name",
  "on-success", "on-error",
];

const escape = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** The attributes of a check, plain or as `data-` twins. */
function attributes({ siteKey, query, nonces, origin }, { index = 0, data = "", more = {} } = {}) {
  const values = {
    "site-key": query.get("key") ?? siteKey,
    purpose: "check-in",
    nonce: query.get("nonce") ?? nonces[index],
    ...more,
  };
  for (const name of ATTRIBUTES) if (query.has(name)) values[name] = query.get(name);
  if (values.display === "redirect") values["return-url"] ??= `${origin}/return`;
  return Object.entries(values).map(([name, value]) => `${data}${name}="${escape(value)}"`).join(" ");
}

const script = ({ service, query }, search = "") =>
  `<script async src="${service}/embed/v1/kyvs.js${search}"${query.get("coep") ? " crossorigin" : ""}></script>`;
/** The loader at the address and with the hash of the query's `src` and `integrity`. */
const pinned = ({ query, scriptNonce }) => `<script async crossorigin="anonymous" src="${escape(query.get("src"))}" `
  + `integrity="${escape(query.get("integrity"))}" nonce="${scriptNonce}"></script>`;
/** A version that never was, at the address where a pinned one would be. */
const outdated = ({ service }) => `<script async src="${service}/embed/kyvs-0000000000000000.js"></script>`;
const element = (what, options) => `<kyvs-check ${options?.id ? `id="${options.id}" ` : ""}${attributes(what, options)}></kyvs-check>`;
const withFallback = (what) =>
  `<kyvs-check ${attributes(what)}><a href="${what.service}/check">Check on its own page</a></kyvs-check>`;
const inline = ({ scriptNonce }, code) => `<script nonce="${scriptNonce}">${code}</script>`;
const STUB = "window.Kyvs ??= { q: [], ready(f) { return new Promise((r) => this.q.push(r)).then(f); } };";

/** Variant -> the body of the page. */
export const VARIANTS = {
  plain: (what) => script(what) + element(what),
  outdated: (what) => outdated(what) + element(what),
  class: (what) => `${script(what)}<div class="kyvs-check" ${attributes(what, { data: "data-" })}></div>`,
  twice: (what) => script(what) + element(what) + script(what),
  two: (what) => `${script(what)}<div class="pair"><form id="first">${element(what, { id: "a" })}</form>
<form id="second">${element(what, { id: "b", index: 1 })}</form></div>`,
  early: (what) => inline(what, `${STUB} Kyvs.ready().then((kyvs) => { probe.early = kyvs.version; });`) + script(what) + element(what),
  explicit: (what) => `${script(what, "?render=explicit")}<div id="place"></div><kyvs-check id="waiting"></kyvs-check>`,
  spa: (what) => `${script(what)}<template id="check">${element(what)}</template><div id="app"></div>
<button id="add">Add</button> <button id="take">Take away</button> <button id="move">Move</button><aside id="side"></aside>
${inline(what, `const app = document.getElementById("app");
document.getElementById("add").onclick = () => app.append(document.getElementById("check").content.cloneNode(true));
document.getElementById("take").onclick = () => document.querySelector("kyvs-check").remove();
document.getElementById("move").onclick = () => document.getElementById("side").append(document.querySelector("kyvs-check"));`)}`,
  form: (what) => `${script(what)}<form method="post" action="/book"><label>Guest <input name="guest"></label>
${element(what)}<button id="book">Book</button></form>`,
  callbacks: (what) => script(what) + element(what, { more: { "on-success": "hostSuccess", "on-error": "hostError" } }),
  modal: (what) => script(what) + element(what, { more: { display: "modal" } }),
  redirect: (what) => script(what) + element(what, { more: { display: "redirect" } }),
  below: (what) => `${script(what)}<div class="gap"></div>${element(what)}`,
  fallback: (what) => script(what) + withFallback(what),
  pinned: (what) => pinned(what) + withFallback(what),
  module: (what) => element(what) + inline(what, `import("${what.service}/embed/v1/kyvs.js");`),
  // Without the loader: the result arrives as one window message.
  bare: ({ service, siteKey, origin, query, nonces }) => {
    const search = new URLSearchParams({ k: query.get("key") ?? siteKey, o: origin, i: "bare", purpose: "check-in", nonce: nonces[0] });
    return `<iframe class="bare" title="Vaccination status" src="${service}/embed?${escape(search)}"></iframe>`;
  },
  // The standalone page, which must refuse.
  "framed-check": ({ service, siteKey }) => `<iframe class="bare" title="Standalone" src="${service}/check?k=${escape(siteKey)}"></iframe>`,
  hostile: () => `<p>Hostile page</p><script src="/hostile.js"></script>`,
};

/** A whole page. */
export function page(variant, what) {
  return `<!doctype html>
<html lang="${escape(what.query.get("page-lang") ?? "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Host: ${variant}</title><link rel="stylesheet" href="/host.css"><script nonce="${what.scriptNonce}" src="/probe.js"></script></head>
<body data-nonces="${what.nonces.join(" ")}"><main><h1>A page of another site</h1><p><a id="before" href="#before">Before the check</a></p>
${VARIANTS[variant](what)}
<p><a id="after" href="#after">After the check</a></p></main></body></html>
`;
}

/** The headers of a page: its content security policy and isolation. */
export function policy({ service, query, scriptNonce }) {
  const headers = {};
  const kind = query.get("csp") ?? "none";
  if (kind !== "none") {
    const frames = kind === "no-frame" ? "" : `frame-src ${service}; `;
    headers["content-security-policy"] = `default-src 'none'; script-src 'nonce-${scriptNonce}' ${service}; ${frames}`
      + "style-src 'self'; img-src 'self'; form-action 'self'; connect-src 'self'; base-uri 'none'";
  }
  if (query.get("coep")) {
    headers["cross-origin-embedder-policy"] = "require-corp";
    headers["cross-origin-opener-policy"] = "same-origin";
  }
  return headers;
}
