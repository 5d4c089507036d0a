/** Why the browser did not save: no room left, no storage to be had, or something else. */
export type StorageFailure = "full" | "unavailable" | "other";

const full = new Set(["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED"]);
/** Forbidden (private windows, policy), closed for a newer page, or broken on disk. */
const unavailable = new Set([
  "OpenFailedError",
  "MissingAPIError",
  "DatabaseClosedError",
  "InvalidStateError",
  "SecurityError",
  "VersionError",
  "NotFoundError",
  "UnknownError",
]);

/** Dexie wraps: an aborted transaction has its cause in `inner`, a bulk write in `failures`. */
function namesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const inner = "inner" in error ? [error.inner] : [];
  const failures = "failures" in error && Array.isArray(error.failures) ? error.failures : [];
  return [error.name, ...[...inner, ...failures].flatMap(namesOf)];
}

/** What a rejected save says about the storage. */
export function storageFailureOf(error: unknown): StorageFailure {
  const names = namesOf(error);
  if (names.some((name) => full.has(name))) return "full";
  return names.some((name) => unavailable.has(name)) ? "unavailable" : "other";
}
