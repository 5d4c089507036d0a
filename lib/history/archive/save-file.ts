import { ArchiveFailure } from "./failure";

type SaveOptions = { suggestedName: string };

/** Chromium's way to write a file piece by piece; the types of the language do not have it yet. */
type Picker = { showSaveFilePicker?: (options: SaveOptions) => Promise<FileSystemFileHandle> };

/**
 * Lets a person choose where a file goes; call it from a click. Nothing where the browser cannot, and a download
 * has to do. Fails as ArchiveFailure `cancelled`.
 */
export async function chooseTarget(suggestedName: string): Promise<FileSystemFileHandle | undefined> {
  const { showSaveFilePicker } = window as Window & Picker;
  try {
    return await showSaveFilePicker?.call(window, { suggestedName });
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw new ArchiveFailure("cancelled");
    return undefined;
  }
}

/** How long a download may take to begin. */
const downloadMs = 60_000;

/** Hands a file to the browser's downloads. */
export function download(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), downloadMs);
}

/** A title as the name of a file: no sign that a system gives a meaning to. */
export function fileNameOf(title: string, extension: string): string {
  const safe = title
    .replace(/[\p{C}<>:"/\\|?*]+/gu, " ")
    .replace(/^[.\s]+|[.\s]+$/g, "")
    .replace(/\s+/g, " ");
  return `${Array.from(safe).slice(0, 60).join("") || "conversation"}.${extension}`;
}
