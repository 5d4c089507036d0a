import { describe, expect, test } from "vitest";
import { answered } from "@/lib/chat/test-records";
import type { RunOutput } from "@/lib/runs/snapshot";
import type { ColumnAnswer } from "./answers";
import { byMeasure, type Figures, figuresOf, isBest, liveFigures } from "./figures";
import { measureText, type SummaryWords, summaryCsv, summaryMarkdown } from "./summary-text";

const usage = { inputTokens: 10, outputTokens: 100, estimated: false };
const answerOf = (output: Partial<RunOutput>) => {
  const answer = answered([{ text: "x" }]);
  return { ...answer, output: { ...answer.output, ...output } };
};
const figures = (more: Partial<Figures>): Figures => ({ state: "completed", estimated: false, ...more });

describe("the numbers of an answer", () => {
  test("are times, speed, tokens and yuan; what is unknown is missing, never zero", () => {
    const known = figuresOf(
      answerOf({ usage, price: { kind: "known", cny: 0 }, firstDeltaMs: 500, durationMs: 2500 }),
    );
    expect(known).toEqual({
      state: "completed",
      estimated: false,
      firstTokenMs: 500,
      durationMs: 2500,
      tokensPerSecond: 50,
      inputTokens: 10,
      outputTokens: 100,
      cny: 0,
    });
    expect(figuresOf(answerOf({ usage, price: { kind: "unknown" } }))).not.toHaveProperty("cny");
  });

  const best = (measure: Parameters<typeof isBest>[0], all: readonly Figures[]) =>
    all.map((one) => isBest(measure, one, all));

  test("the best is the fastest, the cheapest, and never one that was cut off", () => {
    const all = [
      figures({ firstTokenMs: 300, cny: 0.2 }),
      figures({ firstTokenMs: 200, cny: 0.1 }),
      figures({ state: "stopped", firstTokenMs: 1, cny: 0.1 }),
    ];
    expect(best("firstTokenMs", all)).toEqual([false, true, false]);
    expect(best("cny", all)).toEqual([false, true, false]);
    expect(best("inputTokens", all)).toEqual([false, false, false]);
    expect(best("durationMs", all)).toEqual([false, false, false]);
  });

  test("nobody is the best where all are the same, or look the same", () => {
    expect(best("cny", [figures({ cny: 0 }), figures({ cny: 0 })])).toEqual([false, false]);
    expect(best("durationMs", [figures({ durationMs: 1210 }), figures({ durationMs: 1190 })])).toEqual([
      false,
      false,
    ]);
    const speeds = [40.2, 39.8, 12].map((tokensPerSecond) => figures({ tokensPerSecond }));
    expect(best("tokensPerSecond", speeds)).toEqual([true, true, false]);
  });

  test("while it comes in count what was asked, and say no speed before there is one", () => {
    const numbers = { elapsed: 900, asked: 12, tokens: 30, cny: 0.002 };
    expect(liveFigures(answerOf({ state: "running", firstDeltaMs: 500 }), numbers)).toEqual({
      state: "running",
      estimated: true,
      firstTokenMs: 500,
      durationMs: 900,
      inputTokens: 12,
      outputTokens: 30,
      cny: 0.002,
    });
    const later = liveFigures(answerOf({ state: "running", firstDeltaMs: 500 }), {
      ...numbers,
      elapsed: 1500,
    });
    expect(later.tokensPerSecond).toBe(30);
    const waiting = liveFigures(answerOf({ state: "running" }), { ...numbers, tokens: 0 });
    expect(waiting).toEqual({ state: "running", estimated: true, durationMs: 900 });
  });

  test("sort up and down, what is unknown always last", () => {
    const rows = [figures({}), figures({ cny: 2 }), figures({ cny: 1 })];
    const order = (descending: boolean) => rows.toSorted(byMeasure("cny", descending)).map(({ cny }) => cny);
    expect(order(false)).toEqual([1, 2, undefined]);
    expect(order(true)).toEqual([2, 1, undefined]);
  });
});

describe("the summary", () => {
  const words: SummaryWords = {
    place: "Column",
    model: "Model",
    state: "State",
    seconds: (value) => `${value} s`,
    free: "Free",
    measure: {
      firstTokenMs: "First",
      thinkingMs: "Thinking",
      durationMs: "Duration",
      tokensPerSecond: "Speed",
      inputTokens: "In",
      outputTokens: "Out",
      cny: "Price",
    },
    states: {
      running: "running",
      completed: "done",
      stopped: "stopped",
      failed: "failed",
      interrupted: "interrupted",
    },
  };
  const row = (place: number, model: string, more: Partial<Figures>): ColumnAnswer => ({
    columnId: String(place),
    place,
    model,
    answer: answered([]),
    text: "",
    figures: figures(more),
  });
  const answers = [row(1, "a|b", { firstTokenMs: 1500, cny: 0.0031 }), row(2, "=c", { firstTokenMs: 900 })];

  test("as Markdown keeps its columns whatever a model is called, and marks the best", () => {
    expect(summaryMarkdown(answers, words)).toBe(
      [
        "| Column | Model | State | First | Thinking | Duration | Speed | In | Out | Price |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        "| 1 | a\\|b | done | 1.5 s | – | – | – | – | – | ¥0.0031 |",
        "| 2 | =c | done | **0.9 s** | – | – | – | – | – | – |",
        "",
      ].join("\n"),
    );
  });

  test("as CSV has numbers to calculate with, their units, and nothing that a spreadsheet would run", () => {
    expect(summaryCsv(answers, words).slice(1).split("\r\n")).toEqual([
      "Column,Model,State,First (ms),Thinking (ms),Duration (ms),Speed,In,Out,Price (CNY)",
      "1,a|b,done,1500,,,,,,0.0031",
      "2,'=c,done,900,,,,,,",
      "",
    ]);
  });

  test("marks what SiliconFlow did not say as estimated", () => {
    expect(measureText("outputTokens", figures({ outputTokens: 12, estimated: true }), words)).toBe("≈12");
    expect(measureText("durationMs", figures({ durationMs: 1200, estimated: true }), words)).toBe("1.2 s");
  });
});
