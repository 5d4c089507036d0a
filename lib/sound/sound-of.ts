import { isShown } from "@/lib/history/creation-index";
import type { CreationItem, CreationRecord } from "@/lib/history/creation-record";

/** The sound of a request that is there. */
export const soundOf = ({ items }: CreationRecord): CreationItem | undefined => items.find(isShown);
