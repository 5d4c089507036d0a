import { liveQuery, type Subscription } from "dexie";
import { isShown } from "@/lib/history/creation-index";
import { creationRecordSchema, visualKinds } from "@/lib/history/creation-record";
import { history } from "@/lib/history/database";
import type { Result } from "./filter";

/** So many requests are read at once, and read again when one of them changes. */
const requestsPerPiece = 200;

export type GalleryState = {
  /** The newest first. */
  results: readonly Result[];
  /** All have been read. */
  complete: boolean;
  failure: unknown;
};

/** From a moment on, up to another: epoch milliseconds, the end not included. */
type Stretch = { from: number; to: number };

/**
 * Everything that was made, read a piece at a time from the newest on: the first piece can be shown at once, and a
 * change has only its own piece read again.
 */
export class GalleryFeed {
  private state: GalleryState = { results: [], complete: false, failure: undefined };
  private readonly pieces: (readonly Result[])[] = [];
  private readonly subscriptions: Subscription[] = [];
  private readonly onChange: () => void;
  private stopped = false;

  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  get current(): GalleryState {
    return this.state;
  }

  async start(): Promise<void> {
    try {
      const stretches = await listStretches();
      for (const [at, stretch] of stretches.entries()) {
        if (this.stopped) return;
        await this.watch(at, stretch);
      }
      this.tell({ complete: true });
    } catch (failure) {
      this.tell({ failure });
    }
  }

  stop(): void {
    this.stopped = true;
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  /** Resolves once a piece has been read; it is followed from then on. */
  private watch(at: number, stretch: Stretch): Promise<void> {
    return new Promise((resolve, reject) => {
      this.subscriptions.push(
        liveQuery(() => readStretch(stretch)).subscribe({
          next: (piece) => {
            this.pieces[at] = piece;
            this.tell({ results: this.pieces.flat() });
            resolve();
          },
          error: reject,
        }),
      );
    });
  }

  private tell(change: Partial<GalleryState>): void {
    if (this.stopped) return;
    this.state = { ...this.state, ...change };
    this.onChange();
  }
}

/** Stretches of time with about as many requests each, the newest first and open to the future, without a gap. */
async function listStretches(): Promise<Stretch[]> {
  const keys = await history().creations.orderBy("[listedAt+groupId]").reverse().keys();
  const times = keys.map((key) => (Array.isArray(key) && typeof key[0] === "number" ? key[0] : 0));
  const bounds = new Set<number>();
  for (let at = requestsPerPiece; at < times.length; at += requestsPerPiece) bounds.add(times[at] ?? 0);
  const ends = [Number.POSITIVE_INFINITY, ...bounds];
  return ends.map((to, at) => ({ from: ends[at + 1] ?? 0, to }));
}

async function readStretch({ from, to }: Stretch): Promise<Result[]> {
  const { creations } = history();
  const stored = await creations
    .where("[listedAt+groupId]")
    .between([from], [to], true, false)
    .reverse()
    .toArray();
  const records = stored.flatMap((record) => creationRecordSchema.safeParse(record).data ?? []);
  return records
    .filter(({ kind }) => visualKinds.some((visual) => visual === kind))
    .sort((a, b) => b.createdAt - a.createdAt || a.place - b.place)
    .flatMap((record) => record.items.filter(isShown).map((item) => ({ record, item })));
}
