// On the playground's host page: tells the playground around it which events the check fires. Its own origin only.
for (const type of ["loading", "ready", "step", "success", "error", "expired", "timeout", "cancel"]) {
  document.addEventListener(`kyvs:${type}`, (event) => {
    parent.postMessage({ docs: 1, type: event.type, detail: event.detail }, location.origin);
  });
}
