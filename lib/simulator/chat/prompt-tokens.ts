import type { ChatMedia, ChatRequest } from "@/lib/simulator/chat/chat-request";
import { countTokens } from "@/lib/simulator/tokens";

/** Fixed costs: a simulator does not fetch or measure media. Low detail is 256 on most models (notes.md section 10). */
const mediaTokens: Readonly<Record<ChatMedia["kind"], number>> = { image: 1024, video: 4096, audio: 292 };
const lowDetailTokens = 256;
const tokensPerTurn = 3;

function turnTokens({ text, media }: ChatRequest["turns"][number]): number {
  const seen = media.map(({ kind, detail }) =>
    kind === "image" && detail === "low" ? lowDetailTokens : mediaTokens[kind],
  );
  return seen.reduce((sum, tokens) => sum + tokens, countTokens(text) + tokensPerTurn);
}

export function countPromptTokens(request: ChatRequest): number {
  const tools = request.tools.length === 0 ? 0 : countTokens(JSON.stringify(request.tools));
  const gap = countTokens((request.prefix ?? "") + (request.suffix ?? ""));
  return request.turns.reduce((sum, turn) => sum + turnTokens(turn), tools + gap);
}
