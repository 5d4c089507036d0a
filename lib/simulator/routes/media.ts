import type { Route } from "@/lib/simulator/exchange";
import type { Reply } from "@/lib/simulator/http/reply";
import { objectStoreError } from "@/lib/simulator/media/object-store";

const contentTypes: Readonly<Record<string, string>> = { png: "image/png", webm: "video/webm" };

/** The part of the body that a Range header asks for (RFC 9110, section 14): one range; others get the whole. */
function partOf(body: Buffer, contentType: string, range: string | undefined): Reply {
  const common = { "accept-ranges": "bytes", "cache-control": "no-store" };
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (first === "" && last === "") return { kind: "body", status: 200, body, contentType, headers: common };
  const start = first === "" ? Math.max(0, body.length - Number(last)) : Number(first);
  const end = first === "" || last === "" ? body.length - 1 : Math.min(Number(last), body.length - 1);
  if (start > end) {
    const headers = { ...common, "content-range": `bytes */${body.length}` };
    return { kind: "body", status: 416, body: "", contentType, headers };
  }
  const headers = { ...common, "content-range": `bytes ${start}-${end}/${body.length}` };
  return { kind: "body", status: 206, body: body.subarray(start, end + 1), contentType, headers };
}

/** GET /media/<name>: the bytes behind a link. Whoever has the link may read it, until it expires. */
export const getMedia: Route = {
  method: "GET",
  path: "/media/{name}",
  needsNoKey: true,
  handle: async ({ state, pathParams, request }) => {
    const name = pathParams["name"] ?? "";
    const result = state.shelf.get(name);
    if (result === undefined) return objectStoreError("gone");
    if (state.options.now() >= result.madeAt + state.pace.mediaTtlMs) return objectStoreError("expired");
    const contentType = contentTypes[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
    return partOf(await state.shelf.bytes(name, result), contentType, request.headers.range);
  },
};
