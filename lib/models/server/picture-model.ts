import "server-only";
import type { CatalogueEntry } from "../catalogue-entry";
import { mediaTraitsOf } from "./model-traits";

/**
 * What a model that makes pictures takes, as far as anybody says; nothing of a model of another kind, or that nobody knows.
 * A model that edits takes one picture at least.
 */
export function pictureModelOf(id: string, entry: CatalogueEntry | undefined) {
  if (entry?.type !== "image") return undefined;
  const { parameters, inputPictures } = mediaTraitsOf(id);
  const edits = entry.sub_type === "image-to-image";
  return {
    takesSize: parameters?.includes("image_size") ?? !edits,
    usualSize: entry.image?.sizes.value?.[0] ?? "1024x1024",
    takesBatch: parameters?.includes("batch_size") ?? false,
    inputPictures: inputPictures ?? (edits ? 1 : 0),
  };
}
