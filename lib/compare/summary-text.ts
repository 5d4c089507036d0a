import { toCsv } from "@/lib/core/csv";
import { formatSeconds, formatYuan } from "@/lib/ui/format";
import type { ColumnAnswer } from "./answers";
import { type Figures, isBest, type Measure, measures } from "./figures";

/** The words around numbers in the language of the page. */
export type MeasureWords = { seconds: (value: string) => string; free: string };

/** The words of a summary in the language of the page. */
export type SummaryWords = MeasureWords & {
  place: string;
  model: string;
  state: string;
  measure: Record<Measure, string>;
  states: Record<ColumnAnswer["figures"]["state"], string>;
};

/** A number of an answer as people read it; a dash where it is unknown. */
export function measureText(measure: Measure, figures: Figures, words: MeasureWords): string {
  const value = figures[measure];
  if (value === undefined) return "–";
  if (measure.endsWith("Ms")) return words.seconds(formatSeconds(value));
  const mark = figures.estimated ? "≈" : "";
  if (measure === "cny") return value === 0 ? words.free : `${mark}¥${formatYuan(value)}`;
  return mark + (measure === "tokensPerSecond" ? value.toFixed(0) : String(value));
}

const inCell = (text: string) => text.replaceAll("|", "\\|").replace(/\s+/g, " ");

/** The summary as a Markdown table; the best of each measure in bold. */
export function summaryMarkdown(answers: readonly ColumnAnswer[], words: SummaryWords): string {
  const heads = [words.place, words.model, words.state, ...measures.map((name) => words.measure[name])];
  const all = answers.map(({ figures }) => figures);
  const rows = answers.map(({ place, model, figures }) => {
    const numbers = measures.map((name) => {
      const text = measureText(name, figures, words);
      return isBest(name, figures, all) ? `**${text}**` : text;
    });
    return [String(place), inCell(model), words.states[figures.state], ...numbers];
  });
  return [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/** The summary as CSV, numbers as they are: times in milliseconds, prices in yuan. */
export function summaryCsv(answers: readonly ColumnAnswer[], words: SummaryWords): string {
  const units: Partial<Record<Measure, string>> = {
    firstTokenMs: " (ms)",
    thinkingMs: " (ms)",
    durationMs: " (ms)",
    cny: " (CNY)",
  };
  const heads = [
    words.place,
    words.model,
    words.state,
    ...measures.map((name) => words.measure[name] + (units[name] ?? "")),
  ];
  const rows = answers.map(({ place, model, figures }) => [
    place,
    model,
    words.states[figures.state],
    ...measures.map((name) => figures[name]),
  ]);
  return toCsv([heads, ...rows]);
}
