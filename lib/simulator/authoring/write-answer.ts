import { commandedAnswer } from "@/lib/simulator/authoring/commands";
import { continuationText, gapText } from "@/lib/simulator/authoring/continuation";
import { factAnswer } from "@/lib/simulator/authoring/facts";
import { jsonAnswer } from "@/lib/simulator/authoring/json-answer";
import { answerLanguage, type Language } from "@/lib/simulator/authoring/language";
import { picturePromptAnswer } from "@/lib/simulator/authoring/picture-prompt";
import { contentWords, readSubject, type Subject } from "@/lib/simulator/authoring/subject";
import { answerText, codeSample, thinkingText, type Words } from "@/lib/simulator/authoring/templates";
import { titleAnswer } from "@/lib/simulator/authoring/title-answer";
import { type PlannedCall, writeCalls } from "@/lib/simulator/authoring/tool-calls";
import { codeSampleOf, topicOf } from "@/lib/simulator/authoring/topics";
import { type ChatMedia, type ChatRequest, lastTurn } from "@/lib/simulator/chat/chat-request";
import type { WireStyle } from "@/lib/simulator/chat/wire-style";
import { type Random, randomOf } from "@/lib/simulator/random";

export type Assignment = {
  request: ChatRequest;
  modelId: string;
  thinks: boolean;
  toolIds: WireStyle["toolIds"];
  toolCalls: number;
  seed: string;
};

export type Written = { reasoning: string; content: string; calls: PlannedCall[] };

type Draft = Assignment & { question: string; language: Language; subject: Subject; random: Random };

/** Writes what a model would say. The same request, model and seed always give the same text. */
export function writeAnswer(assignment: Assignment): Written {
  const { request, modelId, seed, thinks, toolIds, toolCalls } = assignment;
  const question = lastTurn(request, "user")?.question ?? "";
  const language = answerLanguage(request);
  const subject = readSubject(materialOf(question), language);
  const random = randomOf("answer", seed, modelId, question, request.turns.length, request.temperature ?? "");
  const draft: Draft = { ...assignment, question, language, subject, random };
  const words = contentWords(question.slice(0, 2000), language);
  const book = { prompt: question, words, subject: subject.subject };
  const calls = writeCalls({ request, question, language, book, idStyle: toolIds, count: toolCalls, seed });
  const reasoning = thinks ? thinkingText(language, wordsOf(draft, calls)) : "";
  if (calls.length > 0) return { reasoning, content: "", calls };
  return { reasoning, content: writeContent(draft, book), calls };
}

/** For «translate this: …» the text after the colon, otherwise the whole question. */
function materialOf(question: string): string {
  const topic = topicOf(question);
  if (topic !== "translate" && topic !== "summary") return question;
  return /^[^:：\n]{0,60}[:：]\s*(\S[\s\S]*)$/u.exec(question)?.[1] ?? question;
}

function writeContent(draft: Draft, book: Parameters<typeof jsonAnswer>[1]): string {
  const { request, question, language } = draft;
  const commanded =
    titleAnswer(request, language) ??
    picturePromptAnswer(request, language, draft.random) ??
    commandedAnswer(request, language);
  if (commanded !== undefined) return commanded;
  if (request.suffix !== undefined) return gapText(request.prefix ?? "");
  const json = jsonAnswer(request, book, language);
  if (request.prefix !== undefined) return continuationText(request.prefix, question, proseOf(draft));
  return json ?? factAnswer(question, language, draft.modelId) ?? proseOf(draft);
}

/** An answer in Markdown from the recorded texts, with a line about who wrote it. */
function proseOf(draft: Draft): string {
  const { request, question, language, random } = draft;
  const last = request.turns.at(-1);
  const media = lastTurn(request, "user")?.media ?? [];
  const topic = last?.role === "tool" ? "tool-result" : media.length > 0 ? "vision" : topicOf(question);
  const text = answerText(topic, language, wordsOf(draft, []), random);
  if (topic === "greeting" || topic === "identity") return text;
  return [referenceTo(request, language), text, signature(language)]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** A line that shows that earlier turns arrived. */
function referenceTo(request: ChatRequest, language: Language): string {
  const earlier = request.turns.filter((turn) => turn.role === "user").at(-2)?.question ?? "";
  if (earlier === "") return "";
  const { question } = readSubject(earlier, language);
  return language === "zh" ? `*接着前面的「${question}」继续说。*` : `*Following on from “${question}”.*`;
}

/** Names no model: an answer that is compared blindly would tell whose it is. */
function signature(language: Language): string {
  return language === "zh"
    ? `---\n\n*演示：这段文字由模拟器写成，内容只是示意。*`
    : `---\n\n*Demo: the simulator wrote this; the content is only an illustration.*`;
}

function wordsOf(draft: Draft, calls: readonly PlannedCall[]): Words {
  const { subject, language, modelId, question, request } = draft;
  const [a, b, c] = subject.keywords;
  const media = lastTurn(request, "user")?.media ?? [];
  const { sample, language: codeLanguage } = codeSampleOf(question);
  return {
    question: subject.question,
    subject: subject.subject,
    a,
    b,
    c,
    model: modelId,
    code: codeSample(sample),
    language: codeLanguage,
    media: describeMedia(media, language),
    images: String(media.filter((medium) => nameOf(medium) === "image").length),
    tool: lastTurn(request, "assistant")?.calls.at(-1) ?? "tool",
    result: toolResult(request),
    plan: planLine(topicOf(question), language, calls),
  };
}

function toolResult(request: ChatRequest): string {
  const text = lastTurn(request, "tool")?.text ?? "";
  return /^\s*[[{]/.test(text) ? `\`\`\`json\n${text}\n\`\`\`` : `> ${text.replaceAll("\n", "\n> ")}`;
}

const mediaNames = {
  en: {
    image: ["picture", "pictures"],
    document: ["document", "documents"],
    video: ["video", "videos"],
    audio: ["recording", "recordings"],
  },
  zh: { image: "张图片", document: "份文档", video: "段视频", audio: "段音频" },
} as const;

type MediaName = keyof (typeof mediaNames)["zh"];

const nameOf = ({ kind, facts }: ChatMedia): MediaName => (facts?.format === "PDF" ? "document" : kind);

/** What could be read of a medium: «PNG, 640 × 480». */
function factsLine({ facts }: ChatMedia, language: Language): string[] {
  if (facts === undefined) return [];
  const { format, width, height, seconds, pages } = facts;
  const zh = language === "zh";
  return [
    [
      format,
      ...(width === undefined || height === undefined ? [] : [`${width} × ${height}`]),
      ...(seconds === undefined ? [] : [zh ? `${seconds.toFixed(1)} 秒` : `${seconds.toFixed(1)} s`]),
      ...(pages === undefined ? [] : [zh ? `${pages} 页` : `${pages} ${pages === 1 ? "page" : "pages"}`]),
    ].join(zh ? "，" : ", "),
  ];
}

/** «2 pictures (PNG, 640 × 480; JPEG, 64 × 64) and 1 video», in the language of the answer. */
function describeMedia(media: readonly ChatMedia[], language: Language): string {
  const kinds = ["image", "document", "video", "audio"] as const;
  const parts = kinds.flatMap((kind) => {
    const some = media.filter((medium) => nameOf(medium) === kind);
    const count = some.length;
    if (count === 0) return [];
    const known = some.flatMap((medium) => factsLine(medium, language));
    if (language === "zh")
      return ` ${count} ${mediaNames.zh[kind]}${known.length === 0 ? "" : `（${known.join("；")}）`}`;
    const facts = known.length === 0 ? "" : ` (${known.join("; ")})`;
    return `${count} ${mediaNames.en[kind][count === 1 ? 0 : 1]}${facts}`;
  });
  return language === "zh" ? parts.join("和") : parts.join(" and ");
}

function planLine(topic: string, language: Language, calls: readonly PlannedCall[]): string {
  const [call] = calls;
  if (call !== undefined) {
    return language === "zh"
      ? `这里有一个合适的工具 ${call.name}，应该先调用它。`
      : `There is a tool that fits, ${call.name}, so I should call it first.`;
  }
  if (language === "zh") return `从内容看，用「${topicNames[topic] ?? "说明"}」的形式最合适。`;
  return `Judging by the wording, a ${topic === "explain" ? "short explanation" : topic} fits best.`;
}

const topicNames: Readonly<Record<string, string>> = {
  greeting: "问候",
  translate: "翻译",
  summary: "摘要",
  letter: "书信",
  story: "故事",
  poem: "诗",
  table: "表格",
  code: "代码",
  formula: "公式",
  quadratic: "推导",
  list: "清单",
};
