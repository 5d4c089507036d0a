import type { CreationRecord } from "@/lib/history/creation-record";
import { changeCreation } from "./store";

type Change = (record: CreationRecord) => void;

/**
 * Changes of records that come by the hundred: what comes within a moment is written in one step, so that whoever shows
 * the record is told once. They are written in their order; where one step fails, so do those that waited for it.
 */
export class GatheredChanges {
  private readonly momentMs: number;
  private readonly latest = new Map<string, Promise<unknown>>();
  private readonly open = new Map<
    string,
    { changes: Change[]; written: Promise<CreationRecord | undefined> }
  >();

  constructor(momentMs: number) {
    this.momentMs = momentMs;
  }

  /** Gives the record once the change is written with those beside it. */
  add(id: string, change: Change): Promise<CreationRecord | undefined> {
    const open = this.open.get(id);
    if (open) {
      open.changes.push(change);
      return open.written;
    }
    const changes = [change];
    const written = this.write(id, changes, this.latest.get(id));
    this.open.set(id, { changes, written });
    this.latest.set(id, written);
    const forget = () => {
      if (this.latest.get(id) === written) this.latest.delete(id);
    };
    written.then(forget, forget);
    return written;
  }

  private async write(id: string, changes: readonly Change[], before: Promise<unknown> | undefined) {
    await new Promise<void>((resolve) => setTimeout(resolve, this.momentMs));
    this.open.delete(id);
    await before;
    return changeCreation(id, (record) => {
      for (const change of changes) change(record);
    });
  }
}
