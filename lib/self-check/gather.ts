import { everyRecord } from "@/lib/history/every-record";
import type { Text } from "./secret-search";

/** Pages and replies that a visitor gets. */
const addresses = [
  "/chat",
  "/settings",
  "/models",
  "/usage",
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

/** What comes from the server: pages, replies, scripts, and this page as it stands. */
export async function* servedTexts(signal: AbortSignal): AsyncGenerator<Text> {
  yield { place: location.pathname, text: document.documentElement.outerHTML };
  for (const address of new Set([...addresses, ...scripts()])) {
    const response = await fetch(address, { signal });
    yield { place: new URL(address, location.href).pathname, text: await response.text() };
  }
}

/** The headers of pages and replies. */
export async function* servedHeaders(signal: AbortSignal): AsyncGenerator<Text> {
  for (const address of addresses) {
    const { headers, body } = await fetch(address, { signal });
    void body?.cancel().catch(() => {});
    yield { place: address, text: [...headers].map(([name, value]) => `${name}: ${value}`).join("\n") };
  }
}

/** What of a page's policy is missing that keeps foreign code out. */
export async function missingPolicy(signal: AbortSignal): Promise<string[]> {
  const { headers, body } = await fetch("/chat", { signal });
  void body?.cancel().catch(() => {});
  const policy = headers.get("content-security-policy") ?? "";
  const wanted = ["script-src 'nonce-", "connect-src 'self'", "object-src 'none'", "frame-ancestors 'none'"];
  return wanted.filter((part) => !policy.includes(part)).map((part) => part.split(" ")[0] ?? part);
}

function* entriesOf(storage: Storage, place: string): Generator<Text> {
  for (let at = 0; at < storage.length; at += 1) {
    const key = storage.key(at);
    if (key !== null) yield { place: `${place}: ${key}`, text: `${key}=${storage.getItem(key)}` };
  }
}

/** What this browser keeps of this site. What it does not let be read holds nothing either. */
export async function* keptTexts(): AsyncGenerator<Text> {
  yield { place: "document.cookie", text: document.cookie };
  yield* entriesOf(localStorage, "localStorage");
  yield* entriesOf(sessionStorage, "sessionStorage");
  for await (const { table, text } of everyRecord()) yield { place: `IndexedDB: ${table}`, text };
}
