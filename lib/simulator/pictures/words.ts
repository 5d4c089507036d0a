import { pick, randomOf } from "@/lib/simulator/random";

/*
 * What a prompt asks to see, by the words that it uses in English or Chinese. What it leaves open is chosen by
 * its hash, so that the same request is always the same picture.
 */

const hours = {
  night: /\b(night|midnight|moon\w*|star(s|ry|light)?|nocturnal|dark)\b|夜|月(?!份)|星空|繁星/i,
  sunset: /\b(sunset|sunrise|dusk|dawn|evening|twilight|golden hour)\b|夕阳|日落|日出|黄昏|傍晚|黎明|晚霞/i,
  storm: /\b(rain\w*|storm\w*|fog\w*|mist\w*|thunder\w*|cloudy|overcast)\b|雨|雾|雷|阴天|暴风/i,
  day: /\b(day|noon|morning|sun\w*|summer|spring|bright|blue sky)\b|白天|中午|早晨|阳光|太阳|晴|夏|春/i,
};

const places = {
  space:
    /\b(space|galaxy|nebula|planets?|cosm\w+|universe|astronauts?|orbit)\b|太空|宇宙|星系|银河|行星|宇航/i,
  sea: /\b(seas?|oceans?|beach\w*|islands?|coasts?|waves?|lakes?|river\w*|harbou?r|water)\b|海|湖|岛|浪|河|江|沙滩|水面/i,
  snow: /\b(snow\w*|winter|ice|icy|arctic|ski\w*|christmas)\b|雪|冬|冰/i,
  city: /\b(city|cities|streets?|skyline|towers?|skyscrapers?|downtown|neon|town|cyberpunk)\b|城|街|楼|塔|霓虹/i,
  forest: /\b(forests?|woods?|woodland|trees?|jungle|pines?|bamboo)\b|森林|树林|丛林|竹|松/i,
  desert: /\b(deserts?|dunes?|sahara|canyon|mars)\b|沙漠|沙丘|戈壁|峡谷/i,
  mountains: /\b(mountains?|hills?|peaks?|valley|alps|cliffs?|volcano)\b|山|峰|谷|悬崖/i,
  meadow: /\b(meadows?|gardens?|fields?|grass\w*|farm|park|flowers?)\b|草|田|花园|花海|原野|公园|农/i,
};

const subjects = {
  cat: /\b(cats?|kitten\w*|kitty)\b|猫/i,
  dog: /\b(dogs?|pupp\w+|corgi|fox(es)?|wol(f|ves))\b|狗|犬|柯基|狐|狼/i,
  bird: /\b(birds?|gulls?|seagulls?|eagles?|cranes?|swallows?|crows?)\b|鸟|海鸥|鹰|鹤|燕|雁/i,
  boat: /\b(boats?|ships?|sail\w*|yachts?)\b|船|舟|帆/i,
  rocket: /\b(rockets?|spaceships?|spacecraft|shuttle)\b|火箭|飞船/i,
  car: /\b(cars?|taxis?|bus(es)?|trucks?|vehicles?)\b|车/i,
  house: /\b(houses?|cottages?|cabins?|homes?|huts?|barns?)\b|房|屋|小木屋/i,
  flower: /\b(flowers?|roses?|tulips?|lotus|sunflowers?|blossoms?|daisy)\b|花|玫瑰|荷|莲/i,
  person:
    /\b(person|people|m[ae]n|wom[ae]n|girls?|boys?|child\w*|portrait|astronauts?)\b|人|女孩|男孩|孩|少女|少年/i,
  tree: /\b(trees?|oak|willow|maple)\b|树/i,
  balloon: /\b(balloons?)\b|气球/i,
};

const colours = {
  red: /\bred\b|红/i,
  orange: /\borange\b|橙|橘/i,
  yellow: /\b(yellow|gold(en)?)\b(?! hour)|黄(?!昏)|金色/i,
  green: /\bgreen\b|绿/i,
  blue: /\bblue\b(?! sky)|蓝(?!天)/i,
  purple: /\b(purple|violet)\b|紫/i,
  pink: /\bpink\b|粉/i,
};

/** Degrees of the colour circle. */
const hues: Record<keyof typeof colours, number> = {
  red: 0,
  orange: 28,
  yellow: 50,
  green: 120,
  blue: 215,
  purple: 280,
  pink: 335,
};

export type Hour = keyof typeof hours;
export type Place = keyof typeof places;
export type Subject = keyof typeof subjects;

export type Scene = {
  hour: Hour;
  place: Place;
  /** At most three, in the order of the table. */
  subjects: Subject[];
  /** The colour of the figures, where the words name one. */
  hue: number | null;
  falling: "rain" | "snow" | null;
  isPoster: boolean;
  /** Everything that the words leave open is drawn from this. */
  key: string;
};

function namesIn<Name extends string>(table: Record<Name, RegExp>, prompt: string): Name[] {
  return namesOf(table).filter((name) => table[name].test(prompt));
}

function namesOf<Name extends string>(table: Record<Name, RegExp>): Name[] {
  return Object.keys(table).filter((name): name is Name => name in table);
}

/** The scene of a prompt; `key` tells apart what the words do not (seed, model, place in the batch). */
export function sceneOf(prompt: string, key: string): Scene {
  const random = randomOf("scene", prompt, key);
  const found = namesIn(subjects, prompt).slice(0, 3);
  const named = namesIn(places, prompt)[0] ?? pick(random, namesOf(places));
  const hour = namesIn(hours, prompt)[0] ?? pick(random, ["day", "day", "sunset", "night"] as const);
  const [colour] = namesIn(colours, prompt);
  const snowing = named === "snow" || /\b(snowing|snowfall|snowflakes?)\b|下雪|飘雪/i.test(prompt);
  const raining = /\b(rain\w*|storm\w*)\b|雨/i.test(prompt);
  return {
    hour,
    // A boat needs water.
    place: found.includes("boat") ? "sea" : named,
    subjects: found.length > 0 || random() < 0.35 ? found : [pick(random, namesOf(subjects))],
    hue: colour === undefined ? null : hues[colour],
    falling: snowing ? "snow" : raining ? "rain" : null,
    isPoster: /\b(posters?|banner|cover|flyer|billboard)\b|海报|封面|横幅/i.test(prompt),
    key: `${prompt}\u0000${key}`,
  };
}
