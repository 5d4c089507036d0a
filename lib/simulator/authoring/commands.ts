import { exactCharacters, exactWords } from "@/lib/simulator/authoring/filler";
import type { Language } from "@/lib/simulator/authoring/language";
import { type ChatRequest, lastTurn } from "@/lib/simulator/chat/chat-request";

/*
 * Prompts with an exact answer, for tests, benches and people who want to see a certain text.
 * Each is one line of README.md as well.
 */

const echo = /(?:say exactly|原样回复|原样输出)\s*[:：]\s*([\s\S]+)/i;
const replyWith = /(?:reply with|回复内容)\s*[:：]\s*([\s\S]+)/i;
const englishLength = /\brepeat\s+(\d{1,6})\s+words?\b/i;
const chineseLength = /输出\s*(\d{1,6})\s*个?字/;
const recall =
  /what did i (?:just )?(?:ask|say)|my (?:previous|last) (?:question|message)|我(?:刚才|刚刚|上一句|之前)(?:问|说)了?什么/i;

/** The answer that a special prompt asks for, or undefined for an ordinary prompt. */
export function commandedAnswer(request: ChatRequest, language: Language): string | undefined {
  const system = request.turns.filter((turn) => turn.role === "system").map((turn) => turn.text);
  const question = lastTurn(request, "user")?.question ?? "";
  return (
    echo.exec(question)?.[1]?.trim() ??
    sized(question) ??
    remembered(request, question, language) ??
    replyWith.exec(system.join("\n"))?.[1]?.trim()
  );
}

function sized(question: string): string | undefined {
  const words = englishLength.exec(question)?.[1];
  if (words !== undefined) return exactWords(Number(words));
  const characters = chineseLength.exec(question)?.[1];
  return characters === undefined ? undefined : exactCharacters(Number(characters));
}

function remembered(request: ChatRequest, question: string, language: Language): string | undefined {
  if (!recall.test(question)) return undefined;
  const earlier = request.turns.filter((turn) => turn.role === "user").at(-2)?.question;
  if (language === "zh") {
    return earlier === undefined
      ? "这是我们对话的第一句，你之前还没有问过什么。"
      : `你刚才问的是：「${earlier}」`;
  }
  return earlier === undefined
    ? "This is the first message of our conversation; you have not asked anything before."
    : `You just asked: “${earlier}”`;
}
