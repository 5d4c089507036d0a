import { mostBytes, mostRequests, type Place } from "./check-file";

/**
 * A file that is too long for one batch as several, each with as many requests as one takes. `places` are those of all
 * requests. The parts are pieces of the file, so nothing is read.
 */
export function splitFile(file: Blob, places: readonly Place[]): Blob[] {
  const parts: Blob[] = [];
  let first = 0;
  for (const [at, { offset, bytes }] of places.entries()) {
    const begin = places[first]?.offset ?? 0;
    const full = at - first === mostRequests || offset + bytes - begin > mostBytes;
    if (!full || at === first) continue;
    parts.push(file.slice(begin, offset, file.type));
    first = at;
  }
  const begin = places[first]?.offset;
  return begin === undefined ? [] : [...parts, file.slice(begin, file.size, file.type)];
}
