import type { Language } from "@/lib/simulator/authoring/language";
import { type ChatRequest, lastTurn } from "@/lib/simulator/chat/chat-request";
import { pick, type Random } from "@/lib/simulator/random";

const wish =
  /\b(?:rewrites?|improves?) prompts?\b.*\bpictures?\b|(?:优化|改写|润色).{0,12}(?:提示词|画面描述)/is;

const details: Record<Language, readonly string[]> = {
  en: [
    "seen from a low angle, soft light from the left, long shadows, muted colours with one warm accent, fine detail in the foreground and a calm, wide background",
    "in the golden light of the late afternoon, centred composition with much room above, gentle haze in the distance, warm colours, delicate brushwork",
    "under a clear sky, wide view with a winding path that leads into depth, crisp light, cool blues against warm greens, quiet mood",
  ],
  zh: [
    "低机位构图，光线从左侧柔和照入，影子修长，整体低饱和、一抹暖色点缀，前景细节丰富，背景开阔宁静",
    "傍晚金色阳光，主体居中，上方大面积留白，远处薄雾，暖色调，笔触细腻",
    "晴空之下，广角视野，一条小路蜿蜒通向远方，光线清透，冷蓝与暖绿对比，氛围安静",
  ],
};

/** The user's message as a fuller prompt for a picture, when the instructions ask for one: its words stay as they are. */
export function picturePromptAnswer(
  request: ChatRequest,
  language: Language,
  random: Random,
): string | undefined {
  const instructions = request.turns.filter(({ role }) => role === "system").map(({ text }) => text);
  if (!wish.test(instructions.join("\n"))) return undefined;
  const prompt = (lastTurn(request, "user")?.question ?? "").trim().replace(/[.。,，]+$/u, "");
  const joint = language === "zh" ? "，" : ", ";
  return `${prompt}${joint}${pick(random, details[language])}`;
}
