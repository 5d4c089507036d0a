import { describe, expect, test } from "vitest";
import type { AnswerRecord, MessageRecord } from "../record";
import { toMarkdown } from "./markdown-format";
import { dayOf, fileNameOf } from "./save-file";
import { toOpenAi, toShareGpt } from "./training-format";

const base = (id: string, parentId: string | null) => ({ id, threadId: "t", parentId, createdAt: 1 });
const part = { choice: 0, part: "p", startedMs: 0 };
const answer = (id: string, parentId: string, parts: AnswerRecord["output"]["parts"]): AnswerRecord => ({
  ...base(id, parentId),
  role: "assistant",
  model: "Qwen/Qwen3-8B",
  fields: {},
  output: { state: "completed", parts },
  sequence: 1,
});

const records: MessageRecord[] = [
  { ...base("s", null), role: "system", text: "Be brief" },
  {
    ...base("q", "s"),
    role: "user",
    text: "Weather?",
    attachments: [
      { kind: "image", id: "i", name: "a`b.png", source: { kind: "url", url: "https://x" } },
      { kind: "text", id: "n", name: "notes.txt", text: "sunny?" },
    ],
  },
  answer("a", "q", [
    { ...part, kind: "reasoning", text: "secret thought" },
    { ...part, kind: "tool-call", toolCallId: "c", name: "weather", text: '{"city":"北京"}' },
  ]),
  {
    ...base("r", "a"),
    role: "tool",
    results: [{ toolCallId: "c", name: "weather", content: "```晴```", by: "browser" }],
  },
  answer("z", "r", [{ ...part, kind: "text", text: "Sunny." }]),
  answer("other", "r", [{ ...part, kind: "text", text: "Another branch" }]),
];
const thread = {
  thread: { id: "t", title: "Weather\nin 北京", leafId: "z", revision: 1, createdAt: 1, updatedAt: 1 },
  records,
};
const words = {
  system: "System",
  user: "You",
  assistant: "Answer",
  tool: "Tool",
  attachments: "Files",
  colon: ": ",
};

describe("the shown branch of a conversation", () => {
  test("as Markdown has headings, names of files and tools as code, and no thinking", () => {
    expect(toMarkdown(thread, words)).toMatchInlineSnapshot(`
      "# Weather in 北京

      ## System

      Be brief

      ## You

      Files: \`a'b.png\`, \`notes.txt\`

      Weather?

      ## Answer (Qwen/Qwen3-8B)

      Tool: \`weather\`

      \`\`\`json
      {"city":"北京"}
      \`\`\`

      ## Tool: \`weather\`

      \`\`\`\`
      \`\`\`晴\`\`\`
      \`\`\`\`

      ## Answer (Qwen/Qwen3-8B)

      Sunny.
      "
    `);
  });

  test("as OpenAI's line has tool calls and results", () => {
    expect(toOpenAi(thread)).toEqual({
      messages: [
        { role: "system", content: "Be brief" },
        { role: "user", content: "[a`b.png]\n\nnotes.txt\n\nsunny?\n\nWeather?" },
        {
          role: "assistant",
          content: null,
          tool_calls: [
            { id: "c", type: "function", function: { name: "weather", arguments: '{"city":"北京"}' } },
          ],
        },
        { role: "tool", tool_call_id: "c", content: "```晴```" },
        { role: "assistant", content: "Sunny." },
      ],
    });
  });

  test("as ShareGPT has what people and model said", () => {
    expect(toShareGpt(thread)?.conversations.map(({ from }) => from)).toEqual(["system", "human", "gpt"]);
  });

  test("is nothing when nobody has said anything", () => {
    const silent = { ...thread, records: [] };
    expect([toOpenAi(silent), toShareGpt(silent)]).toEqual([undefined, undefined]);
  });
});

test("a filled gap is code in Markdown, both sides apart in training data, with every space as it was", () => {
  const question = {
    ...base("q", null),
    role: "user" as const,
    text: "def f():\n    ",
    suffix: "\n    # end",
  };
  const filling = answer("a", "q", [{ ...part, kind: "text", text: "    return 1" }]);
  const fill = {
    thread: { ...thread.thread, kind: "fill" as const, leafId: "a" },
    records: [question, { ...filling, operation: "completions" as const }],
  };
  const markdown = toMarkdown(fill, words);
  expect(markdown).toContain("```\ndef f():\n    …\n    # end\n```");
  expect(markdown).toContain("```\n    return 1\n```");
  expect(toOpenAi(fill)?.messages).toEqual([
    { role: "user", content: "<|fim_prefix|>def f():\n    <|fim_suffix|>\n    # end<|fim_middle|>" },
    { role: "assistant", content: "    return 1" },
  ]);
});

test("a title becomes a name that every system takes", () => {
  expect(fileNameOf('../a:b\u0000"c"', "md")).toBe("a b c.md");
  expect(fileNameOf("天气？", "zip")).toBe("天气？.zip");
  expect(fileNameOf("...", "png")).toBe("conversation.png");
  expect(fileNameOf(`${"a".repeat(59)} b`, "md")).toBe(`${"a".repeat(59)}.md`);
});

test("several files of a long title have names of their own", () => {
  expect(fileNameOf("长".repeat(100), "png", 12)).toBe(`${"长".repeat(60)} 12.png`);
});

test("the day in a name is the person's, not Greenwich's", () => {
  expect(dayOf(new Date(2026, 0, 5, 0, 30))).toBe("2026-01-05");
  expect(dayOf(new Date(2026, 11, 31, 23, 30))).toBe("2026-12-31");
});
