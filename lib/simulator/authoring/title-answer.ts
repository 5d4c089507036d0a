import type { Language } from "@/lib/simulator/authoring/language";
import { readSubject } from "@/lib/simulator/authoring/subject";
import { type ChatRequest, lastTurn } from "@/lib/simulator/chat/chat-request";

const wish = /\bwrite a title\b|(?:拟|起|写)一?个?标题/i;

/** A title for what the user's message begins with, when the instructions ask for one. */
export function titleAnswer(request: ChatRequest, language: Language): string | undefined {
  const instructions = request.turns.filter(({ role }) => role === "system").map(({ text }) => text);
  if (!wish.test(instructions.join("\n"))) return undefined;
  const [first = ""] = (lastTurn(request, "user")?.question ?? "").trim().split("\n");
  const { subject } = readSubject(first, language);
  return language === "zh" ? `关于${subject}` : `About ${subject}`;
}
