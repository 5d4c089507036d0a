import type { AnswerRecord, SystemRecord, ToolRecord, UserRecord } from "@/lib/history/record";
import type { RunOutput } from "@/lib/runs/snapshot";

/* Records for tests, each with what matters and nothing else. */

type Part = RunOutput["parts"][number];

let count = 0;
const base = () => {
  count += 1;
  return { id: `m${count}`, threadId: "t", parentId: null, createdAt: count };
};

export const asked = (text: string, more: Partial<UserRecord> = {}): UserRecord => ({
  ...base(),
  role: "user",
  text,
  ...more,
});

export const instructed = (text: string): SystemRecord => ({ ...base(), role: "system", text });

export const returned = (results: ToolRecord["results"]): ToolRecord => ({
  ...base(),
  role: "tool",
  results,
});

export function answered(
  parts: readonly Partial<Part>[],
  more: Partial<AnswerRecord> = {},
  state: RunOutput["state"] = "completed",
): AnswerRecord {
  const whole = parts.map(
    (part, index): Part => ({ kind: "text", part: `p${index}`, choice: 0, text: "", startedMs: 0, ...part }),
  );
  return {
    ...base(),
    role: "assistant",
    model: "some/model",
    fields: {},
    output: { state, parts: whole },
    sequence: 1,
    ...more,
  };
}
