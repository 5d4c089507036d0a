import type { Language } from "@/lib/simulator/authoring/language";

/** What a question is about, in the words that it uses itself. */
export type Subject = {
  /** The question on one line, shortened. */
  question: string;
  /** The question without «please explain …» and the like. */
  subject: string;
  /** Three words that stand out, filled up with general ones. */
  keywords: readonly [string, string, string];
};

const politeness: Readonly<Record<Language, RegExp>> = {
  en: /^(?:please|kindly|can you|could you|would you|will you|hi|hello|hey|tell me|help me|i want(?: you)? to|i need(?: you)? to|i'd like to|let's|write|give me|show me|draw|make|create|explain|describe|compare|summari[sz]e|translate|list|draft|what(?:'s| is| are| was| were| does| do)|how (?:do|does|can|should|to|would)(?: (?:i|you|we|one))?|why (?:is|are|do|does|did)|who (?:is|was)|me|an?|the|differences? between|pros and cons of|some|to|for|briefly|in detail|short|long|email|letter|story|poem|of|code|table|with|in (?:english|chinese))(?![\p{L}\p{N}'])[\s,:!.]*/iu,
  zh: /^(?:请问|请(?!假|客|柬)你?|帮我|帮忙|麻烦你?|你能不能|你能|能否|能不能|可以|给我|为我|我想(?:知道|了解)?|写(?:一?[个篇首段封份])?|画一?[张个]|列出|列一下|介绍(?:一?下)?|解释(?:一?下)?|说明(?:一?下)?|讲(?:一?[个下])?|比较(?:一?下)?|对比(?:一?下)?|总结(?:一?下)?|翻译(?:一?下)?|什么是|什么叫|如何|怎么样?|怎样|为什么|用中文|用英文|一下|一个|一篇|详细|简单|的|，|：|\s)+/u,
};

const endings: Readonly<Record<Language, RegExp>> = {
  en: /[\s?.!,;:…]+$/u,
  zh: /(?:是什么意思|是什么|是怎么回事|吗|呢|吧|[\s？?。！!，,；;：:…])+$/u,
};

const stopWords = new Set(
  (
    "all and any are ask but can did for get had has her him his how its let may new not now off old one our out own put say see she the too try two use was way who why yes you " +
    "about above after again also answer because been before being between both brief briefly code could does doing down each english every explain " +
    "first from function give have help here into just list long make more most need only other over please same " +
    "short should show some such table tell than that their them then there these they this three through using " +
    "very want were what when where which while will with word words would write your " +
    "一个 一下 什么 怎么 如何 为什么 可以 能否 我们 你们 他们 这个 那个 这些 那些 以及 或者 并且 还是 因为 所以 如果 但是 " +
    "推荐 适合 介绍 解释 说明 比较 对比 总结 翻译 列出 帮我 关于 需要 进行 使用 请问 是否 之间 区别 请用 一首 一篇"
  ).split(" "),
);

const generalWords: Readonly<Record<Language, readonly [string, string, string]>> = {
  en: ["the purpose", "the method", "the result"],
  zh: ["目标", "方法", "结果"],
};

const segmenters: Readonly<Record<Language, Intl.Segmenter>> = {
  en: new Intl.Segmenter("en", { granularity: "word" }),
  zh: new Intl.Segmenter("zh", { granularity: "word" }),
};

function shorten(text: string, most: number): string {
  const letters = [...text];
  if (letters.length <= most) return text;
  return `${letters
    .slice(0, most)
    .join("")
    .replace(/\s+\S*$/, "")}…`;
}

/** Words that carry meaning, in their order, each once. */
export function contentWords(text: string, language: Language): string[] {
  const words = [...segmenters[language].segment(text)]
    .filter((part) => part.isWordLike)
    .map((part) => part.segment)
    .filter((word) => !stopWords.has(word.toLowerCase()))
    .filter((word) => word.length >= (language === "en" && !/\p{Script=Han}/u.test(word) ? 3 : 2));
  return [...new Map(words.map((word) => [word.toLowerCase(), word])).values()];
}

/** What stands after «about»; for «a story about autumn» that is the subject. */
function narrowed(text: string, language: Language): string {
  const found = language === "en" ? /\babout\s+(.+)$/i.exec(text) : /关于(.+?)(?:的[^的]{1,6})?$/u.exec(text);
  return (
    found?.[1] ??
    text.replace(/(?:之间)?的?(?:有(?:什么|哪些))?(?:区别|不同|优缺点|异同|差异)$|的?邮件$/u, "")
  );
}

/** The two sides of a comparison. */
function pairOf(text: string, language: Language): string[] | undefined {
  const [first, second, ...more] = text.split(
    language === "en" ? /\s+(?:and|or|vs\.?|versus|with)\s+/i : /和|与|跟|、|\s*vs\.?\s*/iu,
  );
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  const sides = [first, second].map((side) => side.trim().replace(/^(?:differences? )?between\s+/i, ""));
  return sides.every((side) => side !== "" && side.length <= 24) ? sides : undefined;
}

export function readSubject(text: string, language: Language): Subject {
  const line = text.replace(/\s+/g, " ").trim();
  let rest = line.split(language === "en" ? /(?<=[?.!])\s/ : /(?<=[？。！?!])/)[0] ?? line;
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(politeness[language], "");
  }
  const bare = narrowed(rest.replace(endings[language], ""), language);
  const found = contentWords(bare.slice(0, 2000), language);
  const words = (pairOf(bare, language) ?? found).map((word) => shorten(word, 24));
  const [a, b, c] = generalWords[language];
  const keywords = [words[0] ?? a, words[1] ?? b, words[2] ?? c] as const;
  return {
    question: shorten(line, 120) || "…",
    subject: shorten(bare === "" ? keywords[0] : bare, language === "en" ? 60 : 24),
    keywords,
  };
}
