import "server-only";
import type { AppErrorCode } from "@/lib/core/app-error";
import type { ClientKey } from "@/lib/keys/server/key-file";
import type { Reply } from "./reply";

/**
 * What one call of the client door comes to, for the log of requests and the metrics. The door begins and ends it; who
 * carries the call out writes down what only they know. It never holds a prompt, an answer or a key.
 */
export type ClientCall = {
  readonly method: string;
  /** As in the folder, not as it was asked for. */
  readonly path: string;
  key: Pick<ClientKey, "id" | "name"> | undefined;
  operation?: string;
  model?: string;
  inputTokens?: number;
  outputTokens?: number;
  /** Nothing where nobody knows the price. */
  cny?: number;
  traceId?: string | undefined;
  error?: AppErrorCode;
};

/** A call that is over: its status, how long it took, and until the first byte of its answer. */
export type EndedCall = ClientCall & { status: number; milliseconds: number; firstByteMs: number };

type Listener = (call: EndedCall) => void;

/** Shared by the bundles of this process. */
const shared = globalThis as typeof globalThis & { playgroundCallListener?: Listener };

/** Who hears of every call that ends; one listener at a time. */
export function listenToClientCalls(listener: Listener): void {
  shared.playgroundCallListener = listener;
}

/** Tells of a call when its reply has ended; a stream when its last byte was written. */
export function watchCall(call: ClientCall, startedAt: number, reply: Reply): Reply {
  const since = () => performance.now() - startedAt;
  let firstByteMs: number | undefined;
  const tell = () => {
    const milliseconds = since();
    const status = reply.status ?? 200;
    shared.playgroundCallListener?.({
      ...call,
      status,
      milliseconds,
      firstByteMs: firstByteMs ?? milliseconds,
    });
  };
  if (reply.kind !== "stream") {
    tell();
    return reply;
  }
  const { write } = reply;
  return {
    ...reply,
    write: async (sink) => {
      const watched = (chunk: Uint8Array | string) => {
        firstByteMs ??= since();
        return sink.write(chunk);
      };
      try {
        await write({ signal: sink.signal, drained: () => sink.drained(), write: watched });
      } finally {
        tell();
      }
    },
  };
}
