import type { OpenVectors } from "@/lib/embeddings/open-vectors";

/** What every view of vectors gets: the models, the texts, and the one text that all views look at. */
export type ViewProps = {
  all: readonly OpenVectors[];
  texts: readonly string[];
  row: number;
  onRow: (row: number) => void;
};
