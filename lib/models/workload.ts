/* What is asked of models in a day, as an address holds it: a calculation can be sent to somebody. */

/** Amounts of one call, and how many calls there are in a day. What a model has no use for is not counted. */
export const workloadFields = {
  /** Tokens of the text that goes in, and how many of them SiliconFlow has in its cache. */
  inputTokens: "in",
  cachedTokens: "cached",
  /** Tokens that come out, thinking included. */
  outputTokens: "out",
  /** What is shown or played to a model: pictures, and seconds of video and sound. */
  picturesIn: "shown",
  videoSeconds: "watched",
  soundSeconds: "heard",
  /** What a model makes. */
  pictures: "pictures",
  clips: "clips",
  /** Text that is spoken. */
  utf8Bytes: "bytes",
  calls: "calls",
} as const;

export type WorkloadField = keyof typeof workloadFields;
export type Workload = Record<WorkloadField, number>;

/** A usual question and its answer, a hundred times a day. */
export const usualWorkload: Workload = {
  inputTokens: 1000,
  cachedTokens: 0,
  outputTokens: 500,
  picturesIn: 0,
  videoSeconds: 0,
  soundSeconds: 0,
  pictures: 1,
  clips: 1,
  utf8Bytes: 600,
  calls: 100,
};

/** More than anybody asks for. */
export const mostOfAnything = 1_000_000_000;

/** As many as one can still look at side by side. */
export const mostPriced = 8;

export type Calculation = { models: readonly string[]; workload: Workload };

const modelsKey = "for";
const names = Object.entries(workloadFields) as [WorkloadField, string][];

const digits = /^(?:\d+|\d{1,3}(?:[, ]\d{3})+)$/;

/** A whole number that can be calculated with, thousands apart or not, in digits of any width; nothing for any other. */
export function readAmount(text: string | null): number | undefined {
  const typed = (text ?? "").normalize("NFKC").trim();
  const amount = digits.test(typed) ? Number(typed.replace(/[, ]/g, "")) : Number.NaN;
  return amount <= mostOfAnything ? amount : undefined;
}

/** The calculation of an address; what it does not say is as usual. */
export function readCalculation(query: Pick<URLSearchParams, "get">): Calculation {
  const models = [...new Set((query.get(modelsKey) ?? "").split(",").filter(Boolean))].slice(0, mostPriced);
  const said = names.flatMap(([field, name]) => {
    const amount = readAmount(query.get(name));
    return amount === undefined ? [] : [[field, amount]];
  });
  return { models, workload: { ...usualWorkload, ...Object.fromEntries(said) } };
}

/** Puts a calculation into an address, whatever else that says; what is as usual is left out. */
export function writeCalculation(query: URLSearchParams, { models, workload }: Calculation): URLSearchParams {
  const address = new URLSearchParams(query);
  address.delete(modelsKey);
  if (models.length > 0) address.set(modelsKey, models.join(","));
  for (const [field, name] of names) {
    address.delete(name);
    if (workload[field] !== usualWorkload[field]) address.set(name, String(workload[field]));
  }
  return address;
}
