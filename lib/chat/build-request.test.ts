import { describe, expect, test } from "vitest";
import type { AnswerRecord, MessageRecord } from "@/lib/history/record";
import { runRequestSchema } from "@/lib/runs/run-request";
import type { RunOutput } from "@/lib/runs/snapshot";
import { buildRequest } from "./build-request";

type Part = RunOutput["parts"][number];

const base = { threadId: "t", parentId: null, createdAt: 1 };
let ids = 0;
const asked = (text: string): MessageRecord => ({ ...base, id: `u${++ids}`, role: "user", text });

function answered(parts: Partial<Part>[], state: RunOutput["state"] = "completed"): AnswerRecord {
  const whole = parts.map(
    (part, index): Part => ({
      kind: "text",
      part: `p${index}`,
      choice: 0,
      text: "",
      startedMs: 0,
      ...part,
    }),
  );
  return {
    ...base,
    id: `a${++ids}`,
    role: "assistant",
    model: "some/model",
    enableThinking: true,
    output: { state, parts: whole },
    sequence: 1,
  };
}

const settings = { model: "Qwen/Qwen3-8B", enableThinking: null };
const messagesOf = (history: MessageRecord[]) => buildRequest(history, settings).input.messages;

describe("what is sent to SiliconFlow", () => {
  test("is the conversation, in order, and nothing that was not set", () => {
    const history = [asked("one"), answered([{ text: "1" }]), asked("two")];
    const request = buildRequest(history, settings);
    expect(request).toEqual({
      operation: "chat.completions",
      input: {
        model: "Qwen/Qwen3-8B",
        messages: [
          { role: "user", content: "one" },
          { role: "assistant", content: "1" },
          { role: "user", content: "two" },
        ],
        stream: true,
      },
    });
    expect(runRequestSchema.safeParse(request).success).toBe(true);
  });

  test("never holds earlier thinking, calls of tools or other choices", () => {
    const answer = answered([
      { kind: "reasoning", text: "SECRET THOUGHT" },
      { kind: "text", text: "the " },
      { kind: "tool-call", text: '{"a":1}', toolCallId: "c", name: "n" },
      { kind: "text", text: "answer" },
      { kind: "text", choice: 1, text: "ANOTHER CHOICE" },
    ]);
    expect(messagesOf([asked("q"), answer, asked("r")])).toEqual([
      { role: "user", content: "q" },
      { role: "assistant", content: "the answer" },
      { role: "user", content: "r" },
    ]);
  });

  test.each(["failed", "stopped", "interrupted"] as const)(
    "leaves out an answer that %s before its first word, and keeps one that had begun",
    (state) => {
      const nothing = answered([], state);
      const thoughtOnly = answered([{ kind: "reasoning", text: "hm" }], state);
      const begun = answered([{ text: "half an" }], state);
      expect(
        messagesOf([asked("q"), nothing, asked("r"), thoughtOnly, asked("s"), begun, asked("t")]),
      ).toEqual([
        { role: "user", content: "q" },
        { role: "user", content: "r" },
        { role: "user", content: "s" },
        { role: "assistant", content: "half an" },
        { role: "user", content: "t" },
      ]);
    },
  );

  test.each([true, false])("says whether to think, when the model lets one choose: %s", (enableThinking) => {
    expect(buildRequest([asked("q")], { ...settings, enableThinking }).input).toMatchObject({
      enable_thinking: enableThinking,
    });
  });

  test("says nothing of thinking otherwise: a model without the switch would refuse it", () => {
    expect(Object.keys(buildRequest([asked("q")], settings).input)).not.toContain("enable_thinking");
  });

  test("is a person's text as they wrote it", () => {
    const text = '  \n<think>"quotes" 你好 🌍\u0000 `code`\n';
    expect(messagesOf([asked(text)])).toEqual([{ role: "user", content: text }]);
  });
});
