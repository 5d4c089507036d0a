import type { SaveFormat } from "@/lib/embeddings/jobs";
import type { OpenVectors } from "@/lib/embeddings/open-vectors";

/** Hands the vectors of a model to the browser's downloads. */
export async function saveVectors(
  { client, model }: OpenVectors,
  texts: readonly string[],
  format: SaveFormat,
): Promise<void> {
  const [file, { download, fileNameOf, dayOf }] = await Promise.all([
    client.ask("save", { format, texts: [...texts] }),
    import("@/lib/history/archive/save-file"),
  ]);
  download(file, fileNameOf(`${dayOf(new Date())} ${model.split("/").at(-1)}`, format));
}
