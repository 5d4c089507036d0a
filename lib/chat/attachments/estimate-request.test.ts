import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attachment, MessageRecord, UserRecord } from "@/lib/history/record";
import { estimateTokens } from "@/lib/runs/estimate-tokens";
import { estimateConversation, estimateMessage } from "./estimate-request";

const source = { kind: "media" as const, mediaId: "blob_0", type: "x/y", bytes: 1 };
const picture = (more: object = {}): Attachment => ({
  kind: "image",
  id: "p",
  name: "p",
  source,
  width: 560,
  height: 280,
  ...more,
});

describe("the estimate of a message", () => {
  test("adds pictures by the model's rule: 20 × 10 squares of 28 pixels for Qwen, 256 in low detail", () => {
    expect(estimateMessage("", [picture()], "qwen")).toEqual({ tokens: 200, uncounted: false });
    expect(estimateMessage("", [picture({ detail: "low" })], "qwen").tokens).toBe(256);
  });

  test("says when something is not counted: no rule, no size, a whole PDF", () => {
    expect(estimateMessage("", [picture()], undefined)).toEqual({ tokens: 0, uncounted: true });
    const address: Attachment = {
      kind: "image",
      id: "a",
      name: "a",
      source: { kind: "url", url: "https://x/" },
    };
    expect(estimateMessage("", [address], "qwen").uncounted).toBe(true);
    expect(estimateMessage("", [{ ...address, detail: "low" }], "qwen")).toEqual({
      tokens: 256,
      uncounted: false,
    });
    expect(estimateMessage("", [{ kind: "pdf", id: "d", name: "d", source }], "deepseek-ocr").uncounted).toBe(
      true,
    );
  });

  test("counts a video's frames as far as they are asked for, and sound by its seconds", () => {
    const video = (more: object): Attachment => ({
      kind: "video",
      id: "v",
      name: "v",
      source,
      width: 560,
      height: 280,
      seconds: 10,
      ...more,
    });
    expect(estimateMessage("", [video({})], "qwen").tokens).toBe(10 * 200);
    expect(estimateMessage("", [video({ maxFrames: 4 })], "qwen").tokens).toBe(4 * 200);
    expect(estimateMessage("", [video({ fps: 2, maxFrames: 100 })], "qwen").tokens).toBe(20 * 200);
    const sound: Attachment = { kind: "audio", id: "s", name: "s", source, seconds: 22.5 };
    expect(estimateMessage("", [sound], undefined)).toEqual({ tokens: 292, uncounted: false });
  });

  test("never grows smaller when something is added", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(4000), (text, attached, side) => {
        const before = estimateMessage(text, [], "qwen").tokens;
        const file: Attachment = { kind: "text", id: "f", name: "f", text: attached };
        const size = { width: side + 1, height: side + 1 };
        expect(estimateMessage(text, [file, picture(size)], "qwen").tokens).toBeGreaterThan(before);
      }),
    );
  });
});

test("a conversation counts everything that is sent along again", () => {
  const base = { threadId: "t", parentId: null, createdAt: 0 };
  const question: UserRecord = {
    ...base,
    id: "q",
    role: "user",
    text: "What is this?",
    attachments: [picture()],
  };
  const path: MessageRecord[] = [
    { ...base, id: "s", role: "system", text: "Be brief." },
    question,
    {
      ...base,
      id: "r",
      role: "tool",
      results: [{ toolCallId: "c", name: "n", content: "42", by: "person" }],
    },
  ];
  const texts = ["Be brief.", "What is this?", "42"].reduce((sum, text) => sum + estimateTokens(text), 0);
  expect(estimateConversation(path, "qwen")).toEqual({ tokens: texts + 200, uncounted: false });
});

test("a message is counted once for each rule, however often the conversation changes", () => {
  let looks = 0;
  const long: UserRecord = {
    id: "q",
    threadId: "t",
    parentId: null,
    createdAt: 0,
    role: "user",
    attachments: [picture()],
    get text() {
      looks += 1;
      return "What is this?";
    },
  };
  const once = estimateConversation([long], "qwen");
  expect(looks).toBe(1);
  expect(estimateConversation([long, { ...long, id: "q2", text: "" }], "qwen").tokens).toBe(
    once.tokens + 200,
  );
  const before = looks;
  expect(estimateConversation([long], "qwen")).toEqual(once);
  expect(looks).toBe(before);
  expect(estimateConversation([long], undefined).uncounted).toBe(true);
  expect(looks).toBe(before + 1);
});
