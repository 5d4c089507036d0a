import { err, ok, type Result } from "@/lib/core/result";
import type { FileProblem } from "@/lib/files/file-problem";
import type { Attachment } from "@/lib/history/record";
import { addFile } from "./add-file";
import type { OpenPdf } from "./pdf";

type Converting = {
  pdf: OpenPdf;
  pages: readonly number[];
  /** Called before each page with how many are done. */
  onProgress: (done: number) => void;
  signal: AbortSignal;
};

type Pictures = Converting & {
  nameOf: (page: number) => string;
  temporary: boolean;
};

/** Pages of a PDF as pictures, for a model that sees. What was made before a page failed is not attached. */
export async function pdfPictures(parts: Pictures): Promise<Result<Attachment[], FileProblem>> {
  const { pdf, pages, onProgress, signal, nameOf, temporary } = parts;
  const made: Attachment[] = [];
  for (const page of pages) {
    if (signal.aborted) return ok([]);
    onProgress(made.length);
    const picture = await pdf.picture(page).catch(() => undefined);
    if (!picture) return err("pdfUnreadable");
    const added = await addFile(picture, nameOf(page), temporary);
    if (!added.ok) return added;
    made.push(added.value);
  }
  return ok(made);
}

/** The words of pages of a PDF as one text, for a model that does not see. Empty where there are only pictures. */
export async function pdfText({
  pdf,
  pages,
  onProgress,
  signal,
}: Converting): Promise<Result<string, FileProblem>> {
  const texts: string[] = [];
  for (const page of pages) {
    if (signal.aborted) return ok("");
    onProgress(texts.length);
    const text = await pdf.text(page).catch(() => undefined);
    if (text === undefined) return err("pdfUnreadable");
    texts.push(text);
  }
  const whole = texts.filter(Boolean).join("\n\n");
  return whole.length > mostTextCharacters ? err("textTooLong") : ok(whole);
}

/** As for a text file: half a million characters are more than any model's context. */
const mostTextCharacters = 512 * 1024;
