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

const nameLength = 60;

/** A title as the name of a file: no sign that a system gives a meaning to. Of several files each has a number. */
export function fileNameOf(title: string, extension: string, number?: number): string {
  const safe = title.replace(/[\p{C}<>:"/\\|?*\s]+/gu, " ").replace(/^[. ]+/, "");
  const short = Array.from(safe)
    .slice(0, nameLength)
    .join("")
    .replace(/[. ]+$/, "");
  return `${[short || "conversation", number].filter((part) => part !== undefined).join(" ")}.${extension}`;
}

/** A day as it is where the person is, as in 2026-01-31. */
export function dayOf(date: Date): string {
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}
