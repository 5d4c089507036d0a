import { newGroup } from "@/lib/creations/creation";
import { eraseCreations } from "@/lib/creations/erase";
import { addCreations } from "@/lib/creations/store";
import { indexed, isShown } from "@/lib/history/creation-index";
import type { CreationRecord } from "@/lib/history/creation-record";
import { history } from "@/lib/history/database";
import type { SpeechModel } from "@/lib/models/speech-model";
import { byteCount, priceOfBytes } from "@/lib/models/speech-price";
import { soundOf } from "@/lib/sound/sound-of";
import { voiceField } from "@/lib/voices/chosen-voice";
import { readingPlace } from "./reading-place";
import { SpokenFeed } from "./spoken-feed";

/** Who reads, and how fast. */
export type Reader = { model: SpeechModel; voice: string; speed: number };

/** Speech takes about a second for so many bytes of its text, in English and in Chinese. */
const bytesASecond = 14;
/** No more than this is asked for ahead of what is heard, in seconds: who stops pays for no more. */
const mostAhead = 40;
const lookAgainMs = 500;

type ReadingOptions = {
  answerId: string;
  reader: Reader;
  /** Nothing of it stays after `close`. */
  temporary: boolean;
  /** Seconds heard so far. */
  heard: () => number;
  onChange: () => void;
};

/**
 * One answer that is read aloud: its pieces become requests of lib/creations, which keep what was paid for. What was
 * read before by the same voice is not asked for again.
 */
export class Reading {
  private readonly options: ReadingOptions;
  private readonly feed = new SpokenFeed();
  private readonly pieces: string[] = [];
  private readonly ids: string[] = [];
  /** What was read of this answer before, and what is read now. */
  private known: CreationRecord[] | undefined;
  private group: { groupId: string; createdAt: number } | undefined;
  private whole = false;
  private wake = () => {};
  /** Pieces are asked for one after the other, so that none is asked for twice. */
  private turn: Promise<unknown> = Promise.resolve();
  /** Bytes that were asked for, not those that were there. */
  private bytes = 0;

  constructor(options: ReadingOptions) {
    this.options = options;
  }

  /** There is nothing in the answer that could be said. */
  get silent(): boolean {
    return this.whole && this.pieces.length === 0;
  }

  /** Yuan of what was asked for; null when the price is not known. */
  get price(): number | null {
    return priceOfBytes(this.bytes, this.options.reader.model);
  }

  /** Takes the answer as it is now. @param growing more of it may come. */
  take(text: string, growing: boolean): void {
    if (this.whole) return;
    this.pieces.push(...this.feed.take(text, growing));
    this.whole = !growing;
    this.wake();
  }

  /** The pieces as parts of a sound, from the given one on: each is asked for when it will soon be heard. */
  async *parts(from: number, onPart: (at: number) => void, signal: AbortSignal): AsyncGenerator<string> {
    signal.addEventListener("abort", () => this.wake());
    let ahead = 0;
    for (let at = from; !signal.aborted; at += 1) {
      while (at >= this.pieces.length && !this.whole && !signal.aborted)
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      const piece = this.pieces[at];
      if (piece === undefined || signal.aborted) return;
      while (ahead - this.options.heard() > mostAhead && !signal.aborted)
        await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
      signal.throwIfAborted();
      ahead += byteCount(piece) / bytesASecond / this.options.reader.speed;
      onPart(at);
      const id = await this.asked(at, piece);
      // The next one is made while this one is heard.
      const next = this.pieces[at + 1];
      if (next !== undefined && !signal.aborted) await this.asked(at + 1, next);
      yield id;
    }
  }

  /** Ends a reading: what is under way comes in and is kept, unless nothing is to stay. */
  async close(): Promise<void> {
    this.whole = true;
    this.wake();
    await this.turn; // what is being asked for is known then
    if (this.options.temporary) await eraseCreations(this.ids.filter(Boolean));
  }

  private asked(at: number, piece: string): Promise<string> {
    const asking = this.turn.then(() => this.requestOf(at, piece));
    this.turn = asking.catch(() => {});
    return asking;
  }

  /** The request of a piece: the one that there is, or a new one. */
  private async requestOf(at: number, piece: string): Promise<string> {
    const there = this.ids[at];
    const record = there && (await history().creations.get(there));
    if (record && (record.output.state === "running" || soundOf(record))) return record.id;
    const before = (await this.readBefore()).find(
      ({ part, prompt }) => (part ?? 0) === at && prompt === piece,
    );
    const id = before && before.id !== there ? before.id : await this.ask(at, piece, there);
    this.ids[at] = id;
    return id;
  }

  /** Where readings of this answer by this voice lie. */
  private get place(): string {
    const { answerId, reader } = this.options;
    return readingPlace(answerId, reader.model.id, reader.voice, reader.speed);
  }

  /** The pieces of the last reading that are there or on their way. */
  private async readBefore(): Promise<readonly CreationRecord[]> {
    if (this.known) return this.known;
    const found = await history().creations.where("groupId").startsWith(this.place).toArray();
    const shown = found.filter(isShown).sort((a, b) => b.createdAt - a.createdAt);
    const newest = shown.filter(({ groupId }) => groupId === shown[0]?.groupId);
    if (newest[0]) this.group = newest[0];
    this.known = newest.filter((record) => record.output.state === "running" || soundOf(record));
    return this.known;
  }

  /** @param failed what came to nothing gives its place to the new one. */
  private async ask(at: number, piece: string, failed: string | undefined): Promise<string> {
    const { reader, temporary, onChange } = this.options;
    const { model, voice, speed } = reader;
    const fields = {
      voice: voiceField(model.id, voice),
      response_format: "mp3",
      stream: true,
      ...(speed !== 1 && { speed }),
    };
    const [fresh] = newGroup([{ kind: "speech", model: model.id, prompt: piece, fields }]);
    if (!fresh) throw new Error("A group of one wish has one record.");
    this.group ??= { groupId: this.place + fresh.createdAt, createdAt: fresh.createdAt };
    const { groupId, createdAt } = this.group;
    const record = indexed({
      ...fresh,
      groupId,
      createdAt,
      part: at,
      ...(temporary && { deletedAt: fresh.createdAt }),
    });
    if (failed !== undefined) await eraseCreations([failed]);
    await addCreations([record]);
    if (failed === undefined) this.bytes += byteCount(piece); // what came to nothing is not counted twice
    onChange();
    return record.id;
  }
}
