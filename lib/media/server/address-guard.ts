import "server-only";
import { type LookupAddress, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { AppFailure, appError } from "@/lib/core/app-error";

/** IPv4 inside IPv6 in ways that ipaddr.js counts as ordinary: `::/96` (RFC 4291) and ISATAP (RFC 5214). */
const compatible = ipaddr.IPv6.parseCIDR("::/96");
const isatap = [0x0000_5efe, 0x0200_5efe];

function isOrdinary(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== "unicast") return false;
  if (address instanceof ipaddr.IPv4) return true;
  const [, , , , fifth = 0, sixth = 0] = address.parts;
  return !address.match(compatible) && !isatap.includes(fifth * 0x1_0000 + sixth);
}

/** Whether an IP address is one of the public internet: not this machine, its networks, or a cloud's metadata. */
export function isPublicAddress(text: string): boolean {
  const bare = text.replace(/^\[(.*)\]$/, "$1");
  if (!ipaddr.isValid(bare)) return false;
  const address = ipaddr.parse(bare);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress())
    return isOrdinary(address.toIPv4Address());
  return isOrdinary(address);
}

const forbidden = (host: string) => new AppFailure(appError("media-forbidden", { detail: host }));

/** Throws an AppFailure `media-forbidden` for a host that is written as an address which is not public. */
export function refusePrivateLiteral({ hostname }: URL): void {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  if (ipaddr.isValid(bare) && !isPublicAddress(bare)) throw forbidden(hostname);
}

/**
 * Looks a name up and leaves only public addresses: the connection is made to what was checked, so a name that
 * means another address a moment later gets nowhere.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) {
      callback(error, []);
      return;
    }
    const open: LookupAddress[] = found.filter(({ address }) => isPublicAddress(address));
    if (open.length === 0) callback(forbidden(hostname), []);
    else if (options.all) callback(null, open);
    else callback(null, open[0]?.address ?? "", open[0]?.family);
  });
};
