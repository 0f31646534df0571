// Tests in a real Chromium against the real binary. Two projects: `checks` (the default) and `gallery` (pictures, only when asked for).
//
//   CHROMIUM   path of the browser (default /usr/bin/chromium)
//   KYVS_BIN   path of the binary, built with the feature `moving-clock` (default ../target/debug/kyvs)
import { defineConfig } from "@playwright/test";

// Workers read this file again without the command line: they learn by the environment what was asked for.
if (process.argv.some((word, at, all) => word === "--project=gallery" || (word === "gallery" && all[at - 1] === "--project"))) {
  process.env.KYVS_GALLERY ??= new URL("../gallery", import.meta.url).pathname;
}
const gallery = Boolean(process.env.KYVS_GALLERY);

export default defineConfig({
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["html", { outputFolder: "report", open: "never" }]],
  use: {
    locale: "en-IN",
    timezoneId: "Asia/Kolkata",
    viewport: { width: 1280, height: 900 },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      // A host name that no browser trusts without HTTPS; everything is on this machine.
      args: [
        "--no-sandbox", "--disable-background-networking", "--no-proxy-server", "--host-resolver-rules=MAP insecure.test 127.0.0.1",
      ],
    },
  },
  projects: gallery
    ? [{ name: "gallery", testDir: "gallery", timeout: 300_000 }]
    : [{ name: "checks", testDir: "tests" }],
});
