// close.js: closes the page on which people see their own status when the time of their session is over.
//
// A minute before, it says so, once. Then it puts what the server wrote for that moment in the place of everything, with or without
// a network, so that nothing of the person stays on a screen that others see. Where scripts are off, the page's own
// `<meta http-equiv="refresh">` leaves it after the same time. It sends and stores nothing.
//
// What it reads from the page: `<main id="kyvs" data-expires-in>`, the session in its forms, the region `.closing`, and the
// templates `data-soon` and `data-over`, which only pages of a session have.
(() => {
  const SOON_MS = 60_000;
  const LOOK_MS = 1_000;
  const find = (selector) => document.querySelector(`#kyvs ${selector}`);
  const template = (name) => find(`template[data-${name}]`)?.content;
  // One goes on while the computer sleeps, the other cannot be set back.
  const clocks = () => [Date.now(), performance.now()];

  let session; // the one whose time is counted
  let ends = []; // when that is over, by either clock

  const left = () => Math.min(...clocks().map((now, clock) => ends[clock] - now));

  const close = (page) => {
    const main = document.getElementById("kyvs");
    for (const el of page.querySelectorAll("noscript")) el.remove();
    main.replaceChildren(page);
    main.dataset.step = "ended";
    main.removeAttribute("data-expires-in");
    document.title = main.getAttribute("aria-label");
    find("[data-focus]").focus();
  };

  const look = () => {
    const page = template("over");
    if (!page) return;
    if (left() <= 0) close(page);
    // Whatever is in there moves out of it: the second time there is nothing to say.
    else if (left() <= SOON_MS) find(".closing").append(template("soon"));
  };

  /** Another page has come, by loading or in the place of the one before. */
  const begin = () => {
    if (!template("over")) return;
    const { value } = find("[name=session]");
    const life = document.getElementById("kyvs").dataset.expiresIn * 1000;
    // A page that was long on its way does not make its session longer.
    if (value !== session || life < left()) ends = clocks().map((now) => now + life);
    session = value;
    look();
  };

  new MutationObserver(begin).observe(document.body, { childList: true });
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK_MS);
  begin();
})();
