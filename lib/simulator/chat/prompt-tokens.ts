import type { ChatMedia, ChatRequest } from "@/lib/simulator/chat/chat-request";
import { pictureTokens } from "@/lib/simulator/chat/picture-tokens";
import { countTokens } from "@/lib/simulator/tokens";

/** Fixed costs of what cannot be measured: an address is never opened, a video never decoded. */
const mediaTokens: Readonly<Record<ChatMedia["kind"], number>> = { image: 1024, video: 4096, audio: 292 };
const lowDetailTokens = 256;
const audioTokensPerSecond = 13;
const tokensPerTurn = 3;

function mediumTokens({ kind, detail, facts = { format: "" } }: ChatMedia, modelId: string): number {
  const { width, height, seconds, pages = 1 } = facts;
  const low = detail === "low";
  if (kind === "audio" && seconds !== undefined) return Math.floor(seconds * audioTokensPerSecond);
  if (kind !== "image") return mediaTokens[kind];
  if (width !== undefined && height !== undefined) return pictureTokens(modelId, { width, height, low });
  return pages * (low ? lowDetailTokens : mediaTokens.image);
}

function turnTokens({ text, media }: ChatRequest["turns"][number], modelId: string): number {
  const seen = media.map((medium) => mediumTokens(medium, modelId));
  return seen.reduce((sum, tokens) => sum + tokens, countTokens(text) + tokensPerTurn);
}

export function countPromptTokens(request: ChatRequest, modelId: string): number {
  const tools = request.tools.length === 0 ? 0 : countTokens(JSON.stringify(request.tools));
  const gap = countTokens((request.prefix ?? "") + (request.suffix ?? ""));
  return request.turns.reduce((sum, turn) => sum + turnTokens(turn, modelId), tools + gap);
}
