import { codeSample } from "@/lib/simulator/authoring/templates";
import { codeSampleOf } from "@/lib/simulator/authoring/topics";

/*
 * Prefix and fill-in-the-middle: only the text that is missing, never what was given (notes.md section 2
 * assumes that a prefix is not echoed).
 */

/** The names in a list of parameters, without types and defaults. */
function parametersOf(list: string | undefined): string[] {
  const names = list?.split(",").map((name) => /[A-Za-z_]\w*/.exec(name)?.[0] ?? "") ?? [];
  return names.filter((name) => name !== "");
}

/**
 * The code between `prefix` and `suffix`: the rest of a line that was begun, or an indented body for the function
 * that the prefix opened.
 */
export function gapText(prefix: string): string {
  const opened = prefix.trimEnd().split("\n").at(-1) ?? "";
  if (!prefix.endsWith("\n") && /[^:{\s]\s*$/.test(prefix)) {
    const known = parametersOf([...prefix.matchAll(/\(([^()]*)\)/g)].at(-1)?.[1]);
    return `${/\s$/.test(prefix) ? "" : " "}${known.join(" + ") || "value"}`;
  }
  const parameters = parametersOf(/\(([^)]*)\)/.exec(opened)?.[1]);
  const sum = parameters.length === 0 ? "None" : parameters.join(" + ");
  const indent = `${/^\s*/.exec(opened)?.[0] ?? ""}    `;
  const lineFeed = prefix.endsWith("\n") || prefix === "" ? "" : "\n";
  if (opened.endsWith("{")) {
    return `${lineFeed}${indent}return ${parameters.length === 0 ? "undefined" : sum};`;
  }
  return `${lineFeed}${indent}return ${sum}`;
}

/** What follows a prefix: the rest of a code block when the prefix opens one, otherwise the rest of a sentence. */
export function continuationText(prefix: string, question: string, answer: string): string {
  const fence = /```(\w*)\n?$/.exec(prefix);
  if (fence !== null) {
    const { sample } = codeSampleOf(`${question} ${fence[1] ?? ""}`);
    const inner = codeSample(sample).split("\n").slice(1).join("\n");
    return prefix.endsWith("\n") ? inner : `\n${inner}`;
  }
  if (prefix.trimEnd().endsWith("{")) return '"answer": "simulated", "complete": true}';
  return prefix === "" || /\s$/.test(prefix) ? answer : ` ${answer}`;
}
