/*
 * The sounds of English and Mandarin as one formant synthesiser makes them. Formants are those of a grown man in
 * hertz, after the tables of Peterson and Barney (1952) and Klatt (1980), rounded; a voice scales them.
 */

/** The shape of the mouth: the first three resonances in hertz. */
export type Formants = readonly [number, number, number];

/** One steady stretch of sound; the synthesiser glides from one to the next. */
export type Stretch = {
  /** Milliseconds at speed 1. */
  ms: number;
  formants: Formants;
  /** How loud the voice, breath through the mouth and friction are, 0 to 1. */
  voice: number;
  breath: number;
  friction: number;
  /** Where friction sounds, in hertz. */
  hiss: number;
};

const schwa: Formants = [500, 1450, 2500];
const quiet: Stretch = { ms: 0, formants: schwa, voice: 0, breath: 0, friction: 0, hiss: 4000 };

/** Vowels: `@` as in about, `V` cup, `3` bird, `&` cat, `X` the e of 喝, `y` 鱼, `1` 四, `2` 十. */
const vowels: Readonly<Record<string, Formants>> = {
  i: [280, 2250, 2900],
  I: [400, 1950, 2550],
  E: [550, 1770, 2490],
  "&": [690, 1660, 2430],
  a: [760, 1220, 2480],
  O: [580, 880, 2500],
  U: [440, 1020, 2240],
  u: [310, 850, 2250],
  V: [620, 1220, 2550],
  "@": schwa,
  "3": [470, 1350, 1700],
  X: [480, 1150, 2450],
  y: [280, 1900, 2250],
  "1": [360, 1400, 2700],
  "2": [380, 1500, 1950],
};

/** Two vowels in one: `A` as in day, `Y` my, `W` now, `Q` boy, `o` go. */
const glides: Readonly<Record<string, readonly [string, string]>> = {
  A: ["E", "i"],
  Y: ["a", "i"],
  W: ["a", "u"],
  Q: ["O", "i"],
  o: ["O", "u"],
};

const voiced = (ms: number, formants: Formants, voice: number): Stretch[] => [
  { ...quiet, ms, formants, voice },
];

/** A closed mouth, a burst, and for voiceless ones the breath before the next vowel. */
function stop(formants: Formants, hiss: number, isVoiced: boolean, aspirationMs: number): Stretch[] {
  return [
    { ...quiet, ms: isVoiced ? 45 : 55, formants, voice: isVoiced ? 0.12 : 0 },
    { ...quiet, ms: 12, formants, voice: isVoiced ? 0.3 : 0, friction: 0.5, hiss },
    ...(aspirationMs === 0 ? [] : [{ ...quiet, ms: aspirationMs, formants, breath: 0.45 }]),
  ];
}

function fricative(ms: number, formants: Formants, hiss: number, friction: number, voice = 0): Stretch[] {
  return [{ ...quiet, ms, formants, friction, hiss, voice }];
}

const lips: Formants = [300, 900, 2200];
const teeth: Formants = [300, 1700, 2600];
const palate: Formants = [300, 2100, 2800];
const throat: Formants = [300, 1600, 2100];
const curled: Formants = [320, 1500, 1900];

const affricate = (formants: Formants, hiss: number, isVoiced: boolean, ms: number): Stretch[] => [
  { ...quiet, ms: 40, formants, voice: isVoiced ? 0.08 : 0 },
  ...fricative(ms, formants, hiss, 0.6),
];

/** Consonants; Mandarin has its own signs: `B D G` without breath, `x q K` palatal, `$ % #` curled, `c Z` dental; `4` is the y of yes, `H` the th of the. */
const consonants: Readonly<Record<string, readonly Stretch[]>> = {
  p: stop(lips, 900, false, 45),
  b: stop(lips, 900, true, 0),
  B: stop(lips, 900, false, 0),
  t: stop(teeth, 4200, false, 45),
  d: stop(teeth, 4200, true, 0),
  D: stop(teeth, 4200, false, 0),
  k: stop(throat, 1900, false, 50),
  g: stop(throat, 1900, true, 0),
  G: stop(throat, 1900, false, 0),
  f: fricative(95, lips, 5200, 0.25),
  v: fricative(60, lips, 5200, 0.12, 0.4),
  T: fricative(95, teeth, 5600, 0.22),
  H: fricative(55, teeth, 5600, 0.1, 0.45),
  s: fricative(105, teeth, 5600, 0.6),
  z: fricative(75, teeth, 5600, 0.35, 0.35),
  S: fricative(105, curled, 2800, 0.6),
  J: fricative(70, curled, 2800, 0.35, 0.35),
  h: [{ ...quiet, ms: 65, breath: 0.5 }],
  C: affricate(curled, 2900, false, 80),
  j: affricate(curled, 2900, true, 55),
  x: fricative(110, palate, 3800, 0.55),
  q: affricate(palate, 3800, false, 105),
  K: affricate(palate, 3800, false, 50),
  $: fricative(110, curled, 2500, 0.6),
  "%": affricate(curled, 2500, false, 105),
  "#": affricate(curled, 2500, false, 50),
  c: affricate(teeth, 5600, false, 105),
  Z: affricate(teeth, 5600, false, 50),
  m: voiced(70, [250, 1000, 2200], 0.45),
  n: voiced(65, [250, 1600, 2600], 0.45),
  N: voiced(80, [250, 2000, 2500], 0.42),
  l: voiced(60, [350, 1050, 2750], 0.65),
  r: voiced(65, [350, 1150, 1550], 0.65),
  R: voiced(65, [350, 1400, 1850], 0.55),
  w: voiced(55, [300, 650, 2200], 0.6),
  "4": voiced(50, [280, 2250, 2950], 0.6),
};

/** What the sign of one sound becomes; `ms` is how long a vowel of the syllable lasts. */
export function stretchesOf(sign: string, ms: number): readonly Stretch[] {
  const [first, second] = glides[sign] ?? [];
  const vowel = vowels[sign];
  if (vowel !== undefined) return voiced(ms, vowel, 1);
  if (first !== undefined && second !== undefined) {
    return [...stretchesOf(first, ms * 0.65), ...stretchesOf(second, ms * 0.55)];
  }
  return consonants[sign] ?? [];
}

export function isVowel(sign: string): boolean {
  return vowels[sign] !== undefined || glides[sign] !== undefined;
}

export function pauseOf(ms: number): Stretch {
  return { ...quiet, ms };
}

/** The noise of a mark in the text: `[laughter]` is ha-ha-ha, `[breath]` a breath drawn in. */
export function markStretches(mark: "laughter" | "breath"): readonly Stretch[] {
  if (mark === "breath")
    return [
      { ...quiet, ms: 60 },
      { ...quiet, ms: 320, breath: 0.5 },
      { ...quiet, ms: 80 },
    ];
  return Array.from({ length: 4 }, () => [
    { ...quiet, ms: 70, formants: vowels["a"] ?? schwa, breath: 0.6 },
    { ...quiet, ms: 90, formants: vowels["a"] ?? schwa, voice: 0.9, breath: 0.2 },
  ]).flat();
}
