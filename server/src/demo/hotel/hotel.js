// The hotel's own script. The check works without it; it makes the page answer at once.
(() => {
  const RATE = 4800;
  const form = document.getElementById("book");
  const check = form.querySelector("kyvs-check");
  const verdict = document.getElementById("verdict");
  const { arrival, departure, guest, rooms, check_nonce: nonce } = form.elements;
  const STATUS = ["Not vaccinated", "Partially vaccinated", "Fully vaccinated"];
  const KIND = ["none", "part", "yes"];

  /* The stay: sensible dates, and what it costs. */
  const day = (date) => date.toISOString().slice(0, 10);
  const later = (from, days) => day(new Date(Date.parse(from) + days * 86_400_000));
  const today = day(new Date());
  arrival.min = today;
  arrival.value ||= later(today, 14);
  departure.value ||= later(arrival.value, 2);

  const price = () => {
    departure.min = later(arrival.value || today, 1);
    const nights = Math.round((Date.parse(departure.value) - Date.parse(arrival.value)) / 86_400_000);
    const sum = (RATE * nights * rooms.value).toLocaleString("en-IN");
    document.getElementById("price").textContent = nights > 0
      ? `₹${sum} for ${nights} ${nights === 1 ? "night" : "nights"}`
      : `₹${RATE.toLocaleString("en-IN")} a night`;
  };
  form.addEventListener("change", price);
  price();

  /* The name is typed once: the check takes it over where its own field is empty. */
  const handOver = () => guest.value && check.prefill?.({ fullName: guest.value });
  guest.addEventListener("change", handOver);
  check.addEventListener("kyvs:ready", handOver);

  /* The answer: our own server checks the signature; this page believes only our server. */
  const show = (kind, title, text) => {
    const box = document.createElement("div");
    box.className = `verdict verdict--${kind}`;
    box.append(
      Object.assign(document.createElement("h2"), { textContent: title }),
      Object.assign(document.createElement("p"), { textContent: text }),
    );
    verdict.replaceChildren(box);
  };

  const asOf = (date) => new Date(`${date}T00:00:00`).toLocaleDateString("en-IN", { day: "numeric", month: "long", year: "numeric" });

  check.addEventListener("kyvs:success", async ({ detail }) => {
    try {
      const answer = await fetch("/verify", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ result: detail.result, nonce: nonce.value }),
      });
      const said = await answer.json();
      if (!said.verified) {
        show("no", "Not verified", `Our server did not accept this answer (${said.reason}). Please try again.`);
        return;
      }
      show(KIND[said.status], "Guest verified", `${said.name}: ${STATUS[said.status]}, as of ${asOf(said.as_of)}.`);
    } catch {
      show("no", "Not verified yet", "We could not reach our server. Your answer is kept and goes with the booking.");
    }
  });

  check.addEventListener("kyvs:expired", () => {
    show("none", "The answer has run out", "It is valid for five minutes. Please check again, or book now and check in at the desk.");
    check.reset();
  });
  check.addEventListener("kyvs:cancel", () => {
    show("none", "Nothing was shared", "You can book all the same and check in at the desk.");
  });
})();
