import { AppFailure, appError } from "@/lib/core/app-error";
import { everyRecord } from "@/lib/history/every-record";
import { storageFailureOf } from "@/lib/history/storage-failure";
import type { Text } from "./secret-search";

/** Pages and replies that a visitor gets. */
const addresses = [
  "/chat",
  "/settings",
  "/models",
  "/usage",
  "/connect",
  "/api/connect",
  "/api/models",
  "/api/catalogue",
  "/api/self-check",
  "/api/health",
];

const isOwn = (address: string) => new URL(address, location.href).origin === location.origin;

/** The addresses of everything that this page has run. */
const scripts = () =>
  performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => isOwn(name) && new URL(name).pathname.startsWith("/_next/static/"));

async function read(address: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { signal });
  } catch (cause) {
    throw new AppFailure(appError("server-unreachable"), { cause });
  }
}

/** What comes from the server: pages, replies, scripts, and this page as it stands. */
export async function* servedTexts(signal: AbortSignal): AsyncGenerator<Text> {
  yield { place: location.pathname, text: document.documentElement.outerHTML };
  for (const address of new Set([...addresses, ...scripts()])) {
    const response = await read(address, signal);
    yield { place: new URL(address, location.href).pathname, text: await response.text() };
  }
}

/** The headers of pages and replies. */
export async function* servedHeaders(signal: AbortSignal): AsyncGenerator<Text> {
  for (const address of addresses) {
    const { headers, body } = await read(address, signal);
    void body?.cancel().catch(() => {});
    yield { place: address, text: [...headers].map(([name, value]) => `${name}: ${value}`).join("\n") };
  }
}

/** What of a page's policy is missing that keeps foreign code out. */
export async function missingPolicy(signal: AbortSignal): Promise<string[]> {
  const { headers, body } = await read("/chat", signal);
  void body?.cancel().catch(() => {});
  const policy = headers.get("content-security-policy") ?? "";
  const wanted = ["script-src 'nonce-", "connect-src 'self'", "object-src 'none'", "frame-ancestors 'none'"];
  return wanted.filter((part) => !policy.includes(part)).map((part) => part.split(" ")[0] ?? part);
}

/** What a browser forbids to read holds nothing either. */
function* entriesOf(place: "localStorage" | "sessionStorage"): Generator<Text> {
  const storage = storageOf(place);
  if (!storage) return;
  for (let at = 0; at < storage.length; at += 1) {
    const key = storage.key(at);
    if (key !== null) yield { place: `${place}: ${key}`, text: `${key}=${storage.getItem(key)}` };
  }
}

function storageOf(place: "localStorage" | "sessionStorage"): Storage | undefined {
  try {
    return window[place];
  } catch {
    return undefined;
  }
}

/** What this browser keeps of this site. */
export async function* keptTexts(): AsyncGenerator<Text> {
  yield { place: "document.cookie", text: document.cookie };
  yield* entriesOf("localStorage");
  yield* entriesOf("sessionStorage");
  try {
    for await (const { table, text } of everyRecord()) yield { place: `IndexedDB: ${table}`, text };
  } catch (thrown) {
    if (storageFailureOf(thrown) !== "unavailable") throw thrown;
  }
}
