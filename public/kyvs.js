// kyvs.js: puts the vaccination status check into a host page.
//
// One file, no dependency. It makes an iframe of the service for every
// <kyvs-check> element (or <div class="kyvs-check">), shakes hands with the
// page inside, and hands the signed answer to the host as DOM events and as a
// hidden form field. Types and the list of options: kyvs.d.ts.
//
// To use `Kyvs.ready()` before this file has arrived, put these two lines first:
//   window.Kyvs ??= { q: [], ready(f) {
//     return new Promise((r) => this.q.push(r)).then(f); } };
(() => {
  const script = document.currentScript;
  const earlier = window.Kyvs;
  if (earlier?.__again) return earlier.__again();

  // As a module there is no currentScript: then our address is on the stack.
  const home = new URL(script?.src || new Error().stack.match(/https?:\/\/\S+?(?=:\d+:\d+)/)[0]);
  const service = home.origin;
  const explicit = home.searchParams.get("render") === "explicit";

  const HANDSHAKE_MS = 10_000;
  const ASK_WHY_MS = 1_500;
  const LIFETIME_MS = 300_000;
  // Room held free from the start, enough for the first step in any language,
  // so that nothing on the host page moves while the frame loads.
  const HEIGHT_WIDE = 600;
  const HEIGHT_NARROW = 680;
  const NARROW = 416;
  const HEIGHT_MOST = 2_000;

  // What a browser of ten years ago lacks, and some that people harden switch off.
  const able = self.MessageChannel && self.customElements && self.IntersectionObserver && document.adoptedStyleSheets;

  const LANGUAGES = "auto en hi gu mr bn ta te kn ml pa or as".split(" ");
  // Title, button, close, load failed, way on, wrong set-up. Other languages come from the service when they are spoken.
  const WORDS = {
    en: ["Vaccination status", "Share vaccination status", "Close",
      "The check did not open.", "Open it in a new tab", "This check is not set up for this page."],
  };
  const STYLE = `:host(:not([hidden])){display:block}
iframe{display:block;width:100%;border:0}
iframe[hidden],[role=alert]:empty{display:none}
[role=alert]{padding:1rem;border:2px solid #b3261e;border-radius:8px;background:Canvas;color:CanvasText}
[role=alert] a{color:LinkText}
[part=button]{display:inline-block;box-sizing:border-box;min-height:48px;padding:12px 20px;border:0;border-radius:8px;background:#0b4a8f;color:#fff;font:600 1rem/1.5 system-ui,sans-serif;text-decoration:none;cursor:pointer}
dialog{box-sizing:border-box;width:30rem;max-width:100%;max-height:100%;padding:8px;border:0;border-radius:12px;background:Canvas}
dialog::backdrop{background:#000a}
[part=close]{display:block;width:44px;height:44px;margin-left:auto;border:0;background:none;color:CanvasText;font-size:28px;line-height:1;cursor:pointer}`;

  /** Element -> handle, for every check that lives. */
  const checks = new Map();
  /** Instance id -> what to do with the answer to "why did the frame not load?". */
  const asked = new Map();

  const make = (tag, props) => Object.assign(document.createElement(tag), props);
  const warn = (text) => console.warn(`kyvs: ${text}`);
  const ask = async (src, onload, onerror) => {
    if (script?.integrity) {
      // The host page trusts these bytes and no others: what the service calls is read, and not run.
      try {
        const [, name, given] = /^Kyvs\.(__w\w+)\((.*)\)$/.exec(await (await fetch(src)).text());
        api[name](...JSON.parse(`[${given}]`));
        onload?.();
      } catch {
        onerror(true);
      }
      return;
    }
    const asking = make("script", { src, onload, onerror, nonce: script?.nonce || "" });
    document.head.append(asking);
    asking.remove(); // it is fetched all the same
  };

  /** Language -> when its words are here. Until then they are English. */
  const coming = {};
  const learn = (lang) => coming[lang] ||= new Promise((come) => {
    WORDS[lang] = [...WORDS.en];
    ask(`${service}/embed/v1/words.js?lang=${lang}`, come, () => delete coming[lang] && delete WORDS[lang]);
  });

  function mount(el, given) {
    if (checks.has(el)) return checks.get(el);

    const options = { ...given };
    const gone = new AbortController();
    const queue = [];
    const waiting = [];
    const box = make("div");
    const problem = box.appendChild(make("div", { role: "alert" }));
    let root = el, words = WORDS.en, field, opener, dialog, near, settings;
    let frame, port, id, address, heard, live, step, floor, height;
    let latest = null, expired = false, deadline = 0;
    let clock, lateTimer, whyTimer, close, way, deaf, wrong = "", told = "";

    const listen = (target, type, act) => target.addEventListener(type, act, { signal: gone.signal });

    const emit = (type, detail) => gone.signal.aborted
      || el.dispatchEvent(new CustomEvent(`kyvs:${type}`, { bubbles: true, composed: true, detail }));

    /** An option, the attribute, or its data- twin. */
    const read = (name) => {
      const key = name.replace(/-./g, (m) => m[1].toUpperCase());
      // Under a CSP header browsers empty the attribute `nonce`; the property keeps it.
      return options[key] ?? ((name === "nonce" && el.nonce) || el.getAttribute(name) || el.dataset[key] || "");
    };

    const choose = (name, allowed, otherwise = allowed[0]) => {
      const value = read(name).split("-")[0] || allowed[0]; // hi-IN is hi
      if (allowed.includes(value)) return value;
      warn(`bad-parameter: ${name}="${value}" is none of ${allowed.join(", ")}`);
      return otherwise;
    };

    const call = (name, detail) => {
      const act = read(name);
      const fn = typeof act === "string" ? window[act] : act;
      if (typeof fn === "function") fn(detail);
      else if (act) warn(`bad-parameter: ${name}="${act}" is no global function`);
    };

    /** Reads the options again: they may have changed since the last time. */
    const settle = () => {
      const known = (code) => LANGUAGES.find((l) => l === code.slice(0, 2).toLowerCase());
      let lang = choose("lang", LANGUAGES, "en");
      if (lang === "auto") lang = known(document.documentElement.lang);
      const spoken = lang || known(navigator.language) || "en";
      if (!WORDS[spoken] || coming[spoken]) learn(spoken).then(paint);
      words = WORDS[spoken];
      settings = {
        k: read("site-key"), o: self.origin, lang,
        mode: choose("mode", ["citizen", "staff"]), theme: choose("theme", ["auto", "light", "dark"]),
        purpose: read("purpose"), nonce: read("nonce"), ref: read("ref"),
      };
    };

    const link = (path, more) => {
      const query = new URLSearchParams();
      for (const [key, value] of Object.entries({ ...settings, ...more })) if (value) query.set(key, value);
      return `${service}/${path}?${query}`;
    };
    const standalone = () => link("check", { "return-url": read("return-url") });

    const isLoad = () => /^(script|csp|handshake|network|unsupported-b)/.test(wrong);
    const message = () => words[isLoad() ? 3 : 5];

    /** Puts language and theme on what is ours in the host page. */
    const paint = () => {
      if (frame) frame.title = words[0];
      if (dialog) dialog.ariaLabel = words[0];
      if (close) close.ariaLabel = words[2];
      const text = wrong && message();
      // What has been announced is not announced again.
      if (text !== told) {
        problem.replaceChildren(told = text);
        way = make("a", { target: "_blank", rel: "noopener", textContent: words[4] });
        if (isLoad()) problem.append(" ", way);
      }
      if (way) way.href = standalone();
      // The same scheme inside and outside keeps the frame see-through.
      (dialog || box).style.colorScheme = settings?.theme === "auto" ? "light dark" : settings?.theme;
      if (opener) opener.textContent = words[1];
      if (opener?.href) opener.href = standalone();
    };

    const send = (t, p = {}) => port.postMessage({ kyvs: 1, t, p });
    const say = (t, p) => live ? send(t, p) : queue.push([t, p]);

    const hush = () => {
      clearTimeout(lateTimer);
      clearTimeout(whyTimer);
      asked.delete(id);
    };

    const fail = (code) => {
      hush();
      wrong = code;
      if (!box.parentNode) root.append(box);
      if (frame) frame.hidden = true;
      paint();
      warn(`${code} (${self.origin})`);
      report({ code, family: isLoad() ? 2 : 1, retry: /^(hand|net)/.test(code), message: message(), requestId: "" });
    };

    const report = ({ code, family, retry, message, requestId }) => {
      const detail = { code, family, retry, message, requestId };
      emit("error", detail);
      call("on-error", detail);
    };

    /** Our script is allowed where our frame is not: it says what is wrong. */
    const askWhy = () => {
      if (asked.has(id)) return;
      asked.set(id, (code) => code === "ok" || fail(code));
      const mine = id;
      // A policy of the host page may have stopped what was only read: then the frame has its full time.
      ask(link("embed/v1/why.js", { i: id }), null, (read) => read === true || asked.get(mine)?.("network-error"));
    };

    const forget = () => {
      clearTimeout(clock);
      latest = null;
      if (field) field.value = "";
    };

    /** Timers stop while a computer sleeps: look at the clock whenever we can. */
    const tick = () => {
      clearTimeout(clock);
      if (!latest) return;
      const left = deadline - Date.now();
      if (left > 0) {
        clock = setTimeout(tick, Math.min(left, 10_000));
      } else {
        forget();
        expired = true;
        emit("expired", {});
      }
    };

    const succeed = ({ result, requestId, expiresAt }) => {
      if (deaf || typeof result !== "string" || result === latest?.result) return;
      const left = expiresAt - Date.now();
      // A wrong clock in this computer must not end a result that has just come.
      deadline = Date.now() + (left > 0 && left < LIFETIME_MS ? left : LIFETIME_MS);
      latest = Object.freeze({ result, requestId, expiresAt });
      expired = false;
      if (field) field.value = result;
      tick();
      for (const resolve of waiting.splice(0)) resolve(latest);
      emit("success", latest);
      call("on-success", latest);
    };

    const take = (t, p) => {
      if (t === "ready") {
        live = true;
        for (const [type, body] of queue.splice(0)) send(type, body);
        emit("ready", {});
      } else if (t === "height") {
        // Within a step the frame only grows: a line more or less must not make the page jump.
        height = Math.min(Math.max(height, Math.ceil(p.h) || 0), HEIGHT_MOST);
        frame.style.height = `${height}px`;
      } else if (t === "step") {
        if (step !== p.step) height = floor;
        step = p.step;
        if (step !== "answer") deaf = false;
        emit("step", { step });
      } else if (t === "success") {
        succeed(p);
      } else if (t === "error") {
        report(p);
      } else if (t === "cancel" || t === "timeout") {
        emit(t, {});
      }
    };

    /** The one message we take from a window: a port, from our own frame only. */
    const greet = (event) => {
      const { data, origin, source, ports, isTrusted } = event;
      if (!isTrusted || !frame || source !== frame.contentWindow || origin !== service) return;
      if (data?.kyvs !== 1 || data.t !== "hello" || data.i !== id || !ports[0]) return;
      hush();
      port?.close();
      port = ports[0];
      heard = true;
      live = false;
      frame.hidden = false;
      wrong = "";
      paint();
      port.onmessage = (message) => message.data?.kyvs === 1 && take(message.data.t, message.data.p || {});
      send("taken");
    };

    const load = () => {
      hush();
      port?.close();
      frame?.remove();
      port = step = null;
      heard = live = false;
      id = Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("");
      address = link("embed");
      wrong = "";
      frame = make("iframe", {
        src: link("embed", { i: id }), allow: "otp-credentials; clipboard-write", referrerPolicy: "strict-origin",
        sandbox: "allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox",
        onload() {
          // A page that greets does so before its load event.
          if (!heard) whyTimer = setTimeout(askWhy, ASK_WHY_MS);
          heard = false;
        },
      });
      frame.part = "frame";
      frame.style.height = `${height}px`;
      paint();
      emit("loading", {});
      lateTimer = setTimeout(fail, HANDSHAKE_MS, "handshake-timeout");
      box.append(frame);
    };

    const showModal = () => {
      floor = 0; // a dialog moves nothing
      dialog = make("dialog");
      close = make("button", { type: "button", textContent: "×", onclick: () => dialog.close() });
      opener = make("button", { type: "button" });
      close.part = "close";
      dialog.part = "dialog";
      dialog.append(close, box);
      dialog.onclose = () => step === "answer" || step === "closed" || emit("cancel", {});
      opener.onclick = () => {
        dialog.showModal();
        if (!frame) load();
      };
      root.append(dialog);
    };

    const showInline = () => {
      box.style.minHeight = `${height}px`;
      root.append(box);
      near = new IntersectionObserver((seen) => {
        if (!seen.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        load();
      }, { rootMargin: "300px" });
      near.observe(box);
    };

    const start = () => {
      if (gone.signal.aborted) return;
      settle();
      if (!able) return fail("unsupported-browser");
      try {
        root = el.shadowRoot || el.attachShadow({ mode: "open" });
      } catch {
        // Some elements (td, li, …) take no shadow root of their own.
        root = el.appendChild(make("div")).attachShadow({ mode: "open" });
      }
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      problem.part = "problem";
      if (!settings.k) return fail("invalid-site-key");
      if (!isSecureContext) return fail("insecure-context");

      const compact = choose("size", ["flexible", "compact"]) === "compact";
      height = floor = compact || el.clientWidth < NARROW ? HEIGHT_NARROW : HEIGHT_WIDE;
      if (compact) box.style.maxWidth = "320px";
      if (String(read("response-field")) !== "false") {
        field = el.appendChild(make("input", { type: "hidden", name: read("response-field-name") || "kyvs-response" }));
      }
      const display = choose("display", ["inline", "modal", "redirect"]);
      if (display === "inline") showInline();
      else if (display === "modal") showModal();
      else opener = make("a", { href: standalone() });
      if (opener) {
        opener.part = "button";
        root.prepend(opener);
      }
      paint();
      listen(window, "message", greet);
      listen(window, "pageshow", tick);
      listen(document, "visibilitychange", tick);
      listen(document, "securitypolicyviolation", (event) => {
        if (frame && !port && event.disposition === "enforce" && event.effectiveDirective === "frame-src"
          && event.blockedURI.startsWith(service)) fail("csp-blocked");
      });
    };

    const again = (name, value) => {
      options[name] = value || "auto";
      if (!settings) return;
      settle();
      paint();
      if (frame) say(name, { [name]: settings[name] });
    };

    const handle = Object.freeze({
      reset(next) {
        Object.assign(options, next);
        queue.length = 0;
        expired = false;
        forget();
        if (!settings) return;
        settle();
        paint();
        // An answer that is on its way is that of before.
        deaf = live && address === link("embed");
        if (deaf) send("reset");
        else if (frame) load();
      },
      remove() {
        gone.abort();
        hush();
        forget();
        near?.disconnect();
        port?.close();
        box.remove();
        opener?.remove();
        dialog?.remove();
        field?.remove();
        if (root !== el && root.host !== el) root.host.remove();
        checks.delete(el);
      },
      prefill({ fullName, mobile } = {}) {
        say("prefill", { full_name: fullName, mobile });
      },
      setLang: (lang) => again("lang", lang),
      setTheme: (theme) => again("theme", theme),
      getResponse: () => (tick(), latest?.result ?? null),
      isExpired: () => (tick(), expired),
      result: () => latest ? Promise.resolve(latest) : new Promise((resolve) => waiting.push(resolve)),
    });
    checks.set(el, handle);
    // Later in this task the host may still set attributes and add listeners.
    queueMicrotask(() => {
      try {
        start();
      } catch (error) {
        fail("script-error");
        console.error(error);
      }
    });
    return handle;
  }

  class KyvsCheck extends HTMLElement {
    static observedAttributes = ["lang", "theme"];

    connectedCallback() {
      if (!explicit) mount(this);
    }

    disconnectedCallback() {
      // Moving an element takes it out and puts it in again.
      queueMicrotask(() => this.isConnected || checks.get(this)?.remove());
    }

    attributeChangedCallback(name, _old, value) {
      checks.get(this)?.[name === "lang" ? "setLang" : "setTheme"](value);
    }
  }
  for (const name of ["reset", "prefill", "setLang", "setTheme", "getResponse", "isExpired", "result"]) {
    KyvsCheck.prototype[name] = function (value) {
      return checks.get(this)?.[name](value) ?? null;
    };
  }

  let warned = false;
  const api = Object.freeze({
    version: "1",
    ready: (then) => Promise.resolve(api).then(then),
    render(target, options) {
      const el = typeof target === "string" ? document.querySelector(target) : target;
      if (el instanceof HTMLElement) return mount(el, options);
      throw Object.assign(new Error(`Kyvs.render: no element for ${target}`), { name: "KyvsError", code: "bad-parameter" });
    },
    __why: (id, code) => asked.get(id)?.(code),
    __words: (lang, words) => Object.assign(WORDS[lang] || [], words),
    __again() {
      if (!warned) warn("the script is on this page twice; the first one works");
      warned = true;
    },
  });
  Object.defineProperty(window, "Kyvs", { value: api, enumerable: true, writable: false, configurable: false });

  if (able && !customElements.get("kyvs-check")) customElements.define("kyvs-check", KyvsCheck);
  const ours = able ? ".kyvs-check" : ".kyvs-check,kyvs-check";
  const scan = (node) => {
    if (explicit || !node.querySelectorAll) return;
    if (node.matches?.(ours)) mount(node);
    node.querySelectorAll(ours).forEach((el) => mount(el));
  };
  scan(document);
  new MutationObserver((records) => {
    for (const { addedNodes, removedNodes } of records) {
      for (const node of removedNodes) {
        for (const [el, handle] of checks) if (node.contains(el) && !el.isConnected) handle.remove();
      }
      addedNodes.forEach(scan);
    }
  }).observe(document, { childList: true, subtree: true });

  for (const resolve of earlier?.q || []) resolve(api);
})();
