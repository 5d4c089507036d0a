import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SpokenFeed } from "./spoken-feed";
import { spokenText } from "./spoken-text";

describe("what is said of an answer", () => {
  test.each([
    ["# Growth\n\nIt is **fast** and _steady_.", "Growth.\nIt is fast and steady."],
    ["先看[文档](https://docs.example.com)，再看 https://example.com/a?b=1。", "先看文档，再看 。"],
    ["Before.\n\n```js\nalert(1)\n```\n\nAfter.", "Before.\nAfter."],
    ["Call `map`, not `a => b(c)`.", "Call map, not ."],
    ["Let $x$ be $\\frac{1}{2}$.\n\n$$\nE = mc^2\n$$", "Let x be ."],
    ["- one\n- two\n  - three", "one.\ntwo.\nthree."],
    ["- 苹果\n- 梨", "苹果。\n梨。"],
    ["| name | age |\n|---|---|\n| Ann | 4 |", "name, age.\nAnn, 4."],
    ["> “Hello there!”\n\n---\n\n![a chart](x.png)", "“Hello there!”"],
    ["Done 🎉👩‍💻 now<br><b>bold</b>", "Done now bold."],
  ])("%j is %j", (markdown, said) => {
    expect(spokenText(markdown).replace(/ +/g, " ")).toBe(said);
  });
});

/** An answer as it comes in, cut at these places. */
function fed(text: string, cuts: readonly number[]): string[] {
  const feed = new SpokenFeed();
  const places = cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b);
  return [...places.flatMap((place) => feed.take(text.slice(0, place), true)), ...feed.take(text, false)];
}

const answer = `# Compound growth

Money grows **faster and faster**. Here is why, in [three steps](https://example.com/steps):

1. You put in some money.
2. It earns interest; that is 3.5 percent a year.
3. The interest earns interest!

\`\`\`python
print("never said")
\`\`\`

| year | sum |
|------|-----|
| 1 | 103 |

最后，请记住：时间比利率更重要。不要着急。`;

describe("an answer that is still being written", () => {
  test("gives out its first sentence before the second one is over", () => {
    const feed = new SpokenFeed();
    expect(feed.take("The sky is blue because", true)).toEqual([]);
    expect(feed.take("The sky is blue because of Rayleigh scattering. Short", true)).toEqual([
      "The sky is blue because of Rayleigh scattering. ",
    ]);
    expect(feed.take("The sky is blue because of Rayleigh scattering. Short waves win.", false)).toEqual([
      "Short waves win.",
    ]);
    expect(feed.take("The sky is blue because of Rayleigh scattering. Short waves win.", false)).toEqual([]);
  });

  test("says the same words whichever way it comes in, and none twice", () => {
    const whole = fed(answer, []).join("").replace(/\s+/g, " ");
    expect(whole).not.toMatch(/never said|https|[*#|`]/);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), (cuts) => {
        expect(fed(answer, cuts).join("").replace(/\s+/g, " ")).toBe(whole);
      }),
    );
  });

  test("keeps every piece short enough for one request, and says no piece without words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3000 }), fc.array(fc.nat()), (text, cuts) => {
        for (const piece of fed(text, cuts)) {
          expect(Array.from(piece).length).toBeLessThanOrEqual(1000);
          expect(piece).toMatch(/[\p{L}\p{N}]/u);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("of code alone says nothing", () => {
    expect(fed("```js\nconst a = 1;\n```", [5, 12])).toEqual([]);
  });
});
