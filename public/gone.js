// gone.js: what a page gets that pins a version of kyvs.js which is no longer served.
//
// The address of a pinned version names exact bytes, so nothing else can come from it. This says so: to the page by the event
// `kyvs:error` with the code `unsupported-version`, to the person by a link to the same check on a page of its own. A page that
// names the integrity of its version gets neither: its browser blocks this script too, and what it wrote inside the element stays.
(() => {
  const script = document.currentScript;
  const service = new URL(script.src).origin;
  const LANGUAGES = "en hi gu mr bn ta te kn ml pa or as".split(" ");
  // What went wrong, and the way on. Other languages come from the service, as those of kyvs.js do.
  const WORDS = { en: ["The check did not open.", "Open it in a new tab"] };

  const PATIENCE_MS = 3_000;

  /** Language -> when its words are here, or are waited for no longer. */
  const coming = { en: Promise.resolve() };
  const learn = (lang) => coming[lang] = coming[lang] || new Promise((come) => {
    window.Kyvs = window.Kyvs || { q: [], ready(f) { return new Promise((r) => this.q.push(r)).then(f); } };
    window.Kyvs.__words = (spoken, words) => { WORDS[spoken] = words.slice(3, 5); };
    const src = `${service}/embed/v1/words.js?lang=${lang}`;
    const asking = Object.assign(document.createElement("script"), { src, onload: come, onerror: come, nonce: script.nonce });
    document.head.append(asking);
    setTimeout(come, PATIENCE_MS);
  });

  const known = (code) => LANGUAGES.find((lang) => lang === code.slice(0, 2).toLowerCase());
  const spoken = (asked) =>
    (asked && asked !== "auto" ? known(asked) : known(document.documentElement.lang) || known(navigator.language)) || "en";

  const tell = async (el) => {
    const read = (name) => el.getAttribute(name) || el.getAttribute(`data-${name}`) || "";
    const lang = spoken(read("lang"));
    await learn(lang);
    const [message, way] = WORDS[lang] || WORDS.en;
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
