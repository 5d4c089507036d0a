import "server-only";
import { Agent, type Dispatcher, request as send } from "undici";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { lookupPublic, refusePrivateLiteral } from "./address-guard";

const maxRedirects = 3;

export type MediaSourceSettings = {
  /** SiliconFlow's own address: what lies there may be fetched, whatever network it is in. */
  baseUrl: string;
  /** Further hosts, private ones and such without TLS included. */
  allowedHosts: readonly string[];
  /** What one file may weigh. */
  maxBytes: number;
  connectTimeoutMs: number;
  /** The longest silence before and between bytes. */
  idleTimeoutMs: number;
};

/** Bytes from addresses that SiliconFlow named. Iterating throws an AppFailure `media-…` or the signal's own. */
export type MediaSource = (url: string, signal: AbortSignal) => AsyncGenerator<Uint8Array, void, void>;

type Rules = MediaSourceSettings & { own: Dispatcher; open: Dispatcher };

/**
 * Fetches what SiliconFlow made. An address that it names is not trusted: only https and public addresses, besides
 * the service's own origin and the hosts that the administrator allows; each redirect is judged anew.
 */
export function createMediaSource(settings: MediaSourceSettings): MediaSource {
  const { connectTimeoutMs: timeout, idleTimeoutMs } = settings;
  const clocks = { headersTimeout: idleTimeoutMs, bodyTimeout: idleTimeoutMs };
  const rules: Rules = {
    ...settings,
    own: new Agent({ connect: { timeout }, ...clocks }),
    open: new Agent({ connect: { timeout, lookup: lookupPublic }, ...clocks }),
  };
  return async function* fetchMedia(url, signal) {
    try {
      const { body, announced } = await open(url, rules, signal);
      yield* bounded(body, announced, settings.maxBytes);
    } catch (thrown) {
      throw new AppFailure(failureOf(thrown, signal), { cause: thrown });
    }
  };
}

const forbidden = (detail: string) => new AppFailure(appError("media-forbidden", { detail }));
const unavailable = (detail: string) => new AppFailure(appError("media-unavailable", { detail }));

/** Which way to an address is allowed; throws `media-forbidden` when none is. */
function wayTo(url: URL, rules: Rules): Dispatcher {
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (!isWeb || url.username !== "" || url.password !== "") throw forbidden(url.protocol);
  if (url.origin === new URL(rules.baseUrl).origin) return rules.own;
  if (rules.allowedHosts.includes(url.host) || rules.allowedHosts.includes(url.hostname)) return rules.own;
  if (url.protocol !== "https:") throw forbidden(url.hostname);
  refusePrivateLiteral(url);
  return rules.open;
}

async function open(first: string, rules: Rules, signal: AbortSignal) {
  let address = first;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    if (!URL.canParse(address)) throw forbidden("");
    const url = new URL(address);
    const reply = await send(url, {
      dispatcher: wayTo(url, rules),
      signal,
      headers: { "accept-encoding": "identity" },
    });
    const { statusCode, headers, body } = reply;
    if (statusCode === 200) return { body, announced: Number(headers["content-length"] ?? Number.NaN) };
    body.on("error", () => {}).destroy();
    if (statusCode < 300 || statusCode >= 400) throw refusal(statusCode);
    const target = String(headers["location"]);
    address = URL.canParse(target, url) ? new URL(target, url).href : "";
  }
  throw unavailable("redirects");
}

/** An object store says 403 for a signature that has expired. */
function refusal(status: number): AppFailure {
  const gone = status === 403 || status === 404 || status === 410;
  return gone
    ? new AppFailure(appError("media-expired", { upstreamStatus: status }))
    : new AppFailure(appError("media-unavailable", { upstreamStatus: status }));
}

async function* bounded(body: AsyncIterable<Uint8Array>, announced: number, maxBytes: number) {
  const tooLarge = () => new AppFailure(appError("media-too-large"));
  if (announced > maxBytes) throw tooLarge();
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    yield chunk;
  }
  if (bytes === 0) throw unavailable("0 bytes");
}

/** What broke it: our own judgement, wherever undici has wrapped it, the caller's end, or the network. */
function failureOf(thrown: unknown, signal: AbortSignal): AppError {
  const reasons: unknown[] = [signal.aborted ? signal.reason : undefined, thrown];
  if (thrown instanceof Error) reasons.push(thrown.cause);
  const own = reasons.find((reason) => reason instanceof AppFailure);
  if (own) return own.error;
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  return appError("media-unavailable", code ? { detail: code } : {});
}
