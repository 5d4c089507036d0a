import { pinyin } from "pinyin-pro";

/* Mandarin syllables with their tones; the signs are those of phonemes.ts. */

export type Syllable = { signs: string /** 1 to 4; 5 is the neutral tone. */; tone: number };

const initials: Readonly<Record<string, string>> = {
  b: "B",
  p: "p",
  m: "m",
  f: "f",
  d: "D",
  t: "t",
  n: "n",
  l: "l",
  g: "G",
  k: "k",
  h: "h",
  j: "K",
  q: "q",
  x: "x",
  zh: "#",
  ch: "%",
  sh: "$",
  r: "R",
  z: "Z",
  c: "c",
  s: "s",
  y: "",
  w: "",
};

/** After the initial; `ü` is written v. Those that begin with i, u or ü glide into their vowel. */
const finals: Readonly<Record<string, string>> = {
  a: "a",
  o: "uO",
  e: "X",
  i: "i",
  u: "u",
  v: "y",
  ai: "Y",
  ei: "A",
  ao: "W",
  ou: "o",
  an: "an",
  en: "@n",
  ang: "aN",
  eng: "@N",
  er: "X2",
  ia: "4a",
  ie: "4E",
  iao: "4W",
  iu: "4o",
  ian: "4En",
  in: "in",
  iang: "4aN",
  ing: "iN",
  iong: "4UN",
  ua: "wa",
  uo: "wO",
  uai: "wY",
  ui: "wA",
  uan: "wan",
  un: "w@n",
  uang: "waN",
  ueng: "w@N",
  ong: "UN",
  ve: "yE",
  van: "yEn",
  vn: "yn",
};

/** The final as it sounds: spelling hides ü after j, q, x and y, and writes y and w where no initial stands. */
function finalOf(initial: string, written: string): string {
  const final = written.replaceAll("ü", "v");
  if (/^[jqxy]$/.test(initial) && final.startsWith("u"))
    return final.replace(/^ue?/, (u) => (u === "ue" ? "ve" : "v"));
  if (initial === "y")
    return final.startsWith("i") ? final : `i${final}`.replace(/^ie(?!$)/, "i").replace(/^iou$/, "iu");
  if (initial === "w")
    return final.startsWith("u") ? final : `u${final}`.replace(/^uei$/, "ui").replace(/^uen$/, "un");
  return final;
}

function vowelOf(initial: string, final: string): string {
  if (final === "i" && /^(?:z|c|s)$/.test(initial)) return "1";
  if (final === "i" && /^(?:zh|ch|sh|r)$/.test(initial)) return "2";
  return finals[final] ?? "@";
}

function syllableOf(spelled: string): Syllable {
  const [, initial = "", final = "", tone = "5"] =
    /^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?([a-zü]*)(\d?)$/.exec(spelled) ?? [];
  const sounded = finalOf(initial, final);
  return { signs: (initials[initial] ?? "") + vowelOf(initial, sounded), tone: Number(tone) || 5 };
}

const hanDigits = "零一二三四五六七八九";

/** The syllables of a run of Chinese characters and digits, which are read one by one; the words decide the tones. */
export function chineseSyllables(run: string): Syllable[] {
  const read = run.replace(/\d/g, (digit) => hanDigits.charAt(Number(digit)));
  return pinyin(read, { toneType: "num", type: "array", toneSandhi: true, v: true }).map(syllableOf);
}
