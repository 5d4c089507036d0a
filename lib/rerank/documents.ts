import type { TextSet } from "@/lib/creations/text-set";
import type { CreationInput } from "@/lib/history/creation-record";
import { estimateTokens } from "@/lib/runs/estimate-tokens";

/** So many documents are ranked at once: SiliconFlow names no limit, and a request to our server may have 8 MiB. */
export const mostDocuments = 2000;
/** UTF-16 units of all documents. */
export const mostCharacters = 2_500_000;

/** A picture among the documents, with its words; there may be none. */
export type PictureDocument = { input: CreationInput; caption: string };

/** Texts and pictures as one set of documents: the texts first. */
export function documentsOf(texts: TextSet, pictures: readonly PictureDocument[]): TextSet {
  if (pictures.length === 0) return texts;
  const last = Math.max(0, ...texts.lines);
  return {
    texts: [...texts.texts, ...pictures.map(({ caption }) => caption.trim())],
    lines: [...texts.lines, ...pictures.map((_, at) => last + at + 1)],
    pictures: [...texts.texts.map(() => null), ...pictures.map(({ input }) => input.mediaId)],
  };
}

/** The places of the documents that a model gets which takes no pictures; nothing where that is all of them. */
export function textRows({ texts, pictures }: TextSet): number[] | undefined {
  if (!pictures) return undefined;
  const rows = texts.flatMap((text, row) => (text === "" ? [] : [row]));
  return rows.length === texts.length ? undefined : rows;
}

/** A model reads the query with each document: about so many tokens for all of them, at most. */
export const tokensOf = (query: string, documentTokens: number, documents: number): number =>
  documentTokens + documents * estimateTokens(query);
