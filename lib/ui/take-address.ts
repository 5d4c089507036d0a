/**
 * Gives the page the address of what it has begun, without a navigation: the page and its streams stay as they are.
 * Nothing happens when the person has gone elsewhere since `from`.
 */
export function takeAddress(path: string, from: string): void {
  if (window.location.pathname === from) window.history.replaceState(null, "", path);
}
