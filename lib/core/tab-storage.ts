/*
 * What outlives a reload of this tab, and nothing more. None of these throws: where sessionStorage is full or forbidden,
 * a thing lives as long as the page.
 */

/** What was kept under a key; null when there is none or it cannot be read. */
export function readInTab(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps a value that JSON can hold. */
export function keepInTab(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // no room, or no storage at all
  }
}

export function forgetInTab(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // no storage, no copy in it
  }
}
