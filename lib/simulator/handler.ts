import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { checkKey } from "@/lib/simulator/auth";
import { handleControl } from "@/lib/simulator/control";
import type { Exchange, Route, SimulatorState } from "@/lib/simulator/exchange";
import { failureReply } from "@/lib/simulator/failures";
import { parseForm, parseJson, readBody } from "@/lib/simulator/http/body";
import { type Reply, textReply } from "@/lib/simulator/http/reply";
import { sendReply, workOff } from "@/lib/simulator/http/send";
import { Wire } from "@/lib/simulator/http/wire";
import { isRecord } from "@/lib/simulator/json";
import { mediaName } from "@/lib/simulator/media/shelf";
import { hexOf, randomOf } from "@/lib/simulator/random";
import type { LoggedRequest } from "@/lib/simulator/request-log";
import { routes } from "@/lib/simulator/routes";
import { combineEffects, type Faults, withEffect } from "@/lib/simulator/scenarios/scenario";

type Found = { route: Route; pathParams: Record<string, string> };

function findRoute(method: string, pathname: string): Found | undefined {
  const segments = pathname.split("/");
  for (const route of routes) {
    const pattern = route.path.split("/");
    if (route.method !== method || pattern.length !== segments.length) continue;
    const pathParams: Record<string, string> = {};
    const fits = pattern.every((part, index) => {
      const segment = segments[index] ?? "";
      if (!part.startsWith("{")) return part === segment;
      pathParams[part.slice(1, -1)] = decodeURIComponent(segment);
      return segment !== "";
    });
    if (fits) return { route, pathParams };
  }
  return undefined;
}

function loggedHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined) continue;
    const secret = name === "authorization" || name === "x-api-key" || name === "cookie";
    headers[name] = secret ? "[removed]" : [value].flat().join(", ");
  }
  return headers;
}

/** Counts equal requests, so that seeded ids differ from one to the next and still repeat in the next run. */
class Identities {
  readonly #seen = new Map<string, number>();

  of(seed: string | undefined, request: IncomingMessage, body: Buffer): string {
    if (seed === undefined) return randomUUID();
    const print = hexOf(seed, request.method ?? "", request.url ?? "", body.toString("latin1"));
    const count = (this.#seen.get(print) ?? 0) + 1;
    this.#seen.set(print, count);
    return `${print} ${count}`;
  }
}

/** Answers requests for as long as the simulator lives. */
export function createHandler(state: SimulatorState) {
  const identities = new Identities();
  return (request: IncomingMessage, response: ServerResponse): void => {
    answer(state, identities, request, response).catch((cause: unknown) => {
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end(`simulator: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
    });
  };
}

async function answer(
  state: SimulatorState,
  identities: Identities,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://simulator");
  if (url.pathname.startsWith("/__control/")) return handleControl(state, request, response, url);
  const entry = openEntry(state, request, url);
  const found = findRoute(request.method ?? "GET", url.pathname);
  const rawBody = found?.route.readsBody ? Buffer.alloc(0) : await readBody(request);
  if (rawBody === null) return abandon(state, entry);
  const identity = identities.of(state.options.seed, request, rawBody);
  entry.traceId = `ti_${hexOf("trace", identity)}`;
  const body = await readFields(request, rawBody);
  entry.body = loggedBody(body) ?? (rawBody.length === 0 ? null : `[${rawBody.length} bytes]`);
  state.log.bodyRead(entry, rawBody.length);
  const chosen = chooseFaults(state, request, url, body, rawBody);
  const faults = typeof chosen === "string" ? combineEffects([], []) : downloadFaults(state, url, chosen);
  entry.scenarios = [...faults.names];
  if (faults.reset === "before") return reset(state, entry, request);
  state.log.changed();
  const reply =
    typeof chosen === "string"
      ? textReply(`simulator: ${chosen}`, 400)
      : await replyOf(found, { state, request, url, rawBody, body, identity, faults, entry });
  request.resume(); // what nobody has read of it
  if (faults.reset === "after") return reset(state, entry, request);
  const wire = new Wire({
    response,
    faults: faults.wire,
    entry,
    now: state.options.now,
    changed: () => state.log.changed(),
  });
  const sending = {
    wire,
    format: faults.format,
    pace: () => state.pace,
    random: randomOf("pace", identity),
    headers: { "x-siliconcloud-trace-id": entry.traceId },
  };
  if (faults.reset === "after-work") {
    await workOff(reply, sending);
    return wire.drop();
  }
  await sendReply(steppedReply(reply, faults), sending);
}

/** A result's link may carry a fault of its own, given to it by the request that made it. */
function downloadFaults(state: SimulatorState, url: URL, faults: Faults): Faults {
  const name = mediaName(url.pathname);
  const effect = name === undefined ? undefined : state.shelf.download(name, faults.media);
  return effect === undefined ? faults : withEffect(faults, effect);
}

function keyOf({ takesApiKeyHeader }: Route, { headers }: IncomingMessage): string | null {
  const given = takesApiKeyHeader ? headers["x-api-key"] : undefined;
  return checkKey(typeof given === "string" ? `Bearer ${given}` : headers.authorization);
}

async function replyOf(
  found: Found | undefined,
  parts: Omit<Exchange, "pathParams" | "key">,
): Promise<Reply> {
  if (parts.faults.reply !== null) return parts.faults.reply;
  if (found === undefined) return failureReply("error-404");
  const key = found.route.needsNoKey ? "" : keyOf(found.route, parts.request);
  if (key === null) return failureReply("error-30014");
  const { fields } = found.route;
  if (fields !== undefined && isRecord(parts.body)) {
    parts.entry.undocumentedFields = Object.keys(parts.body).filter((name) => !fields.includes(name));
  }
  return found.route.handle({ ...parts, pathParams: found.pathParams, key });
}

function steppedReply(reply: Reply, faults: Faults): Reply {
  if (reply.kind !== "stream") return reply;
  return { ...reply, frames: faults.frames.reduce((frames, step) => step(frames), reply.frames) };
}

function readFields(request: IncomingMessage, rawBody: Buffer): unknown {
  const type = request.headers["content-type"] ?? "";
  return type.startsWith("multipart/") ? parseForm(rawBody, type) : parseJson(rawBody);
}

/** The log keeps what a file is, not its bytes. */
function loggedBody(body: unknown): unknown {
  if (!isRecord(body)) return body;
  const fields = Object.entries(body).map(([name, value]) => [
    name,
    value instanceof File ? `[${value.name}, ${value.type}, ${value.size} bytes]` : value,
  ]);
  return Object.fromEntries(fields);
}

function chooseFaults(
  state: SimulatorState,
  request: IncomingMessage,
  url: URL,
  body: unknown,
  rawBody: Buffer,
): Faults | string {
  const header = request.headers["x-simulator-scenario"];
  const model = isRecord(body) && typeof body["model"] === "string" ? body["model"] : null;
  const occasion = {
    path: url.pathname,
    model,
    bodyText: body === undefined ? rawBody.toString("utf8") : JSON.stringify(body),
    header: Array.isArray(header) ? header.join(" + ") : header,
  };
  return state.schedule.take(occasion, state.options.now());
}

function openEntry(state: SimulatorState, request: IncomingMessage, url: URL): LoggedRequest {
  const entry = state.log.add({
    method: request.method ?? "GET",
    path: url.pathname + url.search,
    headers: loggedHeaders(request),
    body: null,
    traceId: "",
    scenarios: [],
    undocumentedFields: [],
    jobs: 0,
    receivedAt: state.options.now(),
    firstByteAt: null,
    endedAt: null,
    closedByClient: null,
    status: null,
    bytes: 0,
  });
  return entry;
}

function abandon(state: SimulatorState, entry: LoggedRequest): void {
  entry.closedByClient = state.options.now();
  entry.endedAt = entry.closedByClient;
  state.log.changed();
}

function reset(state: SimulatorState, entry: LoggedRequest, request: IncomingMessage): void {
  entry.endedAt = state.options.now();
  request.socket.resetAndDestroy();
  state.log.changed();
}
