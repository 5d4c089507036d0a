import { resultBlob } from "@/lib/creations/save-result";
import { isShown } from "@/lib/history/creation-index";
import { rowsPerFile } from "@/lib/vectors/join-vectors";
import { askedRows, type ModelResult } from "./results";
import type { Jobs } from "./scoring";

/** The vectors of a baseline: row 0 is the query's, those of the documents that were asked for follow. Rejects when a file is gone. */
export async function cosineOrder(
  { record }: Pick<ModelResult, "record">,
  documents: number,
): Promise<Jobs["cosines"]["order"]> {
  const asked = askedRows(record, documents);
  const rows = Array.from({ length: asked.length + 1 }, (_, row) => row);
  const pieces = await Promise.all(
    record.items.filter(isShown).map(async ({ mediaId, index }) => {
      const bytes = await resultBlob(mediaId);
      if (!bytes) throw new Error("The vectors are gone.");
      return { rows: rows.slice(index * rowsPerFile, (index + 1) * rowsPerFile), bytes };
    }),
  );
  return { pieces, asked, documents };
}
