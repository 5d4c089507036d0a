import type { InferUIMessageChunk } from "ai";
import { assertNever } from "@/lib/core/assert-never";
import type { RunEvent } from "@/lib/runs/event";
import type { RunOutput } from "@/lib/runs/snapshot";
import {
  type AnswerMetadata,
  type ChatUIMessage,
  callDataOf,
  choiceMetadata,
  factsOf,
  thinkingOf,
} from "./chat-message";

export type ChatChunk = InferUIMessageChunk<ChatUIMessage>;

const metadataChunk = (metadata: Partial<AnswerMetadata>): ChatChunk[] => [
  // The SDK merges what a chunk brings into what the message has.
  { type: "message-metadata", messageMetadata: metadata as AnswerMetadata },
];

/** A call as it stands; the SDK puts it in the place of what it had under the same id. */
function callChunk(partId: string, output: RunOutput): ChatChunk[] {
  const part = output.parts.findLast((candidate) => candidate.part === partId);
  return part ? [{ type: "data-call", id: partId, data: callDataOf(part) }] : [];
}

/** An event of a run in the SDK's words. `output` is what the run adds up to, this event included. */
export function toChunks(event: RunEvent, output: RunOutput): ChatChunk[] {
  switch (event.type) {
    case "reasoning-start": {
      const thinking = thinkingOf(output);
      const { part: id, choice } = event;
      return [
        { type: "reasoning-start", id, providerMetadata: choiceMetadata(choice) },
        ...metadataChunk({ retrying: null, ...(thinking && { thinking }) }),
      ];
    }
    case "reasoning-end": {
      const thinking = thinkingOf(output);
      return [{ type: "reasoning-end", id: event.part }, ...metadataChunk({ ...(thinking && { thinking }) })];
    }
    case "text-start": {
      const { part: id, choice } = event;
      return [
        { type: "text-start", id, providerMetadata: choiceMetadata(choice) },
        ...metadataChunk({ retrying: null, facts: factsOf(output) }),
      ];
    }
    case "text-end":
      return [{ type: "text-end", id: event.part }];
    case "reasoning-delta":
    case "text-delta":
      return [{ type: event.type, id: event.part, delta: event.delta }];
    case "tool-call-start":
      return [...callChunk(event.part, output), ...metadataChunk({ retrying: null })];
    case "tool-call-delta":
    case "tool-call-end":
      return callChunk(event.part, output);
    case "progress":
      return metadataChunk({ retrying: { attempt: event.attempt, error: event.error } });
    case "usage":
    case "error":
    case "run-end":
      return metadataChunk({ facts: factsOf(output), retrying: null });
    case "run-start":
    // No answer in words has these.
    case "job-start":
    case "job-step":
    case "result":
    case "media-start":
    case "media-retry":
    case "media-end":
    case "media-lost":
    case "item-failed":
    case "ranking":
    case "batch-state":
      return [];
    default:
      return assertNever(event);
  }
}
