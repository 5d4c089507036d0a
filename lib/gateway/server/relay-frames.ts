import "server-only";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import type { ByteSink } from "@/lib/http/server/reply";
import { createEventTap } from "@/lib/siliconflow/server/event-tap";
import type { UpstreamReply } from "@/lib/siliconflow/server/upstream";

type Body = Pick<UpstreamReply, "eachPiece">;

/** Gives what broke the stream; a reader that leaves breaks nothing. */
async function broken(work: Promise<void>): Promise<AppError | undefined> {
  try {
    await work;
    return undefined;
  } catch (thrown) {
    return thrown instanceof AppFailure ? thrown.error : appError("internal");
  }
}

/** As fast as it is read. */
function relayPieces(body: Body, sink: ByteSink, pass: (chunk: Uint8Array) => Uint8Array | string) {
  return body.eachPiece((chunk) => {
    const piece = pass(chunk); // it is paid for, whether anybody still reads it or not
    if (piece.length === 0 || sink.write(piece)) return undefined;
    return sink.signal.aborted ? false : sink.drained(); // nobody reads any more, or not fast enough
  });
}

/** Who looks on while events pass. */
type Onlooker = {
  /** Takes the bytes of a piece that is one whole event, if it can read it without its data being parsed out. */
  glance(event: Uint8Array): boolean;
  see(data: string): void;
};

const newline = 0x0a;

const endsEvent = (piece: Uint8Array) => piece.at(-1) === newline && piece.at(-2) === newline;

/** Hands the bytes of an event stream on as they come, and shows each event. Gives what broke it. */
export function relayFrames(body: Body, sink: ByteSink, onlooker: Onlooker) {
  const tap = createEventTap((data) => onlooker.see(data));
  let isBetweenEvents = false; // until the first is over: it may begin with a byte order mark
  const pass = (chunk: Uint8Array) => {
    if (!isBetweenEvents || !onlooker.glance(chunk)) tap.feed(chunk);
    isBetweenEvents = endsEvent(chunk);
    return chunk;
  };
  return broken(relayPieces(body, sink, pass).then(() => tap.end()));
}

/** What a reader gets instead of a stream's events. */
export type Rewriting = { pass: (data: string) => string; end: () => string };

/** Hands on what is made of the data of each event. Gives what broke the stream. */
export function rewriteFrames(body: Body, sink: ByteSink, { pass, end }: Rewriting) {
  let made = "";
  const tap = createEventTap((data) => {
    made += pass(data);
  });
  const take = () => {
    const text = made;
    made = "";
    return text;
  };
  const rewritten = relayPieces(body, sink, (chunk) => {
    tap.feed(chunk);
    return take();
  });
  return broken(
    rewritten.then(() => {
      tap.end();
      sink.write(take() + end());
    }),
  );
}
