import type { CreationItem, CreationRecord } from "@/lib/history/creation-record";

/** One shown result with the request that it came of. */
export type ShownResult = { record: CreationRecord; item: CreationItem };

/** What can be done with one result; what is left out is not offered. */
export type ResultActions = Pick<CreationActions, "onDownload" | "onDeleteResult"> &
  Partial<Pick<CreationActions, "onAgain" | "onReuse" | "onUseAsInput" | "onSeed">>;

/** What a page lets a person do with requests and their results. What it leaves out is not offered. */
export type CreationActions = {
  /** The same request once more. */
  onAgain: (record: CreationRecord) => void;
  onStop: (record: CreationRecord) => void;
  /** Fills the form with everything of a card's requests, the seed included. */
  onReuse: (records: readonly CreationRecord[]) => void;
  onVary?: (records: readonly CreationRecord[]) => void;
  onUseAsInput?: (result: ShownResult) => void;
  onSeed?: (seed: number) => void;
  onFavourite: (result: ShownResult, favourite: boolean) => void;
  onKeepAgain: (result: ShownResult) => void;
  onOpen: (result: ShownResult, all: readonly ShownResult[]) => void;
  onDownload: (results: readonly ShownResult[]) => void;
  onDeleteResult: (result: ShownResult) => void;
  onDelete: (records: readonly CreationRecord[]) => void;
  onInspect: (runId: string) => void;
};
