// Runs the foreign host by hand:
//   node host/main.mjs --service http://127.0.0.1:8080 --site-key pk_… [--audience prv_…] [--port 8091]
import { parseArgs } from "node:util";

import { startHost } from "./server.mjs";
import { VARIANTS } from "./pages.mjs";

const { values } = parseArgs({
  options: {
    service: { type: "string" },
    "site-key": { type: "string" },
    audience: { type: "string" },
    issuer: { type: "string" },
    port: { type: "string", default: "8091" },
    name: { type: "string", default: "localhost" },
  },
});
if (!values.service || !values["site-key"]) {
  console.error("host: --service and --site-key are needed (see the top of host/main.mjs)");
  process.exit(2);
}
const host = await startHost({ name: values.name, port: Number(values.port) });
host.use({ service: values.service, siteKey: values["site-key"], audience: values.audience, issuer: values.issuer });
console.log(`Foreign host at ${host.origin}`);
for (const variant of Object.keys(VARIANTS)) console.log(`  ${host.origin}/${variant}`);
