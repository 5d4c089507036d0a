import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newSetup } from "./column-setup";
import { carriesSetup, readSetupFragment, readSetupQuery, writeSetupFragment } from "./setup-link";

describe("a link to a set-up", () => {
  test("brings back models, parameters, instructions and the question, whatever they say", async () => {
    const setup = fc.record({
      model: fc.option(fc.string()),
      systemPrompt: fc.string({ unit: "grapheme" }),
      temperature: fc.double({ noNaN: true, noDefaultInfinity: true }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(setup, { minLength: 1, maxLength: 8 }),
        fc.string({ unit: "grapheme" }),
        async (columns, prompt) => {
          const setups = columns.map(({ model, systemPrompt, temperature }) => {
            const fresh = newSetup(model);
            return { ...fresh, systemPrompt, options: { ...fresh.options, parameters: { temperature } } };
          });
          const read = await readSetupFragment(`#${await writeSetupFragment({ setups, prompt })}`);
          expect(read?.prompt).toBe(prompt);
          expect(JSON.stringify(read?.setups)).toBe(JSON.stringify(setups));
        },
      ),
      { numRuns: 50 },
    );
  });

  test("holds eight long set-ups in few characters, all of them safe in an address", async () => {
    const setups = Array.from({ length: 8 }, (_, at) => ({
      ...newSetup(`vendor/model-${at}`),
      systemPrompt: "You are a careful assistant. ".repeat(20),
    }));
    const fragment = await writeSetupFragment({ setups, prompt: "一句话" });
    expect(fragment.length).toBeLessThan(1000);
    expect(fragment).toMatch(/^setup=[\w-]+$/);
    expect(carriesSetup(`#${fragment}`)).toBe(true);
  });

  test.each(["", "#other", "#setup=", "#setup=@@@", "#setup=AAAA", "#setup=q1YqUrIy0FEqVrIyrAUA"])(
    "that is broken is no set-up: %j",
    async (hash) => expect(await readSetupFragment(hash)).toBeUndefined(),
  );

  test("that unpacks to a bomb is refused before it is unpacked", async () => {
    const fragment = await writeSetupFragment({ setups: [newSetup(null)], prompt: "0".repeat(2_000_000) });
    expect(await readSetupFragment(`#${fragment}`)).toBeUndefined();
  });
});

describe("an address that names models", () => {
  test("fills them in, with the question", () => {
    const read = readSetupQuery("?models=a/b,%20c/d&q=Hi%20there");
    expect(read?.setups.map(({ model }) => model)).toEqual(["a/b", "c/d"]);
    expect(read?.prompt).toBe("Hi there");
  });

  test("fills in no more than there is room for, and nothing where it names nothing", () => {
    expect(readSetupQuery(`?models=${"x,".repeat(20)}`)?.setups).toHaveLength(8);
    expect(readSetupQuery("?models=,&message=1")).toBeUndefined();
  });
});
