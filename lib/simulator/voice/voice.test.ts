import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chineseSyllables } from "@/lib/simulator/voice/chinese";
import { EightKilohertz } from "@/lib/simulator/voice/eight-kilohertz";
import { englishSigns } from "@/lib/simulator/voice/english";
import { distance, Fingerprinter } from "@/lib/simulator/voice/fingerprint";
import { asHeardBy } from "@/lib/simulator/voice/mishearing";
import { stretchesOf } from "@/lib/simulator/voice/phonemes";
import { medianPitch } from "@/lib/simulator/voice/pitch";
import { clausesOf, spokenText } from "@/lib/simulator/voice/words";

const buzz = (hertz: number, rate: number, seconds: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: rate * seconds }, (_, at) => 0.3 * (((at * hertz) / rate) % 1) - 0.15);

describe("letters to sounds", () => {
  it.each([
    ["nice", "nYs"],
    ["station", "st&S@n"],
    ["jumps", "jVmps"],
    ["running", "rVnIN"],
    ["The", "H@"],
    ["GPT", "jipiti"],
    ["42", "fOrtu"],
    ["Düne", "dun"],
  ])("reads %s", (word, signs) => expect(englishSigns(word)).toBe(signs));

  it("has a sound for every sign, whatever the word", () => {
    const letters = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(letters, (word) => {
        const signs = [...englishSigns(word)];
        expect(signs.filter((sign) => stretchesOf(sign, 100).length === 0)).toEqual([]);
      }),
    );
  });
});

describe("Chinese syllables", () => {
  it.each([
    ["你好", "ni3 hW3"],
    ["远月", "yEn3 yE4"],
    ["知识", "#21 $25"],
    ["五", "u3"],
    ["六7", "l4o4 qi1"],
  ])("has the sounds and tones of %s", (text, expected) => {
    const syllables = chineseSyllables(text).map(({ signs, tone }) => signs + tone);
    expect(syllables.join(" ")).toBe(expected);
  });

  it("has a syllable for each character, and a sound for every sign", () => {
    const han = fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(han, (text) => {
        const syllables = chineseSyllables(text);
        expect(syllables).toHaveLength(text.length);
        for (const sign of syllables.flatMap(({ signs }) => [...signs]))
          expect(stretchesOf(sign, 100).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("the words of a text", () => {
  it("are the text again, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const words = [...clausesOf(text)].flatMap((clause) => clause.words.map((word) => word.text));
        expect(words.join("")).toBe(text.replace(/\[S[12]\]/g, ""));
      }),
    );
  });

  it("begin after the wish for a style, and know who speaks", () => {
    expect(spokenText("Gently <|endofprompt|>Good night")).toBe("Good night");
    expect([...clausesOf("[S2]Hi. [S1]Ho?")].map(({ speaker, isQuestion }) => [speaker, isQuestion])).toEqual(
      [
        [1, false],
        [0, true],
      ],
    );
  });
});

describe("an ear", () => {
  it("brings any rate down to 8000 samples a second, in pieces of any size", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(8000, 16_000, 22_050, 44_100, 48_000),
        fc.integer({ min: 1, max: 5000 }),
        (rate, size) => {
          const ear = new EightKilohertz();
          const level = new Float32Array(rate).fill(0.5);
          let count = 0;
          for (let at = 0; at < rate; at += size) {
            const heard = ear.push(level.subarray(at, at + size), rate);
            count += heard.length;
            for (const sample of heard) expect(sample).toBeCloseTo(0.5, 4);
          }
          expect(Math.abs(count - 8000)).toBeLessThan(2);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("hears the pitch of a voice, and none in noise or silence", () => {
    for (const hertz of [80, 120, 210, 300]) {
      expect(Math.abs((medianPitch(buzz(hertz, 8000, 1)) ?? 0) / hertz - 1)).toBeLessThan(0.05);
    }
    expect(medianPitch(new Float32Array(8000))).toBeNull();
    let state = 7;
    const noise = Float32Array.from({ length: 8000 }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648 - 0.5;
    });
    expect(medianPitch(noise)).toBeNull();
  });

  it("takes a softer sound for the same one, and a different one for another", () => {
    const print = (samples: Float32Array) => {
      const fingerprinter = new Fingerprinter();
      fingerprinter.push(samples);
      return fingerprinter.end();
    };
    const glide = Float32Array.from(
      { length: 24_000 },
      (_, at) => 0.3 * Math.sin(at * 0.2 + 3 * Math.sin(at / 700)),
    );
    const other = Float32Array.from(
      { length: 24_000 },
      (_, at) => 0.3 * Math.sin(at * 0.4 + 5 * Math.cos(at / 950)),
    );
    const [one, soft, two] = [print(glide), print(glide.map((sample) => sample / 20)), print(other)];
    expect(distance(one, 10, soft, 10, 64)).toBeLessThan(0.05);
    expect(distance(one, 10, two, 10, 64)).toBeGreaterThan(0.35);
  });
});

describe("mishearing", () => {
  it("is the same each time and leaves what is not hard", () => {
    const easy = "I see a red cat. 你好吗？";
    for (const model of ["FunAudioLLM/SenseVoiceSmall", "TeleAI/TeleSpeechASR"]) {
      const text = fc.sample(fc.string({ unit: "grapheme" }), 20).join(" ");
      expect(asHeardBy(model, text)).toBe(asHeardBy(model, text));
      expect(asHeardBy(model, easy).replace(/sea/, "see")).toBe(easy);
    }
  });
});
