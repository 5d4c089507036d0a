import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { speechAddress, takesOfAddress } from "./chosen-voice";
import { shuffled } from "./shuffled";
import { fitsSeconds } from "./spoken-rate";
import { nameProblem, suggestName } from "./voice-name";

const named = (...names: string[]) => names.map((name) => ({ name }));

describe("the name of a voice", () => {
  test.each([
    ["my-voice_2", undefined],
    ["", "none"],
    ["我的声音", "chinese"],
    ["my voice", "letters"],
    ["voix-é", "letters"],
    ["a".repeat(64), undefined],
    ["a".repeat(65), "long"],
    ["taken", "taken"],
  ])("%j is %j", (name, problem) => {
    expect(nameProblem(name, named("taken"))).toBe(problem);
  });

  test("that is proposed is always right, whatever was wished for", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.array(fc.stringMatching(/^[a-z-]{1,9}$/)),
        (wish, names) => {
          const others = named(...names, "my-voice", "my-voice-2");
          expect(nameProblem(suggestName(wish, others), others)).toBeUndefined();
        },
      ),
    );
  });

  test("is proposed from the name of the file", () => {
    expect(suggestName("Émilie reads.mp3", [])).toBe("Emilie-reads");
    expect(suggestName("录音.wav", [])).toBe("my-voice");
    expect(suggestName("录音.wav", named("my-voice"))).toBe("my-voice-2");
  });
});

describe("a text and the seconds of its clip", () => {
  test.each([
    ["The harbour is quiet tonight, and all the small boats are asleep.", 4, "fits"],
    ["今晚的港口很安静，小船们都睡着了。", 5, "fits"],
    ["今晚的港口很安静，小船们都睡着了。", 1, "tooMuch"],
    ["Hello.", 10, "tooLittle"],
    ["Hello.", 1, "fits"],
    ["", 10, "fits"],
  ])("%j in %d s: %s", (text, seconds, verdict) => {
    expect(fitsSeconds(text, seconds)).toBe(verdict);
  });
});

test("takes in an address of the speech page are read as they were written", () => {
  const take = fc.record({ model: fc.string({ minLength: 1 }), voice: fc.string({ minLength: 1 }) });
  fc.assert(
    fc.property(fc.array(take, { maxLength: 4 }), (takes) => {
      const [, search = ""] = speechAddress(takes).split("?");
      expect(takesOfAddress(`?${search}`)).toEqual(takes);
    }),
  );
});

test("voices in a drawn order are the same voices", () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.infiniteStream(random), (items, draws) => {
      const drawn = shuffled(items, () => draws.next().value);
      expect(drawn.toSorted()).toEqual(items.toSorted());
    }),
  );
});
