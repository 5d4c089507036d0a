import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { BlockList, isIP } from "node:net";
import { type AppError, appError } from "@/lib/core/app-error";
import type { Environment } from "@/lib/env/server/environment-schema";

/**
 * Which credential a route takes: a browser's cookie and origin, a client program's key, an address that is signed (which
 * the route checks itself), or none.
 */
export type Door = "browser" | "client" | "link" | "probe";

/** What of a request decides whether it may pass. */
export type AccessRequest = {
  method: string;
  header(name: string): string | undefined;
  /** The address of the socket, never of a header that a caller could write. */
  peerAddress: string | undefined;
};

type AccessSettings = Pick<Environment, "host" | "allowedHosts" | "clientKeys">;

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

function isLoopbackAddress(address: string): boolean {
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

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * How people tell the key that a program came with from others: the first eight digits of its SHA-256, so that no list
 * holds a key or a part of one. Nothing for who came without.
 */
export function clientKeyOf(request: Pick<AccessRequest, "header">): string | undefined {
  const token = bearerToken(request);
  return token === undefined ? undefined : digest(token).toString("hex").slice(0, 8);
}

/** Compares with every key in the same time, whether it matches or not. */
function isClientKey(token: string | undefined, keys: readonly string[]): boolean {
  const given = digest(token ?? "");
  const matches = keys.map((key) => timingSafeEqual(digest(key), given));
  return token !== undefined && matches.includes(true);
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
    (request.header("x-forwarded-host") ?? request.header("host")) === request.header("host");
  if (!fromHere) return appError("unauthorized");
  const origin = request.header("origin");
  const site = request.header("sec-fetch-site");
  const foreign =
    (origin !== undefined && !isSameOrigin(request)) || site === "cross-site" || site === "same-site";
  return foreign ? appError("foreign-origin") : undefined;
}

function refuseClient(request: AccessRequest, keys: readonly string[]): AppError | undefined {
  if (keys.length === 0) return refuseKeyless(request);
  return isClientKey(bearerToken(request), keys) ? undefined : appError("unauthorized");
}

/** Why a request may not pass a door; nothing when it may. Neither door takes the other's credential. */
export function refuseAccess(
  door: Door,
  request: AccessRequest,
  settings: AccessSettings,
): AppError | undefined {
  if (door === "probe") return undefined;
  if (!isServedHost(hostName(request.header("host")), settings)) return appError("foreign-host");
  if (door === "link") return undefined;
  if (door === "client") return refuseClient(request, settings.clientKeys);
  if (request.header("authorization") !== undefined) return appError("unauthorized");
  return refuseForeignPage(request);
}
