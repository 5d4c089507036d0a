// Brings a clone into a state that can start or be tested. Node built-ins only: it runs before node_modules exists.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** Everything that the production build is made of; a change in any of it makes the build stale. */
const sources = [
  "app",
  "components",
  "lib",
  "public",
  "instrumentation-client.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tailwind.config.ts",
  "tsconfig.json",
];

const distributionChromium = "/usr/bin/chromium";
const distributionShell = "/usr/bin/chromium-headless-shell";
const chromiumPaths = [
  distributionChromium,
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

function stop(line) {
  console.error(line);
  process.exit(1);
}

function run(command, parameters, environment = {}) {
  const result = spawnSync(command, parameters, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, ...environment },
  });
  return !result.error && result.status === 0;
}

const readStamp = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    stop(`Node 20.19 or newer is needed; this is ${process.version}.`);
}

function dependencyStamp() {
  const hash = createHash("sha256").update(readFileSync(path.join(root, "package-lock.json")));
  return hash.update(`${process.version} ${process.platform} ${process.arch}`).digest("hex");
}

function hashTree(hash, file) {
  if (statSync(file).isDirectory()) {
    for (const name of readdirSync(file).sort()) hashTree(hash, path.join(file, name));
    return;
  }
  // Tests are no part of the product: writing one must not cost a build.
  if (/\.test\.tsx?$/.test(file)) return;
  hash.update(path.relative(root, file)).update(readFileSync(file));
}

/** Installs the locked dependencies unless this very lock file, on this Node, is installed already. */
export function ensureDependencies() {
  requireNode();
  const stampFile = path.join(root, "node_modules/.ensure");
  if (readStamp(stampFile) === dependencyStamp()) return;
  console.log("Installing dependencies …");
  const flags = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  // NODE_ENV=production would leave the build tools out.
  if (!run("npm", flags, { NODE_ENV: "" })) stop("The dependencies could not be installed (npm ci failed).");
  writeFileSync(stampFile, dependencyStamp());
}

/** Makes the production build unless the one at hand was made from these very sources. */
export function ensureBuild() {
  const stampFile = path.join(root, ".next/.ensure");
  const hash = createHash("sha256").update(dependencyStamp());
  for (const source of sources) {
    const file = path.join(root, source);
    if (existsSync(file)) hashTree(hash, file);
  }
  const fresh = hash.digest("hex");
  if (readStamp(stampFile) === fresh && existsSync(path.join(root, ".next/BUILD_ID"))) return;
  console.log("Building …");
  rmSync(stampFile, { force: true }); // a build that is killed half-way must not look fresh
  const next = path.join(root, "node_modules/next/dist/bin/next");
  const environment = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  if (!run(process.execPath, [next, "build"], environment)) stop("The build failed.");
  writeFileSync(stampFile, fresh);
}

async function downloadedChromium() {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

function installPackages(...packages) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const environment = { DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update", "-qq"], environment);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], environment);
}

/**
 * Gives the path of a Chromium for the browser tests: the one CHROMIUM_PATH names, the system's, Playwright's
 * own; when there is none, Playwright's download is tried, then the distribution's package.
 */
export async function ensureBrowser() {
  const candidates = [process.env.CHROMIUM_PATH, ...chromiumPaths, await downloadedChromium()];
  const find = () => candidates.find((file) => file && existsSync(file));
  const playwright = path.join(root, "node_modules/@playwright/test/cli.js");
  const attempts = [
    () => {},
    () => run(process.execPath, [playwright, "install", "chromium"]),
    () => installPackages("chromium", "fonts-noto-cjk"),
  ];
  let found;
  for (const attempt of attempts) {
    if (!found) attempt();
    found ??= find();
  }
  if (!found) stop("No Chromium was found or could be installed. Install one and set CHROMIUM_PATH to it.");
  return found;
}

/**
 * Gives the path of the distribution's Chromium without windows, in which journeys take a fifth less time (measured
 * 2026-11-23), for those that need no camera, microphone or notifications; where there is none, of the whole one.
 */
export function ensureHeadlessShell(chromium) {
  if (chromium !== distributionChromium) return chromium;
  if (!existsSync(distributionShell)) installPackages("chromium-headless-shell");
  return existsSync(distributionShell) ? distributionShell : chromium;
}
