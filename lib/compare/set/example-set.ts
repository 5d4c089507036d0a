import type { PromptSet } from "./prompt-set";

type Example = Pick<PromptSet, "title" | "systemTemplate" | "template" | "judge"> & {
  /** Question and expected answer. */
  names: readonly [string, string];
  rows: readonly (readonly [string, string])[];
};

/** Facts that a model either knows or does not, with answers of one word: the smallest set that shows it all. */
const examples: Record<"en" | "zh", Example> = {
  en: {
    title: "Facts in one word",
    systemTemplate: "Answer with one word or one number, without a full stop.",
    template: "{{question}}",
    judge: { kind: "contains", expected: "{{expected}}", ignoreCase: true },
    names: ["question", "expected"],
    rows: [
      ["What is the capital of Australia?", "Canberra"],
      ["How many letters r are in the word strawberry?", "3"],
      ["Which metal is liquid at room temperature?", "Mercury"],
      ["What is 17 times 23?", "391"],
      ["Which planet has the shortest day?", "Jupiter"],
      ["Who wrote The Tale of Genji?", "Murasaki"],
      ["Is 97 a prime number? Answer yes or no.", "yes"],
      ["What is the chemical symbol for tungsten?", "W"],
    ],
  },
  zh: {
    title: "一词作答的常识题",
    systemTemplate: "只用一个词或一个数字回答，不加句号。",
    template: "{{问题}}",
    judge: { kind: "contains", expected: "{{答案}}", ignoreCase: true },
    names: ["问题", "答案"],
    rows: [
      ["澳大利亚的首都是哪座城市？", "堪培拉"],
      ["单词 strawberry 里有几个字母 r？", "3"],
      ["常温下呈液态的金属是什么？", "汞"],
      ["17 乘以 23 等于多少？", "391"],
      ["太阳系里自转最快的行星是哪一颗？", "木星"],
      ["《红楼梦》的作者是谁？", "曹雪芹"],
      ["97 是质数吗？回答是或否。", "是"],
      ["钨的元素符号是什么？", "W"],
    ],
  },
};

/** A set that shows what sets are for. */
export function exampleSet(locale: "en" | "zh") {
  const { names, rows, ...set } = examples[locale];
  const [question, expected] = names;
  return { ...set, rows: rows.map(([asked, right]) => ({ [question]: asked, [expected]: right })) };
}
