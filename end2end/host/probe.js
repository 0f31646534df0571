// Notes what happens on a host page, for the tests to read from `window.probe`.
window.probe = { events: [], messages: [], violations: [], shift: 0, callbacks: [] };
for (const type of ["loading", "ready", "step", "success", "error", "expired", "timeout", "cancel"]) {
  document.addEventListener(`kyvs:${type}`, (event) => {
    probe.events.push({ type, target: event.target.id, detail: event.detail, at: performance.now() });
  });
}
addEventListener("message", ({ data, origin }) => probe.messages.push({ data, origin }));
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
  probe.violations.push({ effectiveDirective, blockedURI });
});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) probe.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
window.hostSuccess = (detail) => probe.callbacks.push({ name: "success", detail });
window.hostError = (detail) => probe.callbacks.push({ name: "error", detail });
