import { all, create } from "mathjs/number";

/*
 * What the built-in functions do. Runs in the worker (tool-worker.ts), away from the page: an expression that never
 * ends is ended with it. Results are text for a model; a failure is one too, so that the model can mend its call.
 */

type Arguments = Record<string, unknown>;

const math = create(all ?? {});
const evaluate = math.evaluate;
const forbidden = () => {
  throw new Error("This function is switched off.");
};
// The rest of the library would let an expression change it: its own advice on strangers' expressions.
math.import(
  {
    import: forbidden,
    createUnit: forbidden,
    reviver: forbidden,
    evaluate: forbidden,
    parse: forbidden,
    simplify: forbidden,
    derivative: forbidden,
    resolve: forbidden,
  },
  { override: true },
);

const textOf = (args: Arguments, name: string): string => {
  const value = args[name];
  if (typeof value !== "string" || value === "") throw new Error(`The argument "${name}" must be a text.`);
  return value;
};

function calculator(args: Arguments): unknown {
  const value: unknown = evaluate(textOf(args, "expression"));
  if (typeof value === "number" || typeof value === "boolean") return { result: value };
  throw new Error("The expression has no single number as its value.");
}

function clock(args: Arguments): unknown {
  const timeZone = args["time_zone"] === undefined ? undefined : textOf(args, "time_zone");
  const now = new Date();
  const format = new Intl.DateTimeFormat("en-CA", {
    dateStyle: "full",
    timeStyle: "long",
    hourCycle: "h23",
    ...(timeZone && { timeZone }),
  });
  return { now: format.format(now), iso: now.toISOString(), time_zone: format.resolvedOptions().timeZone };
}

function countLetter(args: Arguments): unknown {
  const text = textOf(args, "text").toLowerCase();
  const letter = textOf(args, "letter").toLowerCase();
  return { count: text.split(letter).length - 1 };
}

const tools: Record<string, (args: Arguments) => unknown> = { calculator, clock, count_letter: countLetter };

/** Runs a built-in function with the arguments that a model wrote; gives the text for the model. */
export function performTool(name: string, argumentsText: string): string {
  const tool = tools[name];
  if (!tool) return JSON.stringify({ error: `There is no function ${name} here.` });
  try {
    const args: unknown = argumentsText.trim() === "" ? {} : JSON.parse(argumentsText);
    if (typeof args !== "object" || args === null || Array.isArray(args))
      throw new Error("The arguments must be a JSON object.");
    return JSON.stringify(tool({ ...args }));
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.message : String(error) });
  }
}
