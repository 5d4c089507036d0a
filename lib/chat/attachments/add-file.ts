import { randomUuid } from "@/lib/core/random-uuid";
import { err, ok, type Result } from "@/lib/core/result";
import type { FileProblem } from "@/lib/files/file-problem";
import { shelveMedia } from "@/lib/files/media-shelf";
import { prepareInWorker } from "@/lib/files/prepare-in-worker";
import type { Attachment } from "@/lib/history/record";
import { measureMedia } from "./measure-media";

/**
 * Makes an attachment of a chosen, pasted or dropped file, by what its bytes show, and keeps its content: in this
 * browser, or for a temporary conversation in this page only.
 */
export async function addFile(
  file: Blob,
  name: string,
  temporary: boolean,
): Promise<Result<Attachment, FileProblem>> {
  const prepared = await prepareInWorker(file);
  if (prepared.kind === "problem") return err(prepared.problem);
  const id = randomUuid();
  if (prepared.kind === "text") return ok({ kind: "text", id, name, text: prepared.text });
  const { mediaId, blob } = prepared;
  const pages = prepared.kind === "pdf" ? await pagesOf(blob) : ok(0);
  if (!pages.ok) return pages;
  if (!(await shelveMedia({ id: mediaId, blob, name, temporary }))) return err("storageFull");
  const source = { kind: "media" as const, mediaId, type: blob.type, bytes: blob.size };
  switch (prepared.kind) {
    case "image": {
      const { width, height, original } = prepared;
      return ok({ kind: "image", id, name, source, width, height, ...(original && { original }) });
    }
    case "pdf":
      return ok({ kind: "pdf", id, name, source, pages: pages.value });
    case "audio": {
      const { seconds } = await measureMedia(blob);
      return ok({ kind: "audio", id, name, source, ...(seconds !== undefined && { seconds }) });
    }
    case "video":
      return ok(asVideo({ id, name, source }, await measureMedia(blob)));
  }
}

/** Opened once: a document that cannot be read is refused at once, for whatever model. */
async function pagesOf(file: Blob): Promise<Result<number, FileProblem>> {
  const { openPdf } = await import("./pdf");
  const pdf = await openPdf(file);
  if (!pdf.ok) return pdf;
  await pdf.value.close();
  return ok(pdf.value.pages);
}

type Named = { id: string; name: string; source: Extract<Attachment, { kind: "video" }>["source"] };

/** A container for video may hold sound alone. */
function asVideo(named: Named, { seconds, ...size }: Awaited<ReturnType<typeof measureMedia>>): Attachment {
  const length = seconds !== undefined && { seconds };
  const soundAlone = seconds !== undefined && size.width === undefined;
  return soundAlone
    ? { kind: "audio", ...named, ...length }
    : { kind: "video", ...named, ...size, ...length };
}
