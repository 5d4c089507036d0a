import type { TextSet } from "@/lib/creations/text-set";
import type { CreationInput } from "@/lib/history/creation-record";

/** So many pictures are taken at once: each is sent as a whole. */
export const mostPictures = 100;

/** Texts and pictures as one set; a picture's text is its name, its line its number among the pictures. */
export function withPictures({ texts, lines }: TextSet, pictures: readonly CreationInput[]): TextSet {
  if (pictures.length === 0) return { texts, lines };
  return {
    texts: [...texts, ...pictures.map(({ name }) => name)],
    lines: [...lines, ...pictures.map((_, at) => at + 1)],
    pictures: [...texts.map(() => null), ...pictures.map(({ mediaId }) => mediaId)],
  };
}

/** The texts of a set without its pictures. */
export function withoutPictures({ texts, lines, pictures }: TextSet): TextSet {
  const isText = (_: unknown, row: number) => !pictures?.[row];
  return { texts: texts.filter(isText), lines: lines.filter(isText) };
}
