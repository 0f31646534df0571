// Verifies results on your own server: Node 20 or later, with the package jose.
//
// One question a line on standard input, {"nonce": "…", "result": "…"}: the nonce that you gave to this visit, and the
// signed answer that came back. One line of output for each; the exit code is 1 when one of them is refused.
import { createInterface } from "node:readline";
import { createRemoteJWKSet, jwtVerify } from "jose";

/** Who must have signed: the address of the service; in test mode with /test behind it. */
const issuer = process.env.KYVS_ISSUER;
/** For whom: your provider id, prv_…. */
const audience = process.env.KYVS_AUDIENCE;
/** Your page that embeds the check, as https://hotel.example; null for the full page and for the API. */
const origin = process.env.KYVS_ORIGIN || null;
/** How: EdDSA, or ES256 when the operator has set that for you. No result chooses it. */
const algorithm = process.env.KYVS_ALG || "EdDSA";

const TYPE = "kyvs-result+jwt";

// The library keeps the keys, and fetches them again after five minutes or when it meets one that it does not know.
const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), { cacheMaxAge: 300_000 });

/** Gives the claims of a good result; throws for any other. */
export async function verify(result, nonce) {
  // Three parts, the last one 64 bytes of a signature in their one spelling.
  if (!/^[\w-]+\.[\w-]+\.[\w-]{85}[AQgw]$/.test(result)) throw new Error("not a result");
  const [header, payload] = result.split(".", 2).map(read);
  need(Object.keys(header).sort().join() === "alg,kid,typ" && header.typ === TYPE, "another header");

  await jwtVerify(result, keys, {
    algorithms: [algorithm], typ: TYPE, issuer, audience,
    requiredClaims: ["iat", "nbf", "exp", "jti"], clockTolerance: 5,
  });
  const lifetime = payload.exp - payload.iat;
  need(lifetime > 0 && lifetime <= 300, "another lifetime");
  need(payload.aud === audience, "for somebody else");
  need(payload.env === (issuer.endsWith("/test") ? "test" : "live"), "another environment");
  need(payload.nonce === nonce, "the answer to another question");
  need(payload.origin === origin, "from another page");
  need([0, 1, 2].includes(payload.vaccination_status), "an unknown status");
  // There may be new reasons and flags: a word that this program does not know changes nothing about the status.
  need(typeof payload.status_reason === "string" && Array.isArray(payload.flags), "no reason or no flags");
  return payload;
}

function need(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}

/** A part as JSON in which no member comes twice: readers differ in which of the two they take. */
function read(part) {
  const text = Buffer.from(part, "base64url").toString();
  let kept = -1; // the whole is visited too
  const value = JSON.parse(text, function (_name, member) {
    if (!Array.isArray(this)) kept += 1;
    return member;
  });
  const written = (text.match(/"(?:[^"\\]|\\.)*"\s*:?/g) ?? []).filter((word) => word.endsWith(":")).length;
  need(written === kept, "a member twice");
  return value;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { nonce, result } = JSON.parse(line);
  try {
    const claims = await verify(result, nonce);
    console.log(`${claims.vaccination_status} ${claims.status_reason}`);
  } catch (error) {
    console.log(`refused: ${error.message}`);
    process.exitCode = 1;
  }
}
