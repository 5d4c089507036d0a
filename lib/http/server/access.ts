import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { BlockList, isIP } from "node:net";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { Environment } from "@/lib/env/server/environment-schema";
import type { ClientKeys } from "@/lib/keys/server/client-keys";
import type { ClientKey } from "@/lib/keys/server/key-file";

/**
 * Which credential a route takes: a browser's cookie and origin, a client program's key, an address that is signed (which
 * the route checks itself), a scraper's token, or none.
 */
export type Door = "browser" | "client" | "link" | "metrics" | "probe";

/** What of a request decides whether it may pass. */
export type AccessRequest = {
  method: string;
  header(name: string): string | undefined;
  /** The address of the socket, never of a header that a caller could write. */
  peerAddress: string | undefined;
};

type AccessSettings = Pick<Environment, "host" | "allowedHosts" | "metricsToken">;

/** Who passed a door: by which key, where one was needed. */
export type Passed = { client: ClientKey | undefined };
const nobody: Passed = { client: undefined };

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

function isLoopbackAddress(address: string): boolean {
  if (address === "127.0.0.1" || address === "::1") return true; // what nearly all of them are
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const family = isIP(plain);
  return family !== 0 && loopback.check(plain, family === 6 ? "ipv6" : "ipv4");
}

const isLoopbackName = (name: string) => name === "localhost" || isLoopbackAddress(name);

/** The name in a Host header, without port and brackets. */
function hostName(host: string | undefined): string | undefined {
  if (!host || !/^[\w.:[\]-]+$/.test(host)) return undefined;
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, "").toLowerCase() : undefined;
}

/**
 * Whether this program serves under the name a request was sent to. A page that a person visits can point its
 * own name at this machine (DNS rebinding), so names must be known; plain addresses cannot be rebound.
 */
function isServedHost(name: string | undefined, { host, allowedHosts }: AccessSettings): boolean {
  if (name === undefined) return false;
  if (isLoopbackName(name) || allowedHosts.includes(name)) return true;
  return !isLoopbackName(host) && isIP(name) !== 0;
}

function isSameOrigin(request: AccessRequest): boolean {
  const origin = request.header("origin");
  if (origin !== undefined) return URL.canParse(origin) && new URL(origin).host === request.header("host");
  return request.header("sec-fetch-site") === "same-origin";
}

const isSafe = (method: string) => method === "GET" || method === "HEAD";

function refuseForeignPage(request: AccessRequest): AppError | undefined {
  const site = request.header("sec-fetch-site");
  const fromElsewhere = site === "cross-site" || site === "same-site";
  if (fromElsewhere || (!isSafe(request.method) && !isSameOrigin(request))) return appError("foreign-origin");
  return undefined;
}

function bearerToken(request: Pick<AccessRequest, "header">): string | undefined {
  return /^bearer\s+(\S+)\s*$/i.exec(request.header("authorization") ?? "")?.[1];
}

/**
 * A program's credential: OpenAI's clients send a Bearer, Anthropic's the other header. Where both are sent, the first
 * counts, so that each form alone gets the same verdict. No other header, and nothing in an address, is one.
 */
function credentialOf(request: Pick<AccessRequest, "header">): string | undefined {
  if (request.header("authorization") !== undefined) return bearerToken(request);
  return /^\s*(\S+)\s*$/.exec(request.header("x-api-key") ?? "")?.[1];
}

/** Headers in which a proxy says for whom it calls; Next itself writes the first. */
const callerHeaders = ["x-forwarded-for", "x-real-ip", "cf-connecting-ip", "true-client-ip"];

/** Whether a proxy calls for somebody on another machine. One that says nothing of it cannot be told from a program. */
function isHandedOn(request: AccessRequest): boolean {
  const callers = callerHeaders.flatMap((name) => request.header(name)?.split(",") ?? []);
  const elsewhere = callers.some((address) => !isLoopbackAddress(address.trim()));
  return elsewhere || request.header("forwarded") !== undefined;
}

/**
 * Without keys the client door is for programs on this machine, not for web pages that are open on it, and not
 * for what a proxy on this machine hands on. (Next itself notes the Host as forwarded.)
 */
function refuseKeyless(request: AccessRequest): AppError | undefined {
  const fromHere =
    request.peerAddress !== undefined &&
    isLoopbackAddress(request.peerAddress) &&
    isLoopbackName(hostName(request.header("host")) ?? "") &&
    !isHandedOn(request) &&
    (request.header("x-forwarded-host") ?? request.header("host")) === request.header("host");
  if (!fromHere) return appError("unauthorized");
  const origin = request.header("origin");
  const site = request.header("sec-fetch-site");
  const foreign =
    (origin !== undefined && !isSameOrigin(request)) || site === "cross-site" || site === "same-site";
  return foreign ? appError("foreign-origin") : undefined;
}

function passClient(
  request: AccessRequest,
  keys: Pick<ClientKeys, "required" | "find">,
): Result<Passed, AppError> {
  if (!keys.required) return verdict(refuseKeyless(request));
  const credential = credentialOf(request);
  const client = credential === undefined ? undefined : keys.find(credential);
  return client ? ok({ client }) : err(appError("unauthorized"));
}

/** A scraper comes with its token; without one set, from this machine only. */
function refuseScraper(request: AccessRequest, token: string | undefined): AppError | undefined {
  if (token === undefined) return refuseKeyless(request);
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(bearerToken(request) ?? ""), digest(token))
    ? undefined
    : appError("unauthorized");
}

const verdict = (refusal: AppError | undefined): Result<Passed, AppError> =>
  refusal ? err(refusal) : ok(nobody);

/** Who passes a door, or why nobody does. No door takes another's credential. */
export function passDoor(
  door: Door,
  request: AccessRequest,
  settings: AccessSettings,
  keys: Pick<ClientKeys, "required" | "find">,
): Result<Passed, AppError> {
  if (door === "probe") return ok(nobody);
  if (!isServedHost(hostName(request.header("host")), settings)) return err(appError("foreign-host"));
  if (door === "link") return ok(nobody);
  if (door === "client") return passClient(request, keys);
  if (door === "metrics") return verdict(refuseScraper(request, settings.metricsToken));
  if (request.header("authorization") !== undefined) return err(appError("unauthorized"));
  return verdict(refuseForeignPage(request));
}
