import { defineConfig } from "@playwright/test";
import { allAddresses, appUrl, workers } from "./support/addresses";
import { startCommand } from "./support/start-command";

const root = new URL("..", import.meta.url).pathname;

/** Camera, microphone and notifications are parts of a browser that the quick one does without. */
const needsWholeBrowser = /@whole-browser/;

/** What `npm test` found or installed; without it, Playwright's own. */
const browser = (executablePath: string | undefined) => ({
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
});

/**
 * The journeys run against the production build and the simulator, both started here as a person would start
 * them, once for each worker.
 */
export default defineConfig({
  testDir: "./journeys",
  outputDir: "../test-results",
  globalSetup: "./support/empty-database.ts",
  timeout: 60_000,
  // Two browsers and two servers share what may be two cores.
  expect: { timeout: 10_000 },
  workers,
  retries: 0,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: "list",
  webServer: allAddresses.flatMap(({ simulatorPort, simulatorUrl, appPort, appUrl: url, dataDirectory }) => [
    {
      command: `node lib/launch/simulator.mjs --port ${simulatorPort} --strict --clip-seconds 1`,
      cwd: root,
      url: `${simulatorUrl}/__control/scenarios`,
      gracefulShutdown: { signal: "SIGTERM", timeout: 5000 },
    },
    {
      command: `rm -rf ${dataDirectory} && ${startCommand}`,
      cwd: root,
      url: `${url}/api/ready`,
      timeout: 120_000,
      env: {
        PORT: String(appPort),
        DATA_DIR: dataDirectory,
        SIMULATOR_URL: `${simulatorUrl}/v1`,
        LOG_LEVEL: "warn",
        // Short clocks, so that a stalled upstream is noticed within a journey.
        UPSTREAM_FIRST_BYTE_TIMEOUT_MS: "4000",
        UPSTREAM_IDLE_TIMEOUT_MS: "2000",
        JOB_POLL_FIRST_MS: "300",
        JOB_POLL_SLOWEST_MS: "600",
        BATCH_POLL_FIRST_MS: "300",
        BATCH_POLL_SLOWEST_MS: "600",
      },
      gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    },
  ]),
  use: {
    baseURL: appUrl,
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    // A trace of every step makes the journeys a quarter slower: asked for by TRACE=1.
    trace: process.env["TRACE"] ? "retain-on-failure" : "off",
    permissions: ["clipboard-read", "clipboard-write"],
  },
  projects: [
    {
      name: "quick",
      grepInvert: needsWholeBrowser,
      use: browser(process.env["HEADLESS_SHELL_PATH"] ?? process.env["CHROMIUM_PATH"]),
    },
    { name: "whole", grep: needsWholeBrowser, use: browser(process.env["CHROMIUM_PATH"]) },
  ],
});
