// gone.js: what a page gets that pins a version of kyvs.js which is no longer served.
//
// The address of a pinned version names exact bytes, so nothing else can come from it. This says so: to the page by the event
// `kyvs:error` with the code `unsupported-version`, to the person by a link to the same check on a page of its own. A page that
// names the integrity of its version gets neither: its browser blocks this script too, and what it wrote inside the element stays.
(() => {
  const script = document.currentScript;
  const service = new URL(script.src).origin;
  const WORDS = {
    en: ["The check did not open.", "Open it in a new tab"],
    hi: ["जाँच नहीं खुली।", "नए टैब में खोलें"],
    gu: ["તપાસ ખૂલી નહીં.", "નવા ટૅબમાં ખોલો"],
  };

  const tell = (el) => {
    const read = (name) => el.getAttribute(name) || el.getAttribute(`data-${name}`) || "";
    const lang = read("lang").slice(0, 2);
    const [message, way] = WORDS[lang] || WORDS[document.documentElement.lang.slice(0, 2)] || WORDS.en;
    const query = new URLSearchParams({ k: read("site-key"), o: self.origin });
    for (const name of ["purpose", "ref", "lang", "return-url"]) if (read(name)) query.set(name, read(name));
    // Under a CSP header browsers empty the attribute; the property keeps it.
    if (el.nonce || read("nonce")) query.set("nonce", el.nonce || read("nonce"));

    const link = document.createElement("a");
    Object.assign(link, { href: `${service}/check?${query}`, target: "_blank", rel: "noopener", textContent: way });
    const note = document.createElement("div");
    note.setAttribute("role", "alert");
    note.append(message, " ", link);
    el.append(note);
    el.dispatchEvent(new CustomEvent("kyvs:error", {
      bubbles: true,
      composed: true,
      detail: { code: "unsupported-version", family: 1, retry: false, message, requestId: "" },
    }));
  };

  const start = () => {
    console.warn(`kyvs: unsupported-version (${script.src})`);
    document.querySelectorAll("kyvs-check, .kyvs-check").forEach(tell);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
