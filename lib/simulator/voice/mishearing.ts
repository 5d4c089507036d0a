import { hexOf } from "@/lib/simulator/random";

/* Models err on hard words, each on its own ones and always the same way: something for an error rate to show. */

const alike = (pairs: string): Map<string, string> =>
  new Map(
    pairs.split(/\s+/).flatMap((pair): [string, string][] => {
      const [one = "", other = ""] = pair.split("/");
      return [
        [one, other],
        [other, one],
      ];
    }),
  );

const englishPairs = alike(
  `their/there hear/here write/right weather/whether would/wood sea/see knew/new won/one which/witch whole/hole
  piece/peace wait/weight week/weak road/rode son/sun tale/tail threw/through break/brake meet/meat steal/steel`,
);
const chinesePairs = alike(
  "在/再 做/作 他/她 像/象 那/哪 坐/座 以/已 带/戴 即/既 近/进 象/相 读/独 摸/模 升/声",
);

/** One in `rarity` of the hard words is misheard. */
const rarity: Readonly<Record<string, number>> = {
  "FunAudioLLM/SenseVoiceSmall": 6,
  "TeleAI/TeleSpeechASR": 4,
};

const errsOn = (model: string, word: string): boolean =>
  Number.parseInt(hexOf("mishearing", model, word).slice(0, 6), 16) % (rarity[model] ?? 5) === 0;

function likeTheWord(word: string, other: string): string {
  return /^[A-Z]/.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
}

/** A long word loses its ending or a doubled letter. */
function shortened(word: string): string {
  const single = word.replace(/([a-z])\1/, "$1");
  return single === word ? word.replace(/(?:ing|ed|ly|s|e|r|t|n)$/, "") : single;
}

function misheard(word: string): string | undefined {
  const other = englishPairs.get(word.toLowerCase());
  if (other !== undefined) return likeTheWord(word, other);
  return word.length >= 9 ? shortened(word) : undefined;
}

/** The text as a model understands it. */
export function asHeardBy(model: string, text: string): string {
  return text.replace(/[A-Za-z]+|\p{Script=Han}/gu, (word) => {
    const other = chinesePairs.get(word) ?? misheard(word);
    return other !== undefined && errsOn(model, word) ? other : word;
  });
}
