import { expect, test } from "vitest";
import { answerOfReading, readingPlace } from "./reading-place";

test("a reading tells whose answer it is, and what was asked for on the speech page is none", () => {
  const place = readingPlace("answer-1", "fnlp/MOSS-TTSD-v0.5", "speech:my/voice", 1.25);
  expect(answerOfReading(`${place}1790000000000`)).toBe("answer-1");
  expect(answerOfReading(crypto.randomUUID())).toBeUndefined();
});
