import { z } from "zod";
import { combineEffects, type Effect, type Faults, ScenarioParams } from "@/lib/simulator/scenarios/scenario";
import { scenarioTable } from "@/lib/simulator/scenarios/table";

export const scheduledScenarioSchema = z.strictObject({
  name: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** How many requests it applies to; without it, all until it is deleted. */
  times: z.int().min(1).optional(),
  /** How many matching requests pass untouched first. */
  after: z.int().min(0).default(0),
  match: z
    .strictObject({
      path: z.string().optional(),
      model: z.string().optional(),
      promptContains: z.string().optional(),
    })
    .default({}),
});

export type ScheduledScenario = z.output<typeof scheduledScenarioSchema>;

/** A request as far as it decides which scenarios apply. */
export type Occasion = { path: string; model: string | null; bodyText: string; header: string | undefined };

type Named = { name: string; effect: Effect };

/** A scenario with its parameters filled in, or a sentence about what is wrong. */
export function resolveScenario(name: string, params: Record<string, string>, now: number): Named | string {
  const scenario = Object.hasOwn(scenarioTable, name) ? scenarioTable[name] : undefined;
  if (scenario === undefined) return `unknown scenario "${name}"`;
  const defaults = scenario.params ?? {};
  const foreign = Object.keys(params).find((param) => !Object.hasOwn(defaults, param));
  if (foreign !== undefined) return `scenario "${name}" has no parameter "${foreign}"`;
  return { name, effect: scenario.effect(new ScenarioParams({ ...defaults, ...params }), now) };
}

/** Reads `name;param=value,param=value`; several scenarios are joined by ` + `. */
function readHeader(header: string, now: number): (Named | string)[] {
  return header.split(" + ").map((part) => {
    const [name = "", rest = ""] = part.trim().split(/;(.*)/s);
    const pairs = rest.split(/[,;]/).filter((pair) => pair.includes("="));
    const params = Object.fromEntries(
      pairs.map((pair) => [
        pair.slice(0, pair.indexOf("=")).trim(),
        pair.slice(pair.indexOf("=") + 1).trim(),
      ]),
    );
    return resolveScenario(name.trim(), params, now);
  });
}

/** The scenarios set through the control endpoint, and the choice of those that apply to a request. */
export class ScenarioSchedule {
  #scheduled: ScheduledScenario[] = [];

  add(scenario: ScheduledScenario): void {
    this.#scheduled.push({ ...scenario });
  }

  clear(): void {
    this.#scheduled = [];
  }

  all(): readonly ScheduledScenario[] {
    return this.#scheduled;
  }

  /** The faults of one request, counting down those that apply a number of times; a sentence if it names a wrong one. */
  take(occasion: Occasion, now: number): Faults | string {
    const named: (Named | string)[] = [];
    for (const scenario of this.#scheduled.filter((candidate) => applies(candidate, occasion))) {
      if (scenario.after > 0) {
        scenario.after -= 1;
        continue;
      }
      if (scenario.times !== undefined) scenario.times -= 1;
      named.push(resolveScenario(scenario.name, textParams(scenario.params), now));
    }
    this.#scheduled = this.#scheduled.filter((scenario) => scenario.times !== 0);
    if (occasion.header !== undefined) named.push(...readHeader(occasion.header, now));
    const wrong = named.find((item) => typeof item === "string");
    if (wrong !== undefined) return wrong;
    const found = named.filter((item) => typeof item !== "string");
    return combineEffects(
      found.map((item) => item.name),
      found.map((item) => item.effect),
    );
  }
}

export function textParams(
  params: Readonly<Record<string, string | number | boolean>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

/** A path that ends in a star stands for all that begin like it. */
function fitsPath(pattern: string, path: string): boolean {
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

function applies({ match }: ScheduledScenario, { path, model, bodyText }: Occasion): boolean {
  if (match.path !== undefined && !fitsPath(match.path, path)) return false;
  if (match.model !== undefined && match.model !== model) return false;
  return (
    match.promptContains === undefined || bodyText.includes(JSON.stringify(match.promptContains).slice(1, -1))
  );
}
