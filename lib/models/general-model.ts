import type { ModelSummary } from "./model-summary";

/**
 * Whether a model answers anything one asks. Calling tools is what sets a general model apart from those for reading
 * documents or for translation; the catalogue has no other mark.
 */
export const isGeneral = ({ tools }: ModelSummary): boolean => tools === true;
