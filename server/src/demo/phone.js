// Fetches the messages of the demo each second, newest first; a tap on a code copies it.
(() => {
  const list = document.getElementById("list");
  const state = document.getElementById("state");
  const calm = state.textContent;
  const shown = new Set();
  const make = (tag, props, ...children) => {
    const el = Object.assign(document.createElement(tag), props);
    el.append(...children);
    return el;
  };
  const time = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });

  const copy = async (button, hint, code) => {
    try {
      await navigator.clipboard.writeText(code);
      hint.textContent = "Copied";
    } catch {
      // No clipboard here: the code is selected instead, ready for the copy key.
      getSelection().selectAllChildren(button.querySelector("b"));
      hint.textContent = "Selected";
    }
    setTimeout(() => { hint.textContent = "Tap to copy"; }, 2_000);
  };

  const bubble = ({ to, text, lang, at }) => {
    const item = make("li", {}, make("p", { className: "meta" },
      make("span", { textContent: `To ${to}` }), make("time", { textContent: time(at) })));
    const code = text.match(/(?<!\d)\d{6}(?!\d)/)?.[0];
    if (code) {
      const hint = make("span", { textContent: "Tap to copy" });
      const button = make("button", { type: "button", className: "code" }, make("b", { textContent: code }), hint);
      button.addEventListener("click", () => copy(button, hint, code));
      item.append(button);
    }
    item.append(make("p", { className: "text", lang, textContent: text }));
    return item;
  };

  const refresh = async () => {
    try {
      const messages = await (await fetch("/messages.json", { cache: "no-store" })).json();
      // Oldest first, each put on top: the newest ends up first, and nothing on the page is made twice.
      for (const message of messages.reverse().sort((a, b) => new Date(a.at) - new Date(b.at))) {
        const key = JSON.stringify(message);
        if (shown.has(key)) continue;
        shown.add(key);
        list.prepend(bubble(message));
      }
      document.getElementById("empty").hidden = shown.size > 0;
      state.textContent = calm;
    } catch {
      state.textContent = "No connection to the demo. Trying again…";
    }
    document.getElementById("clock").textContent = time(Date.now()).slice(0, 5);
    setTimeout(refresh, 1_000);
  };
  refresh();
})();
