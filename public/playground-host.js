// On the playground's host page: tells the playground around it which events the check fires, and which of the page's functions it
// calls. Its own origin only.
const tell = (type, detail) => parent.postMessage({ docs: 1, type, detail }, location.origin);
for (const type of ["loading", "ready", "step", "success", "error", "expired", "timeout", "cancel"]) {
  document.addEventListener(`kyvs:${type}`, (event) => tell(event.type, event.detail));
}
window.hostSuccess = (detail) => tell("hostSuccess", detail);
window.hostError = (detail) => tell("hostError", detail);
