import type { ChatRequest } from "@/lib/simulator/chat/chat-request";
import { lastTurn } from "@/lib/simulator/chat/chat-request";

export type Language = "en" | "zh";

const asksForEnglish = /\bin english\b|(用|以|使用)英[文语](?!翻译)|英文(回答|回复)/i;
const asksForChinese = /\bin chinese\b|(用|以|使用)中文|中文(回答|回复)/i;

/** Chinese when the text has at least as many Chinese characters as words in Latin letters. */
export function languageOfText(text: string): Language {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return chinese > 0 && chinese >= latin ? "zh" : "en";
}

function askedFor(text: string): Language | undefined {
  if (asksForEnglish.test(text)) return "en";
  return asksForChinese.test(text) ? "zh" : undefined;
}

/** What the question or else the system prompt asks for, or the question's own language. */
export function answerLanguage(request: ChatRequest): Language {
  const question = lastTurn(request, "user")?.question ?? "";
  const system = request.turns.filter((turn) => turn.role === "system").map((turn) => turn.text);
  return askedFor(question) ?? askedFor(system.join("\n")) ?? languageOfText(question);
}
