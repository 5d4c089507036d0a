/** The addresses that text written by a model may lead to or load. Whatever is not listed here is refused. */
export const linkProtocols = ["http", "https", "mailto"] as const;
export const imageProtocols = ["blob"] as const;
const mediaRoute = "/api/media/";

/** Only its shape is used: a relative address is read as one on this site. */
const anySite = "https://site.invalid";

function parse(address: string): URL | null {
  return URL.canParse(address, anySite) ? new URL(address, anySite) : null;
}

function hasProtocol(url: URL, protocols: readonly string[]): boolean {
  return protocols.includes(url.protocol.slice(0, -1));
}

/**
 * The address a link may lead to, or null. Relative addresses are refused, since a model does not know this
 * site, and so are names and passwords before the host, which disguise it.
 */
export function linkAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") return null;
  return hasProtocol(url, linkProtocols) ? url.href : null;
}

/** The address an image may load from, or null: what the browser itself holds, or this site's media route. */
export function imageAddress(address: string): string | null {
  const url = parse(address);
  if (!url) return null;
  if (hasProtocol(url, imageProtocols)) return url.href;
  const isOwn =
    url.origin === anySite && address.startsWith(mediaRoute) && url.pathname.startsWith(mediaRoute);
  return isOwn ? url.pathname + url.search : null;
}

/** What to call the place a refused image wanted to load from. */
export function hostOf(address: string): string {
  const url = parse(address);
  if (!url || url.origin === anySite) return "?";
  return url.host || url.protocol;
}
