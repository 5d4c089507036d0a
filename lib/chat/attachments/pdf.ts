import {
  getDocument,
  type PDFDocumentProxy,
  PDFWorker,
  VerbosityLevel,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import { err, ok, type Result } from "@/lib/core/result";
import type { FileProblem } from "@/lib/files/file-problem";
import { CharacterMapFactory, DecoderFactory } from "./pdf-data";

/** Pixels of a page's longer side: small print on A4 stays readable. */
const pageSide = 1600;
const jpegQuality = 0.85;

/** A PDF that is open for reading; `close` gives its worker back. */
export type OpenPdf = {
  pages: number;
  /** One page as a JPEG. */
  picture: (page: number) => Promise<Blob>;
  /** The words of one page, without those that are only to be seen in pictures. */
  text: (page: number) => Promise<string>;
  close: () => Promise<void>;
};

/** Opens a PDF with pdf.js, in a worker of its own. */
export async function openPdf(file: Blob): Promise<Result<OpenPdf, FileProblem>> {
  const port = new Worker(new URL("./pdf-worker.ts", import.meta.url), { type: "module" });
  const worker = PDFWorker.create({ port });
  const close = async () => {
    worker.destroy();
    port.terminate();
  };
  try {
    const document = await getDocument({
      data: await file.arrayBuffer(),
      worker,
      verbosity: VerbosityLevel.ERRORS,
      CMapReaderFactory: CharacterMapFactory,
      WasmFactory: DecoderFactory,
      useWorkerFetch: false,
      enableXfa: false,
    }).promise;
    return ok({
      pages: document.numPages,
      picture: (page) => draw(document, page),
      text: (page) => wordsOf(document, page),
      close: async () => {
        await document.loadingTask.destroy();
        await close();
      },
    });
  } catch (error) {
    await close();
    return err(
      error instanceof Error && error.name === "PasswordException" ? "pdfEncrypted" : "pdfUnreadable",
    );
  }
}

async function draw(document: PDFDocumentProxy, number: number): Promise<Blob> {
  const page = await document.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: pageSide / Math.max(width, height) });
  const canvas = window.document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  await page.render({ canvas, viewport, background: "#fff" }).promise;
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", jpegQuality));
  page.cleanup();
  // Gives the memory back without waiting for a collection.
  canvas.width = 0;
  if (!blob) throw new Error("The page could not be turned into a picture.");
  return blob;
}

async function wordsOf(document: PDFDocumentProxy, number: number): Promise<string> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  page.cleanup();
  return items
    .map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : ""))
    .join("")
    .trim();
}
