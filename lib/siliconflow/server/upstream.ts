import "server-only";
import { Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Agent } from "undici";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { type ClockSettings, UpstreamClocks } from "./clocks";
import { Exchange } from "./exchange";

export type UpstreamSettings = ClockSettings & {
  /** Without a trailing slash, `/v1` included. */
  baseUrl: string;
  apiKey: string | undefined;
};

/** A body that is made while it is sent, of a length that is known before as a rule. */
export type UpstreamForm = {
  contentType: string;
  bytes: number | undefined;
  content: () => AsyncIterable<Uint8Array>;
};

export type UpstreamRequest = {
  method: "GET" | "POST";
  /** From the operations table, never from a caller. */
  path: string;
  body?: string | UpstreamForm;
  accept?: string;
  /** Who is to do the work, where it is a model: what one fails at is no reason to leave the others alone. */
  model?: string | undefined;
  /** Says nothing until its work is done: only the clock of the whole call bounds the wait for the first byte. */
  silentWhileWorking?: boolean;
  /**
   * So large that no time for the whole would be right: body and answer may take as long as their bytes move, and only a
   * standstill ends the call.
   */
  asLongAsItMoves?: boolean;
};

/** The headers of a reply that may go further; nothing else of the upstream's headers is ever passed on. */
export type UpstreamHeaders = {
  contentType: string;
  retryAfter: string | undefined;
  traceId: string | undefined;
};

/** A promise holds the next piece back, `false` gives up what is left. */
type TakePiece = (piece: Uint8Array) => Promise<void> | false | undefined;

export type UpstreamReply = {
  status: number;
  headers: UpstreamHeaders;
  /** The decoded bytes. Throws AppFailure when the upstream stalls, breaks or exceeds its time. */
  body: AsyncGenerator<Uint8Array, void, void>;
  /**
   * The same bytes without a promise for each piece, which is a third of what relaying a stream costs. `take` gets each
   * piece as it comes. Settles when the body
   * is over or given up; rejects as `body` throws, and with what `take` throws.
   */
  eachPiece: (take: TakePiece) => Promise<void>;
  /** Gives up a body that nobody will read, and its connection with it. */
  discard: () => void;
};

export type Upstream = {
  call(request: UpstreamRequest, signal: AbortSignal): Promise<Result<UpstreamReply, AppError>>;
};

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

const isEncoded = (encoding: string | undefined) =>
  encoding !== undefined && encoding.toLowerCase() in decoders;

/** An answer may come compressed although it was not asked for. */
function decoded(body: Readable, encoding: string | undefined): Readable {
  const decoder = encoding && decoders[encoding.toLowerCase()]?.();
  if (!decoder) return body;
  body.on("error", (thrown) => decoder.destroy(thrown));
  return body.pipe(decoder);
}

/** As it may stand in a reply of ours: anything else would end that reply before it begins. */
const plain = (value: string | undefined) =>
  value !== undefined && /^[\x20-\x7e]{1,500}$/.test(value) ? value : undefined;

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** What a thrown value means: a clock that ran out, or else the given failure with the system's code. */
function failureOf(thrown: unknown, otherwise: "upstream-unreachable" | "stream-truncated"): AppError {
  if (thrown instanceof AppFailure) return thrown.error;
  const code =
    thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
  return appError(otherwise, code ? { detail: code } : {});
}

const truncated = (thrown: unknown) =>
  new AppFailure(failureOf(thrown, "stream-truncated"), { cause: thrown });

/** A reply whose headers have come. */
type OpenReply = {
  exchange: Exchange;
  clocks: UpstreamClocks;
  encoding: string | undefined;
  asLongAsItMoves: boolean;
};

function giveUp({ clocks, exchange }: OpenReply): void {
  clocks.stop();
  exchange.abort();
}

async function* guarded(reply: OpenReply) {
  const { clocks, exchange, encoding, asLongAsItMoves } = reply;
  try {
    for await (const chunk of decoded(exchange.stream(), encoding)) {
      clocks.pause();
      if (asLongAsItMoves) clocks.moved();
      yield chunk;
      clocks.resume();
    }
  } catch (thrown) {
    throw truncated(thrown);
  } finally {
    giveUp(reply);
  }
}

/** What `eachPiece` does for a body that has to be decoded. */
async function eachDecoded(reply: OpenReply, take: TakePiece): Promise<void> {
  for await (const piece of guarded(reply)) {
    const held = take(piece);
    if (held === false) return;
    await held;
  }
}

/** What `eachPiece` does; see there. */
function eachAsItComes(reply: OpenReply, take: TakePiece): Promise<void> {
  const { clocks, exchange, asLongAsItMoves } = reply;
  return new Promise<void>((resolve, reject) => {
    const goOn = () => {
      clocks.resume();
      exchange.goOn();
    };
    /** Whether the next may come at once. */
    const taken = (piece: Uint8Array): boolean => {
      clocks.pause();
      if (asLongAsItMoves) clocks.moved();
      const held = take(piece);
      if (held === undefined) clocks.resume();
      else if (held === false) resolve();
      else void held.then(goOn, reject);
      return held === undefined;
    };
    const data = (piece: Uint8Array): boolean => {
      try {
        return taken(piece);
      } catch (thrown) {
        reject(thrown);
        return false;
      }
    };
    exchange.into({ data, end: resolve, broke: (thrown) => reject(truncated(thrown)) });
  }).finally(() => giveUp(reply));
}

function bodyOf(
  { body, asLongAsItMoves }: UpstreamRequest,
  clocks: UpstreamClocks,
): string | Readable | null {
  if (body === undefined || typeof body === "string") return body ?? null;
  const content = asLongAsItMoves ? moving(body.content(), clocks) : body.content();
  return Readable.from(content, { objectMode: false });
}

/** A body that tells the clocks of each piece that is taken; a standstill is the upstream's. */
async function* moving(content: AsyncIterable<Uint8Array>, clocks: UpstreamClocks) {
  for await (const piece of content) {
    clocks.moved();
    clocks.resume();
    yield piece;
  }
  clocks.rest();
}

function bodyHeaders({ body }: UpstreamRequest): Record<string, string> {
  if (body === undefined) return {};
  if (typeof body === "string") return { "content-type": "application/json" };
  return {
    "content-type": body.contentType,
    ...(body.bytes !== undefined && { "content-length": String(body.bytes) }),
  };
}

/**
 * The one place from which this program calls out. It takes a path of the operations table, adds the key and
 * returns the reply whatever its status; redirects are not followed. A failure to get a reply is a value.
 */
export function createUpstream(settings: UpstreamSettings): Upstream {
  const { origin, pathname } = new URL(settings.baseUrl);
  const basePath = pathname.replace(/\/$/, "");
  const agent = new Agent({
    connect: { timeout: settings.connectTimeoutMs },
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  async function call(request: UpstreamRequest, signal: AbortSignal) {
    if (!settings.apiKey) return err(appError("upstream-key-missing"));
    const patience = request.silentWhileWorking ? { firstByteTimeoutMs: settings.totalTimeoutMs } : {};
    const exchange = new Exchange();
    const clocks = new UpstreamClocks({ ...settings, ...patience }, exchange, signal);
    const body = bodyOf(request, clocks);
    const sent = {
      origin,
      path: `${basePath}${request.path}`,
      method: request.method,
      body,
      headers: {
        authorization: `Bearer ${settings.apiKey}`,
        accept: request.accept ?? "application/json",
        "accept-encoding": "identity",
        ...bodyHeaders(request),
      },
    };
    try {
      if (!signal.aborted) agent.dispatch(sent, exchange);
      const { status, headers } = await exchange.head;
      const encoding = single(headers["content-encoding"]);
      const reply = { exchange, clocks, encoding, asLongAsItMoves: request.asLongAsItMoves === true };
      const each = isEncoded(encoding) ? eachDecoded : eachAsItComes;
      return ok({
        status,
        headers: {
          contentType: plain(single(headers["content-type"])) ?? "",
          retryAfter: single(headers["retry-after"]),
          traceId: plain(single(headers["x-siliconcloud-trace-id"])),
        },
        body: guarded(reply),
        eachPiece: (take: TakePiece) => each(reply, take),
        discard: () => giveUp(reply),
      });
    } catch (thrown) {
      clocks.stop();
      if (body instanceof Readable) body.on("error", () => {}).destroy(); // one that was never sent
      return err(failureOf(thrown, "upstream-unreachable"));
    }
  }

  return { call };
}

/**
 * Collects a body as text, at most `limitBytes` of it.
 * Fails with AppFailure `response-too-large` beyond, or with whatever broke the body.
 */
export async function readText(body: AsyncIterable<Uint8Array>, limitBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limitBytes) throw new AppFailure(appError("response-too-large"));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
