import { setImmediate as nextTurn } from "node:timers/promises";
import { distance, type Fingerprint, stepsPerSecond } from "@/lib/simulator/voice/fingerprint";

/** Something that was said: its fingerprint, and where each piece of its text begins, in seconds. */
export type Utterance = { print: Fingerprint; words: { text: string; at: number }[] };

/** An hour of speech is remembered. */
const mostSteps = 3600 * stepsPerSecond;
/** Two seconds are compared at a time, half a second apart. */
const block = 64;
const stride = 16;
/** Looking everywhere takes time: sound that was never said here is given up after so many places. */
const mostSearches = 240;

type Place = { utterance: Utterance; at: number };

/**
 * Below this share of wrong bits two stretches are the same sound. Bits of neighbouring steps hang together, about
 * one in six is free; the bound keeps chance five and a half deviations away, so a short stretch must fit better.
 */
function bound(loudSteps: number): number {
  return Math.min(0.36, 0.5 - 2.75 / Math.sqrt((32 * loudSteps) / 6));
}

/** What was spoken lately, to be known again when it comes back as a recording. */
export class Spoken {
  #utterances: Utterance[] = [];

  add(utterance: Utterance): void {
    this.#utterances.push(utterance);
    let steps = 0;
    this.#utterances = this.#utterances
      .reverse()
      .filter(({ print }) => {
        steps += print.bits.length;
        return steps - print.bits.length < mostSteps;
      })
      .reverse();
  }

  clear(): void {
    this.#utterances = [];
  }

  /** The text of the parts that were spoken here, in their order; null where none was. */
  async recognise(heard: Fingerprint): Promise<string | null> {
    let searches = 0;
    let place: Place | null = null;
    const said = new Map<Utterance, Set<number>>();
    for (let from = 0; from < heard.bits.length; from += stride) {
      const loud = heard.loud.slice(from, from + block).filter(Boolean).length;
      if (loud < 6) continue;
      const fits = (utterance: Utterance, at: number): number =>
        bound(loud) - distance(heard, from, utterance.print, at, block);
      place = this.#goesOn(place, fits);
      if (place === null && searches < mostSearches) {
        searches += 1;
        await nextTurn();
        place = this.#search(fits);
      }
      if (place === null) continue;
      const words = said.get(place.utterance) ?? new Set();
      said.set(place.utterance, words);
      for (const index of wordsWithin(place, heard, from)) words.add(index);
      place = { ...place, at: place.at + stride };
    }
    if (said.size === 0) return null;
    return [...said].map(([{ words }, indices]) => textOf(words, indices)).join(" ");
  }

  #goesOn(place: Place | null, fits: (utterance: Utterance, at: number) => number): Place | null {
    if (place === null) return null;
    const { utterance } = place;
    const [best = place.at] = [-1, 0, 1]
      .map((shift) => place.at + shift)
      .sort((one, other) => fits(utterance, other) - fits(utterance, one));
    return fits(utterance, best) > 0 ? { utterance, at: best } : null;
  }

  /** The place that fits best of all, if any fits; a block may begin before the utterance. */
  #search(fits: (utterance: Utterance, at: number) => number): Place | null {
    let best: Place | null = null;
    let most = 0;
    for (const utterance of this.#utterances) {
      for (let at = -block + stride; at < utterance.print.bits.length; at++) {
        const fit = fits(utterance, at);
        if (fit > most) {
          most = fit;
          best = { utterance, at };
        }
      }
    }
    return best;
  }
}

/** A step looks at a quarter of a second; what is heard of a word is its beginning. */
const lookAhead = 0.2;

function wordsWithin({ utterance, at }: Place, heard: Fingerprint, from: number): number[] {
  const steps = Math.min(block, heard.bits.length - from);
  const [start, end] = [at / stepsPerSecond - 0.05, (at + steps) / stepsPerSecond + lookAhead];
  return utterance.words.flatMap((word, index) => (word.at >= start && word.at < end ? [index] : []));
}

function textOf(words: Utterance["words"], indices: ReadonlySet<number>): string {
  return words
    .filter((_, index) => indices.has(index))
    .map(({ text }) => text)
    .join("")
    .replace(/\[(?:laughter|breath)\]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
