// The playground's comfort: shows a choice at once, lists the events of the check, opens its result.
(() => {
  const form = document.getElementById("choices");
  const live = document.getElementById("live");
  const list = document.getElementById("event-list");
  const claims = document.getElementById("claims");
  const NOTHING = claims.textContent;
  let asked;

  document.getElementById("silent").hidden = true;

  /** Asks for the page as chosen and takes its live part over: the snippet is made in one place, the server. */
  const show = async () => {
    asked?.abort();
    asked = new AbortController();
    const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    try {
      const answer = await fetch(address, { signal: asked.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const open = [...live.querySelectorAll("details")].findIndex((fold) => fold.open);
      live.replaceChildren(...page.getElementById("live").childNodes);
      const folds = live.querySelectorAll("details");
      if (folds[open]) folds[open].open = true;
      live.dispatchEvent(new Event("docs:replaced", { bubbles: true }));
      list.replaceChildren();
      claims.textContent = NOTHING;
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") form.submit();
    }
  };
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });

  const part = (text) => {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  };

  const open = (result) => {
    const [header, payload] = result.split(".").slice(0, 2).map(part);
    claims.textContent = JSON.stringify({ header, payload }, null, 2);
  };

  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== location.origin || source !== document.getElementById("stage").contentWindow || data?.docs !== 1) return;
    const row = document.createElement("li");
    const name = document.createElement("code");
    name.textContent = data.type;
    row.append(name, ` ${JSON.stringify(data.detail)}`);
    list.append(row);
    if (data.type === "kyvs:success") open(data.detail.result);
    if (data.type === "kyvs:expired") claims.textContent = "The result has expired.";
  });
})();
