import type { UIMessageChunk } from "ai";
import { assertNever } from "@/lib/core/assert-never";
import type { RunEvent } from "@/lib/runs/event";
import type { RunOutput } from "@/lib/runs/snapshot";
import { type AnswerMetadata, factsOf, thinkingOf } from "./chat-message";

export type ChatChunk = UIMessageChunk<AnswerMetadata>;

const metadataChunk = (metadata: Partial<AnswerMetadata>): ChatChunk[] => [
  // The SDK merges what a chunk brings into what the message has.
  { type: "message-metadata", messageMetadata: metadata as AnswerMetadata },
];

/** An event of a run in the SDK's words. `output` is what the run adds up to, this event included. */
export function toChunks(event: RunEvent, output: RunOutput): ChatChunk[] {
  switch (event.type) {
    case "reasoning-start":
    case "reasoning-end": {
      const thinking = thinkingOf(output);
      return [
        { type: event.type, id: event.part },
        ...metadataChunk({ retrying: null, ...(thinking && { thinking }) }),
      ];
    }
    case "text-start":
      return [
        { type: "text-start", id: event.part },
        ...metadataChunk({ retrying: null, facts: factsOf(output) }),
      ];
    case "text-end":
      return [{ type: "text-end", id: event.part }];
    case "reasoning-delta":
    case "text-delta":
      return [{ type: event.type, id: event.part, delta: event.delta }];
    case "progress":
      return metadataChunk({ retrying: { attempt: event.attempt, error: event.error } });
    case "usage":
    case "error":
    case "run-end":
      return metadataChunk({ facts: factsOf(output), retrying: null });
    case "run-start":
    case "tool-call-start":
    case "tool-call-delta":
    case "tool-call-end":
      return [];
    default:
      return assertNever(event);
  }
}
