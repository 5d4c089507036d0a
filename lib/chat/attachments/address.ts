import { randomUuid } from "@/lib/core/random-uuid";
import type { Attachment } from "@/lib/history/record";

export type AddressKind = "image" | "video" | "audio";

/**
 * The attachment that an address stands for; nothing for what is no http(s) address. Only SiliconFlow ever opens
 * it.
 */
export function addressAttachment(kind: AddressKind, address: string): Attachment | undefined {
  const written = address.trim();
  if (!URL.canParse(written)) return undefined;
  const { protocol, href: url, pathname, hostname } = new URL(written);
  if (!/^https?:$/.test(protocol)) return undefined;
  const name = decodedName(pathname) || hostname;
  return { kind, id: randomUuid(), name, source: { kind: "url", url } };
}

/** Where an address leads to. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

function decodedName(pathname: string): string {
  const last = pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
