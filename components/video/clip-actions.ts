import type { CreationActions, ShownResult } from "@/components/shared/creations/actions";
import type { CreationRecord } from "@/lib/history/creation-record";

/** What the page for clips lets a person do beyond what every page of results does. */
export type ClipActions = CreationActions & {
  /** Asks SiliconFlow about a clip's job once more, at no cost. */
  onLookAgain: (record: CreationRecord) => void;
  /** Starts the next clip from the last frame of this one. */
  onLastFrame: (result: ShownResult) => void;
  /** Yuan for a clip of a model; null when it is not known. */
  priceOf: (model: string) => number | null;
};
