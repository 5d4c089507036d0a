import "server-only";
import type { AccessRequest } from "./access";
import { commonHeaders, type Reply, type ReplyHeaders } from "./reply";

/** What pages may read besides the body: how long to wait, and SiliconFlow's trace. */
const exposed = "retry-after, x-should-retry, x-siliconcloud-trace-id, x-request-id, request-id";
const methods = "GET, HEAD, POST";
/** A day; browsers take less. */
const rememberedForSeconds = 86_400;

type Asked = Pick<AccessRequest, "method" | "header">;

/**
 * What lets a page of another origin read the client door's replies: nothing but for origins that the administrator has
 * named, or all by `*`, and only where programs need a key. A page's browser sends no cookie along, and none would count.
 */
export function crossOriginHeaders(
  request: Asked,
  origins: readonly string[],
  keyed: boolean,
): ReplyHeaders | undefined {
  const origin = request.header("origin");
  if (!keyed || origin === undefined || origins.length === 0) return undefined;
  if (!origins.includes("*") && !origins.includes(origin)) return { vary: "origin" };
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers": exposed,
    "cross-origin-resource-policy": "cross-origin",
    vary: "origin",
  };
}

/** The answer to a browser that asks, before a page's call, whether it may make it. The call itself needs a key. */
export function preflightReply(request: Asked, allowed: ReplyHeaders | undefined): Reply | undefined {
  const asks = request.method === "OPTIONS" && request.header("access-control-request-method") !== undefined;
  if (!asks || allowed?.["access-control-allow-origin"] === undefined) return undefined;
  const headers = request.header("access-control-request-headers");
  return {
    kind: "empty",
    headers: {
      ...commonHeaders,
      ...allowed,
      "access-control-allow-methods": methods,
      ...(headers && /^[\w\s,-]{1,2000}$/.test(headers) && { "access-control-allow-headers": headers }),
      "access-control-max-age": String(rememberedForSeconds),
    },
  };
}
