import type { ScenarioTable } from "@/lib/simulator/scenarios/scenario";

/** Event streams written in other ways that the standard allows: a reader must come to the same events. */
export const formatScenarios: ScenarioTable = {
  comments: {
    description: "A comment line `: text` before each event.",
    params: { text: "keep-alive" },
    effect: (params) => ({ format: { comment: params.text("text") } }),
  },
  crlf: { description: "Lines end in CR LF.", effect: () => ({ format: { lineEnding: "\r\n" } }) },
  cr: { description: "Lines end in CR alone.", effect: () => ({ format: { lineEnding: "\r" } }) },
  "byte-order-mark": {
    description: "The stream opens with a byte order mark.",
    effect: () => ({ format: { byteOrderMark: true } }),
  },
  "no-space": {
    description: "`data:` without a space after the colon.",
    effect: () => ({ format: { spaceAfterColon: false } }),
  },
  "multi-line-data": {
    description: "Each event's JSON is spread over several `data:` lines.",
    effect: () => ({ format: { multiLine: true } }),
  },
  "no-event-names": {
    description: "Events have no `event:` line, also where a route's streams have one.",
    effect: () => ({
      frames: function* step(frames) {
        for (const frame of frames) {
          if (frame.kind !== "data") yield frame;
          else {
            const { event: _, ...unnamed } = frame;
            yield unnamed;
          }
        }
      },
    }),
  },
  "retry-line": {
    description: "The stream opens with `retry: ms`.",
    params: { ms: "3000" },
    effect: (params) => ({ format: { retryMs: params.number("ms") } }),
  },
};
