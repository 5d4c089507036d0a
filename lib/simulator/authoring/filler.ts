const words =
  "the river carries light past the old mill while two swallows turn above the water and nobody on the bridge is in a hurry".split(
    " ",
  );
const characters = [
  ..."江水慢慢流过老桥两只燕子在暮色里来回飞翔岸边的人谁也不着急灯一盏一盏亮起来风从山那边吹来带着新茶的香气",
];

const wordsPerParagraph = 100;
const charactersPerParagraph = 200;
const most = 200_000;

/** Exactly `count` words (at most 200 000 bytes of text), in paragraphs. */
export function exactWords(count: number): string {
  let text = "";
  for (let at = 0; at < count; at += 1) {
    const word = words[at % words.length] ?? "";
    if (text.length + word.length >= most) break;
    text += (at === 0 ? "" : at % wordsPerParagraph === 0 ? "\n\n" : " ") + word;
  }
  return text;
}

/** Exactly `count` Chinese characters (at most 200 000 bytes of text), line breaks not counted. */
export function exactCharacters(count: number): string {
  const allowed = Math.min(count, Math.floor(most / 3));
  let text = "";
  for (let at = 0; at < allowed; at += 1) {
    const separator = at > 0 && at % charactersPerParagraph === 0 ? "\n\n" : "";
    text += separator + (characters[at % characters.length] ?? "");
  }
  return text;
}
