// The peer: better-auth with its phone-number and jwt plugins, set up as its documentation does, on SQLite as durable as kyvs.
//
//   node server.mjs migrate DB          makes the tables
//   node server.mjs serve DB PORT FIFO  serves; codes go to the stub gateway, one JSON object a line

import { createServer } from "node:http";
import { openSync, writeSync } from "node:fs";
import Database from "better-sqlite3";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { jwt, phoneNumber } from "better-auth/plugins";

/** Connections that may wait to be taken, as for the other two. */
const BACKLOG = 4096;

const [what, path, port, fifo] = process.argv.slice(2);

const database = new Database(path);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");

let gateway;
let messages = 0;

function send({ phoneNumber, code }) {
  const text = `${code} is the code to share your vaccination status with Hotel for check-in. Valid 3 min. Ref KD`;
  writeSync(gateway, `${JSON.stringify({ message_id: ++messages, to: phoneNumber, text })}\n`);
}

const auth = betterAuth({
  database,
  baseURL: `http://127.0.0.1:${port ?? 0}`,
  secret: "a secret of the benchmark, which guards nothing",
  telemetry: { enabled: false },
  // like the limits of kyvs, raised so that one caller may ask for all
  rateLimit: { enabled: false },
  plugins: [phoneNumber({ otpLength: 6, sendOTP: send }), jwt()],
});

if (what === "migrate") {
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
} else {
  gateway = openSync(fifo, "a");
  createServer(toNodeHandler(auth)).listen({ host: "127.0.0.1", port: Number(port), backlog: BACKLOG });
}
