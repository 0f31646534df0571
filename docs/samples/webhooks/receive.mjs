// Takes messages on your own server: Node 20 or later, and no package.
//
//   KYVS_PROVIDER     your provider id, prv_…: one key signs for all providers, and a message names whom it is for
//   KYVS_WEBHOOK_KEY  what messages are verified with, whpk_…: webhook_key in /.well-known/kyvs of the service
//   PORT              where to listen on this machine, behind whatever speaks https for you
//
// One line of output for each message, and for each request that is none.
import { createPublicKey, verify } from "node:crypto";
import { createServer } from "node:http";

const der = Buffer.concat([
  Buffer.from("302a300506032b6570032100", "hex"), // says: Ed25519
  Buffer.from(process.env.KYVS_WEBHOOK_KEY.slice("whpk_".length), "base64"),
]);
const key = createPublicKey({ key: der, format: "der", type: "spki" });

/** The message of a request, or an error. `body` is the bytes as they came; `headers` have lower-case names. */
export function message(headers, body) {
  const { "webhook-id": id, "webhook-timestamp": sent, "webhook-signature": signatures } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(sent)) <= 300)) throw new Error("too old");
  const signed = Buffer.concat([Buffer.from(`${id}.${sent}.`), body]);
  const good = String(signatures).split(" ").some((signature) => {
    const [kind, base64] = signature.split(",");
    return kind === "v1a" && verify(null, signed, key, Buffer.from(base64 ?? "", "base64"));
  });
  if (!good) throw new Error("not signed by kyvs");
  const told = JSON.parse(body);
  if (told.data.provider !== process.env.KYVS_PROVIDER) throw new Error("for somebody else");
  return told;
}

/** The body of a request. Messages are small: nobody makes this server keep more. */
async function read(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > 65_536) throw new Error("too large");
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const server = createServer(async (request, response) => {
  try {
    const { type, data } = message(request.headers, await read(request));
    // Here your own work begins: keep the message and answer, pass over a webhook-id that you have seen, do the rest
    // later.
    console.log(`${type} ${data.id}`);
    response.statusCode = 204;
  } catch (error) { // whatever is wrong with it, it is not relied on
    console.log(`refused: ${error.message}`);
    response.statusCode = 400;
  }
  response.end();
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log(`listening on ${server.address().port}`));
