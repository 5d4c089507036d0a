import { mostBytes, mostRequests, type Place } from "./check-file";

/** A file that one batch takes, and how many requests it has. */
export type FilePart = { blob: Blob; requests: number };

/**
 * A file that is too long for one batch as several, each with as many requests as one takes. `places` are those of all
 * requests. The parts are pieces of the file, so nothing is read.
 */
export function splitFile(file: Blob, places: readonly Place[]): FilePart[] {
  const parts: FilePart[] = [];
  let first = 0;
  for (const [at, { offset, bytes }] of places.entries()) {
    const begin = places[first]?.offset ?? 0;
    const full = at - first === mostRequests || offset + bytes - begin > mostBytes;
    if (!full || at === first) continue;
    parts.push({ blob: file.slice(begin, offset, file.type), requests: at - first });
    first = at;
  }
  const begin = places[first]?.offset;
  if (begin === undefined) return [];
  return [...parts, { blob: file.slice(begin, file.size, file.type), requests: places.length - first }];
}
