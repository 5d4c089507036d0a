import { once } from "node:events";
import { MessageChannel, Worker } from "node:worker_threads";
import type { Desk } from "@/lib/simulator/voice/desk";
import type { Piece, SpeechOrder } from "@/lib/simulator/voice/speech";

type Answer<Name extends keyof Desk> = Awaited<ReturnType<Desk[Name]>>;

/** Speaks and listens on a thread of its own, which starts with the first sound and ends with the simulator. */
export class Studio {
  #thread: Worker | undefined;
  #gone = new AbortController();

  /** The bytes of a speech, each piece made when it is asked for. */
  async *speak(order: SpeechOrder): AsyncGenerator<Piece> {
    const id = await this.#ask("startSpeech", [order]);
    try {
      let piece = await this.#ask("nextPiece", [id]);
      while (piece !== null) {
        yield piece;
        piece = await this.#ask("nextPiece", [id]);
      }
    } finally {
      await this.#ask("endSpeech", [id]);
    }
  }

  /** How long a speech will be, in seconds. */
  lengthOf(order: SpeechOrder): Promise<number> {
    return this.#ask("lengthOfSpeech", [order]);
  }

  /** What is said in a recording of at most so many seconds. The bytes are given away. */
  hear(bytes: Uint8Array<ArrayBuffer>, mostSeconds: number): Promise<Answer<"hear">> {
    return this.#ask("hear", [bytes, mostSeconds], [bytes.buffer]);
  }

  /** The voice in a recording. The bytes are given away. */
  study(bytes: Uint8Array<ArrayBuffer>, pcmRate: number | null): Promise<Answer<"study">> {
    return this.#ask("study", [bytes, pcmRate], [bytes.buffer]);
  }

  /** Forgets what was said; a simulator that has said nothing need not start a thread for it. */
  async forget(): Promise<void> {
    if (this.#thread !== undefined) await this.#ask("forget", []);
  }

  async close(): Promise<void> {
    this.#gone.abort(new Error("The simulator is closed"));
    await this.#thread?.terminate();
  }

  #start(): Worker {
    const gone = new AbortController();
    const thread = new Worker(new URL("./desk-thread.mjs", import.meta.url), { execArgv: [] });
    thread.unref();
    thread.on("error", (cause) => gone.abort(cause));
    thread.on("exit", () => {
      gone.abort(new Error("The sound thread has ended"));
      if (this.#thread === thread) this.#thread = undefined;
    });
    this.#gone = gone;
    this.#thread = thread;
    return thread;
  }

  async #ask<Name extends keyof Desk>(
    name: Name,
    args: Parameters<Desk[Name]>,
    given: readonly ArrayBuffer[] = [],
  ): Promise<Answer<Name>> {
    const thread = this.#thread ?? this.#start();
    const { signal } = this.#gone;
    const { port1, port2 } = new MessageChannel();
    thread.postMessage({ name, args, port: port2 }, [port2, ...given]);
    try {
      const [{ value, error }] = await once(port1, "message", { signal });
      if (error !== undefined) throw new Error(error);
      return value;
    } finally {
      port1.close();
    }
  }
}
