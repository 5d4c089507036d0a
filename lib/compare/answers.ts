import { answerText } from "@/lib/chat/answer-words";
import type { AnswerRecord } from "@/lib/history/record";
import type { Comparison } from "./comparison";
import { type Figures, figuresOf } from "./figures";

/** What a column said last, with its numbers. */
export type ColumnAnswer = {
  columnId: string;
  /** From the left, beginning with 1. */
  place: number;
  model: string;
  answer: AnswerRecord;
  text: string;
  figures: Figures;
};

/** The last answer of each column that has one, from left to right. */
export function lastAnswers(comparison: Comparison): ColumnAnswer[] {
  return comparison.columns.flatMap(({ id: columnId }, at) => {
    const answer = comparison.session(columnId).getState().path.at(-1);
    if (answer?.role !== "assistant") return [];
    const { model } = answer;
    return [{ columnId, place: at + 1, model, answer, text: answerText(answer), figures: figuresOf(answer) }];
  });
}
