// The documentation's comfort: a button on every block of code that copies it.
(() => {
  if (!navigator.clipboard) return;
  const status = document.querySelector(".copied");

  /** Puts a button on every block that has none yet. */
  const equip = (root) => {
    for (const block of root.querySelectorAll(".code:not(:has(button))")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(block.querySelector("code").textContent);
        status.textContent = "";
        status.textContent = "Copied";
      });
      block.append(button);
    }
  };
  equip(document);
  // The playground replaces its snippets.
  document.addEventListener("docs:replaced", (event) => equip(event.target));
})();
