import type { Reply } from "@/lib/simulator/http/reply";
import { objectStoreError } from "@/lib/simulator/media/object-store";
import type { Effect, Scenario, ScenarioParams, ScenarioTable } from "@/lib/simulator/scenarios/scenario";

/*
 * What may be wrong with the link to a picture or clip. Set on the request that makes the result (images/generations,
 * video/submit, video/status) they stay with its links; set on `/media/*` they are for that download.
 */

type MediaScenario = {
  description: string;
  params?: Record<string, string>;
  /** How many downloads of a link meet it, unless told; empty is all. */
  times?: string;
  effect: (params: ScenarioParams) => Effect;
};

function onDownload({ description, params, times = "", effect }: MediaScenario): Scenario {
  return {
    description: `${description} The first \`times\` downloads of a link; all when empty.`,
    params: { ...params, times },
    effect: (given) => ({ media: { times: given.optionalNumber("times"), effect: effect(given) } }),
  };
}

function redirectTo(location: string): Reply {
  return { kind: "body", status: 302, body: "", contentType: "text/plain", headers: { location } };
}

const html = "<!doctype html><html><body><h1>Please sign in to the network</h1></body></html>\n";
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><circle r="9"/></svg>\n';
const pngSignature = Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");

const endless: Iterable<Buffer> = {
  *[Symbol.iterator]() {
    yield pngSignature;
    const piece = Buffer.alloc(64 * 1024);
    while (true) yield piece;
  },
};

export const mediaScenarios: ScenarioTable = {
  "media-address": {
    description:
      "The link is `url`: a private address (http://127.0.0.1:1/a.png, http://[::1]/), file:///etc/passwd, any.",
    params: { url: "http://169.254.169.254/latest/meta-data" },
    effect: (params) => ({ media: { address: params.text("url"), times: 0, effect: {} } }),
  },
  "media-dead": onDownload({
    description: "404 in an object store's XML.",
    effect: () => ({ reply: objectStoreError("gone") }),
  }),
  "media-expired": onDownload({
    description: "403 in an object store's XML, as after `mediaTtlMs`.",
    effect: () => ({ reply: objectStoreError("expired") }),
  }),
  "media-error": onDownload({
    description: "`status` in an object store's XML.",
    params: { status: "500" },
    times: "1",
    effect: (params) => ({ reply: objectStoreError("broken", params.number("status")) }),
  }),
  "media-redirect": onDownload({
    description: "302 to `to`, a private address unless told.",
    params: { to: "http://127.0.0.1:1/secret" },
    effect: (params) => ({ reply: redirectTo(params.text("to")) }),
  }),
  "media-redirect-loop": onDownload({
    description: "302 to itself.",
    effect: () => ({ reply: redirectTo("?again") }),
  }),
  "media-drip": onDownload({
    description: "The body comes in pieces of `bytes`, one every `ms`.",
    params: { bytes: "1024", ms: "500" },
    effect: (params) => ({
      wire: { chunkBytes: Math.max(1, params.number("bytes")), chunkDelayMs: params.number("ms") },
    }),
  }),
  "media-stall": onDownload({
    description: "Nothing more comes after `bytes` bytes; the socket stays open.",
    params: { bytes: "4096" },
    times: "1",
    effect: (params) => ({ wire: { stallAtByte: params.number("bytes") } }),
  }),
  "media-truncated": onDownload({
    description: "The socket ends after `bytes` bytes of a body whose announced length is larger.",
    params: { bytes: "4096" },
    times: "1",
    effect: (params) => ({ wire: { cutAtByte: params.number("bytes") } }),
  }),
  "media-html": onDownload({
    description: "200 with a page of HTML under the content type `type` (image/png declares what it is not).",
    params: { type: "text/html" },
    effect: (params) => ({
      reply: { kind: "body", status: 200, body: html, contentType: params.text("type") },
    }),
  }),
  "media-svg": onDownload({
    description: "200 with an SVG that holds a script.",
    effect: () => ({ reply: { kind: "body", status: 200, body: svg, contentType: "image/svg+xml" } }),
  }),
  "media-empty": onDownload({
    description: "200 and not one byte of body, under the content type `type`.",
    params: { type: "image/png" },
    effect: (params) => ({
      reply: { kind: "body", status: 200, body: "", contentType: params.text("type") },
    }),
  }),
  "media-endless": onDownload({
    description:
      "A body that never ends and begins like a PNG; `announced` bytes of length are declared, if any.",
    params: { announced: "" },
    effect: (params) => {
      const length = params.text("announced");
      const headers = length === "" ? {} : { "content-length": length };
      return { reply: { kind: "pieces", status: 200, contentType: "image/png", pieces: endless, headers } };
    },
  }),
};
