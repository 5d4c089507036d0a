import { randomUuid } from "@/lib/core/random-uuid";
import { inTurn } from "@/lib/core/tab-locks";
import { history } from "@/lib/history/database";
import { withRoom } from "@/lib/history/make-room";
import type { RecordingPurpose, RecordingRecord } from "@/lib/history/recording-record";

const partsOf = (id: string) =>
  history().recordingParts.where("[recordingId+index]").between([id, 0], [id, Number.POSITIVE_INFINITY]);

/** The recordings for a purpose that are stored, the newest first; those that are being made are among them. */
export async function storedRecordings(purpose: RecordingPurpose): Promise<RecordingRecord[]> {
  const found = await history().recordings.where("purpose").equals(purpose).toArray();
  return found.sort((a, b) => b.createdAt - a.createdAt);
}

/** A stored recording as a file; nothing when it is gone. Its last two seconds may be missing where the page was closed. */
export async function openRecording(id: string): Promise<Blob | undefined> {
  const record = await history().recordings.get(id);
  if (!record) return undefined;
  return new Blob(await storedPieces(id), { type: record.type });
}

/** A part at a time, each handed to the browser at once: an hour is never in the page's memory as a whole. */
async function storedPieces(id: string): Promise<Blob[]> {
  const pieces: Blob[] = [];
  await partsOf(id).each(({ index, bytes }) => {
    pieces[index] = new Blob([bytes]);
  });
  return pieces;
}

/** Takes a recording away for good. */
export async function removeRecording(id: string): Promise<void> {
  const { recordings, recordingParts } = history();
  await history().transaction("rw", recordings, recordingParts, async () => {
    await recordings.delete(id);
    await partsOf(id).delete();
  });
}

const lockName = (id: string) => `recording-${id}`;

/** Says to all tabs that a recording is in use here; gives how to give it free. */
function hold(id: string): () => void {
  let free = () => {};
  const used = new Promise<void>((resolve) => {
    free = resolve;
  });
  void inTurn(lockName(id), () => used).catch(() => {});
  return free;
}

/** Resolves once no tab uses a recording: at once after a crash, else when the other one is done with it or goes. */
export async function whenFree(id: string, signal: AbortSignal): Promise<void> {
  await inTurn(lockName(id), async () => {}, signal);
}

/**
 * Stores a recording slice by slice as it is made, so that a crash loses no more than the last. What the browser does
 * not store is kept in memory, and `unsaved` says so.
 */
export class RecordingWriter {
  private readonly record: RecordingRecord;
  private readonly unstored = new Map<number, Blob>();
  private readonly free: () => void;
  private slices = 0;
  private discarded = false;
  private writing = Promise.resolve();

  constructor(purpose: RecordingPurpose) {
    const id = randomUuid();
    this.record = { id, purpose, type: "", createdAt: Date.now(), seconds: 0, bytes: 0 };
    this.free = hold(id);
  }

  get id(): string {
    return this.record.id;
  }

  get createdAt(): number {
    return this.record.createdAt;
  }

  get bytes(): number {
    return this.record.bytes;
  }

  get unsaved(): boolean {
    return this.unstored.size > 0;
  }

  /** Adds what was recorded since the last slice. @param seconds the length so far. Never rejects. */
  append(slice: Blob, type: string, seconds: number): Promise<void> {
    const index = this.slices;
    this.slices += 1;
    this.record.type = type;
    this.record.seconds = seconds;
    this.record.bytes += slice.size;
    this.writing = this.writing.then(() => this.store(index, slice, { ...this.record }));
    return this.writing;
  }

  private async store(index: number, slice: Blob, record: RecordingRecord): Promise<void> {
    const { recordings, recordingParts } = history();
    try {
      const bytes = await slice.arrayBuffer();
      if (this.discarded) return;
      await withRoom(() =>
        history().transaction("rw", recordings, recordingParts, async () => {
          await recordingParts.put({ recordingId: record.id, index, bytes });
          await recordings.put(record);
        }),
      );
    } catch {
      this.unstored.set(index, slice);
    }
  }

  /** All of it as one file, once everything is written. */
  async file(): Promise<Blob> {
    await this.writing;
    const stored = this.slices > this.unstored.size ? await storedPieces(this.id) : [];
    const pieces = Array.from(
      { length: this.slices },
      (_, index) => this.unstored.get(index) ?? stored[index],
    );
    return new Blob(
      pieces.filter((piece) => piece !== undefined),
      { type: this.record.type },
    );
  }

  /** Lets other tabs and the next visit have it. */
  release(): void {
    this.free();
  }

  /** Takes it away at once: it was used, or is not wanted. What still comes of it is not stored. */
  async discard(): Promise<void> {
    this.discarded = true;
    await removeRecording(this.id).catch(() => {});
    await this.writing;
    this.unstored.clear();
    await removeRecording(this.id).catch(() => {});
    this.free();
  }
}
