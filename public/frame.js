// frame.js: stands inside our own pages (/embed, /check, /status), inlined by the server.
//
// It greets the host page, keeps it informed (height, step, outcome), and sends
// the page's plain forms in place, so that focus, history and what was typed stay.
// Without it the same forms work as ordinary page loads. It stores nothing.
//
// What it reads from the page: `<main id="kyvs" data-step data-instance data-origin
// data-event>`, `[data-focus]`, and the templates `kyvs-offline` and `kyvs-confirm-visible`.
(() => {
  const TAKEN_MS = 1_000; // the time a loader has to accept our port
  const PATIENCE_MS = 30_000;
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const main = () => find("#kyvs");

  const { origin, instance } = main().dataset;
  const framed = parent !== window && !!origin;
  let port, greeted, taken, sent = 0; // the line to the host
  let line = Promise.resolve(); // its commands, one after the other
  let running; // the request under way
  let late; // rings when the code dies
  let covered, confirmed; // is the first button in plain view?

  /* ---- what the host hears ---- */

  const send = (t, p = {}) => port.postMessage({ kyvs: 1, t, n: ++sent, p });

  const sendHeight = () => {
    const bottoms = Array.from(document.body.children, (el) => el.getBoundingClientRect().bottom);
    const below = parseFloat(getComputedStyle(document.body).paddingBottom) || 0;
    send("height", { h: Math.ceil(Math.max(...bottoms) + scrollY + below) });
  };

  /** Says what the page in view stands for: its step, and an outcome if it has one. */
  const tell = () => {
    if (!framed) return;
    const { event, step, expiresIn } = main().dataset;
    send("step", { step });
    sendHeight();
    clearTimeout(late);
    // The code dies unused: the host may offer something else, while the person can still ask for a new one.
    if (expiresIn > 0) late = setTimeout(send, expiresIn * 1000, "timeout");
    if (!event) return;
    main().removeAttribute("data-event");
    const { t, p } = JSON.parse(event);
    send(t, p);
    // Nobody took the port: a bare iframe. The result goes once, and to that origin only.
    if (t === "success") {
      setTimeout(() => taken || parent.postMessage({ kyvs: 1, t, p }, origin), greeted + TAKEN_MS - Date.now());
    }
  };

  const greet = () => {
    if (!framed) return;
    const channel = new MessageChannel();
    port?.close();
    port = channel.port1;
    port.onmessage = ({ data }) => {
      if (data?.kyvs !== 1 || !Object.hasOwn(commands, data.t)) return;
      const act = () => commands[data.t](data.p || {});
      // What follows a reset is meant for the page after it.
      line = data.t === "reset" ? act() : line.then(act);
    };
    taken = false;
    greeted = Date.now();
    parent.postMessage({ kyvs: 1, t: "hello", i: instance }, origin, [channel.port2]);
    send("ready");
    tell();
  };

  /* ---- a new page in the place of the old one ---- */

  const focus = (el) => {
    if (!el) return;
    if (el.tabIndex < 0) el.tabIndex = -1;
    el.focus();
  };

  const swap = (page) => {
    document.dispatchEvent(new Event("kyvs:leave")); // islands end what waits
    for (const el of page.querySelectorAll("noscript")) el.remove();
    for (const { name, value } of page.documentElement.attributes) root.setAttribute(name, value);
    document.title = page.title;
    for (const old of document.querySelectorAll("main, template[id]")) {
      const next = page.getElementById(old.id);
      if (next) old.replaceWith(document.importNode(next, true));
    }
    observe();
    window.kyvsHydrate?.(main());
    tell();
  };

  const load = async (url, init) => {
    running?.abort();
    const mine = running = new AbortController();
    const timer = setTimeout(() => mine.abort(), PATIENCE_MS);
    try {
      const answer = await fetch(url, {
        ...init, redirect: "error", cache: "no-store", signal: mine.signal,
        headers: { Accept: "text/html", "X-Kyvs-In-Place": "1" },
      });
      // Style and script are here already; those of the answer carry a nonce that is not ours.
      const html = (await answer.text()).replace(/<(style|script)\b[^]*?<\/\1>/g, "");
      const page = new DOMParser().parseFromString(html, "text/html");
      // A proxy's error page, or the sign-in page of a café's network.
      if (!page.getElementById("kyvs")) throw new TypeError();
      return page;
    } finally {
      clearTimeout(timer);
      if (running === mine) running = null;
    }
  };

  /* ---- forms ---- */

  /** Shows one of the page's own hidden messages at the top of the form, and moves the focus there. */
  const note = (form, id) => {
    const el = document.getElementById(id).content.firstElementChild.cloneNode(true);
    el.id = "kyvs-note";
    find("#kyvs-note")?.remove();
    (form.querySelector(".body") || form).prepend(el);
    focus(el);
  };

  const submit = async (form, button) => {
    if (running) return;
    // Fields may hide a form's own properties by their names: ask for attributes only.
    const body = new URLSearchParams(new FormData(form));
    if (button?.name) body.append(button.name, button.value);
    if (button?.value === "start" && covered && !confirmed) {
      confirmed = true;
      return note(form, "kyvs-confirm-visible");
    }
    const busy = (on) => {
      for (const name of ["aria-busy", "aria-disabled"]) button?.toggleAttribute?.(name, on) && button.setAttribute(name, "true");
    };
    busy(true);
    try {
      swap(await load(form.getAttribute("action"), { method: "POST", body }));
      focus(find(button?.value === "language" ? "#kyvs [name=lang]" : "#kyvs [data-focus]"));
    } catch {
      busy(false);
      if (!running) note(form, "kyvs-offline");
    }
  };

  const isOurs = (form) => main().contains(form) && form.getAttribute("method") === "post" && !form.hasAttribute("target")
    && new URL(form.getAttribute("action"), location).origin === location.origin;

  const changeLanguage = ({ form }) => isOurs(form)
    ? submit(form, { name: "action", value: "language" })
    : form.requestSubmit();

  document.addEventListener("submit", (event) => {
    // A button with an address of its own saves a file.
    if (event.defaultPrevented || !isOurs(event.target) || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    submit(event.target, event.submitter);
  });

  document.addEventListener("change", ({ target }) => {
    if (target.matches("#kyvs select[name=lang]")) changeLanguage(target);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#kyvs a[href^='#']");
    if (!link) return;
    // A jump to a field must leave no entry in the host's history.
    event.preventDefault();
    focus(document.getElementById(link.hash.slice(1)));
  });

  /* ---- what the host may ask for ---- */

  const commands = {
    taken() {
      taken = true;
    },
    async reset() {
      const url = new URL(location);
      url.searchParams.set("lang", root.lang);
      try {
        swap(await load(url));
      } catch {
        if (!running) location.reload();
      }
    },
    lang({ lang }) {
      const select = find("#kyvs select[name=lang]");
      if (!select || select.value === lang || ![...select.options].some((option) => option.value === lang)) return;
      select.value = lang;
      changeLanguage(select);
    },
    theme({ theme }) {
      root.dataset.theme = theme;
      for (const field of document.getElementsByName("theme")) field.value = theme;
    },
    prefill(values) {
      for (const name of ["full_name", "mobile"]) {
        const field = find(`#kyvs [name=${name}]`);
        if (!field || field.value || !values[name]) continue;
        field.value = values[name];
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    },
  };

  /* ---- watching ---- */

  // Covered or faded by the host page, as far as the browser knows. It may be wrong, so we only ask.
  const eye = framed && "isVisible" in IntersectionObserverEntry.prototype ? new IntersectionObserver((entries) => {
    const { isIntersecting, isVisible } = entries.at(-1);
    covered = isIntersecting && !isVisible;
  }, { trackVisibility: true, delay: 100, threshold: [0, 0.5, 1] }) : null;

  let paint;
  const ruler = framed ? new ResizeObserver(() => {
    cancelAnimationFrame(paint);
    paint = requestAnimationFrame(sendHeight);
  }) : null;

  /** `<main>` is another element after each swap. */
  const observe = () => {
    covered = false;
    eye?.disconnect();
    ruler?.disconnect();
    const button = find("#kyvs [name=action][value=start]");
    if (button) eye?.observe(button);
    ruler?.observe(main());
  };

  addEventListener("pageshow", ({ persisted }) => persisted && greet());
  observe();
  greet();
})();
