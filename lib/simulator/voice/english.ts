/*
 * Letters to sounds, by rules that a schoolchild would learn. They are right often enough for a listener to follow;
 * the commonest words that break them stand in a list. The signs are those of phonemes.ts.
 */

const irregular: Readonly<Record<string, string>> = Object.fromEntries(
  `a=@ the=H@ of=@v to=tu i=Y you=4u your=4Or he=hi she=Si we=wi me=mi be=bi they=HA their=HEr there=HEr
  was=wVz is=Iz are=ar were=w3 been=bIn have=h&v has=h&z do=du does=dVz done=dVn said=sEd says=sEz what=wVt
  who=hu whose=huz one=wVn two=tu four=fOr eight=At once=wVns some=sVm come=kVm love=lVv give=gIv live=lIv
  hello=hElo very=vEri any=Eni many=mEni people=pipVl friend=frEnd know=no good=gUd look=lUk book=bUk
  put=pUt could=kUd would=wUd should=SUd work=w3k world=w3ld word=w3d first=f3st great=grAt again=@gEn
  water=wOt3 other=VH3 mother=mVH3 brother=brVH3 nothing=nVTIN this=HIs that=H&t these=Hiz those=Hoz then=HEn
  than=H&n them=HEm with=wIH here=hir where=wEr every=Evri hour=W3 eye=Y woman=wUm@n women=wImIn
  today=tudA voice=vQs minute=mInIt ocean=oS@n heart=hart half=h&f from=frVm only=onli old=old most=most
  both=boT find=fYnd kind=kYnd mind=mYnd night=nYt child=CYld sure=SUr music=m4uzIk quick=kwIk`
    .split(/\s+/)
    .map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
);

const letterNames: Readonly<Record<string, string>> = Object.fromEntries(
  "a=A b=bi c=si d=di e=i f=Ef g=ji h=AC i=Y j=jA k=kA l=El m=Em n=En o=o p=pi q=k4u r=ar s=Es t=ti u=4u v=vi w=dVbl4u x=Eks y=wY z=zEd"
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(2)]),
);

const digitNames = ["ziro", "wVn", "tu", "Tri", "fOr", "fYv", "sIks", "sEvEn", "At", "nYn"];

/** The first rule that fits at a place of the word decides; each is a pattern and its sounds. */
const rules: readonly (readonly [RegExp, string])[] = (
  [
    ["tion", "S@n"],
    ["sion", "J@n"],
    ["ture", "C3"],
    ["eigh", "A"],
    ["ough(?=t)", "O"],
    ["ough", "o"],
    ["augh", "O"],
    ["igh", "Y"],
    ["tch", "C"],
    ["dge", "j"],
    ["[ct]ious|scious", "S@s"],
    ["cial|tial", "S@l"],
    ["ous$", "@s"],
    ["(?<=.)ed$(?<=[td]ed)", "Id"],
    ["(?<=[aeiou].*[pkfsxh])ed$", "t"],
    ["(?<=[aeiouy].*)ed$", "d"],
    ["(?<=[aeiouy].*[szxh])es$", "Iz"],
    ["(?<=[aeiouy].*)e(?=s?$)", ""],
    ["(?<=[bdgptkfsz])le$", "@l"],
    ["^kn", "n"],
    ["^wr", "r"],
    ["wh", "w"],
    ["mb$", "m"],
    ["ck", "k"],
    ["sh", "S"],
    ["ch", "C"],
    ["th(?=er|y)", "H"],
    ["th", "T"],
    ["ph", "f"],
    ["gh", ""],
    ["qu", "kw"],
    ["ng(?=$|s|ed|ing)", "N"],
    ["n(?=[kg])", "N"],
    ["ee|ea(?!d)|ie(?=[a-z])", "i"],
    ["ea(?=d)", "E"],
    ["oor|oar|or|our|aur", "Or"],
    ["oo(?=k)", "U"],
    ["oo|ew|ue$|ui", "u"],
    ["oa|ow$|oe$", "o"],
    ["ou|ow", "W"],
    ["oi|oy", "Q"],
    ["ai|ay|ei|ey(?=.)", "A"],
    ["ey$", "i"],
    ["au|aw|al(?=[lk])", "O"],
    ["ar", "ar"],
    ["air|are$|ear", "Er"],
    ["er|ir|ur", "3"],
    ["(?<=[aeiouy].*)y$", "i"],
    ["y$", "Y"],
    ["^y", "4"],
    ["c(?=[eiy])", "s"],
    ["g(?=[eiy])", "j"],
    ["([bdfgklmnprstz])\\1", "="],
    ["(?<=[aeiou])s(?=[eiy])", "z"],
    ["a(?=[bcdfgklmnprstvz]e(?:s|d)?$|[bdkmnptv]ing$|ste$)", "A"],
    ["e(?=[bcdfgklmnprstvz]e$)", "i"],
    ["i(?=[bcdfgklmnprstvz]e(?:s|d)?$|nd$|ld$|[bdkmnptv]ing$)", "Y"],
    ["o(?=[bcdfgklmnprstvz]e(?:s|d)?$|ld|ll$|$|[bdkmnptv]ing$)", "o"],
    ["u(?=[bcdfgklmnprstvz]e(?:s|d)?$)", "u"],
    ["(?<=^[^aeiou]+)e$", "i"],
    ["a$", "@"],
    ["x", "ks"],
  ] as const
).map(([pattern, signs]) => [new RegExp(pattern, "y"), signs] as const);

const single: Readonly<Record<string, string>> = Object.fromEntries(
  "a=& b=b c=k d=d e=E f=f g=g h=h i=I j=j k=k l=l m=m n=n o=O p=p q=k r=r s=s t=t u=V v=v w=w y=I z=z"
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(2)]),
);

function byRules(word: string): string {
  let signs = "";
  let at = 0;
  while (at < word.length) {
    const rest = rules.find(([pattern]) => {
      pattern.lastIndex = at;
      return pattern.test(word);
    });
    const letter = word.charAt(at);
    if (rest === undefined) {
      signs += single[letter] ?? "";
      at += 1;
    } else {
      signs += rest[1] === "=" ? (single[letter] ?? "") : rest[1];
      at = rest[0].lastIndex;
    }
  }
  return signs;
}

/** The sounds of a word in Latin letters or of a number, which is read digit by digit. */
export function englishSigns(written: string): string {
  if (/^\d+$/.test(written)) return [...written].map((digit) => digitNames[Number(digit)] ?? "").join("");
  const word = written
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]/g, "");
  const known = Object.hasOwn(irregular, word) ? irregular[word] : undefined;
  if (known !== undefined) return known;
  if (!/[aeiouy]/.test(word)) return [...word].map((letter) => letterNames[letter] ?? "").join("");
  return byRules(word);
}
