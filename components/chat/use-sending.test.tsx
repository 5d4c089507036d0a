// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import { useState, useSyncExternalStore } from "react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Draft } from "@/components/shared/use-draft";
import { ChatSession } from "@/lib/chat/chat-session";
import type { Question } from "@/lib/chat/new-records";
import { ok } from "@/lib/core/result";
import { createTemporaryStore } from "@/lib/history/temporary";
import { useSending } from "./use-sending";

const threadId = "t";
const empty: Draft = { text: "", suffix: "", attachments: [], systemPrompt: "", aside: "" };

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

/** A conversation on the screen whose answers come one by one, each when it is let go. */
function opened() {
  const session = new ChatSession({
    threadId,
    store: createTemporaryStore(),
    kind: "chat",
    loaded: undefined,
    prepare: async () => ok(undefined),
  });
  const coming: (() => void)[] = [];
  session.attach(async (answer) => {
    await new Promise<void>((resolve) => coming.push(resolve));
    const part = { kind: "text" as const, part: "p", choice: 0, text: "answer", startedMs: 0 };
    await session.transport.keep({ ...answer, sequence: 1, output: { state: "completed", parts: [part] } });
  });
  const { result } = renderHook(() => {
    const { path, busy } = useSyncExternalStore(session.subscribe, session.getState);
    const [draft, setDraft] = useState(empty);
    const change = (changed: Partial<Draft>) => setDraft((known) => ({ ...known, ...changed }));
    const sending = useSending({
      thread: { session, path, busy },
      threadId,
      kind: "chat",
      temporary: false,
      draft: { ...draft, change, clear: () => setDraft(empty) },
      systemPrompt: "",
      request: () => ({ model: "m", fields: {} }),
    });
    return { ...sending, change, text: draft.text };
  });
  const questions = () =>
    session.getState().path.flatMap((record) => (record.role === "user" ? record.text : []));
  const waiting = () => result.current.queue.map(({ text }) => text);
  const send = (question: Question) => act(async () => result.current.send(question));
  const letGo = async () => {
    await waitFor(() => expect(coming).not.toHaveLength(0));
    await act(async () => coming.shift()?.());
  };
  return { session, result, questions, waiting, send, letGo };
}

describe("what is sent", () => {
  test("twice before the page has noticed the first waits and goes out when the answer is there", async () => {
    const { result, questions, waiting, letGo } = opened();
    await act(async () => {
      result.current.send({ text: "one" });
      result.current.send({ text: "two" });
    });
    expect(questions()).toEqual(["one"]);
    expect(waiting()).toEqual(["two"]);
    await letGo();
    await waitFor(() => expect(questions()).toEqual(["one", "two"]));
    expect(waiting()).toEqual([]);
  });

  test("by pressing Enter five times is one message", async () => {
    const { result, questions, waiting, letGo } = opened();
    act(() => result.current.change({ text: "once" }));
    await act(async () => {
      for (let count = 0; count < 5; count += 1) result.current.sendDraft();
    });
    expect(questions()).toEqual(["once"]);
    await letGo();
    expect(questions()).toEqual(["once"]);
    expect([waiting(), result.current.text]).toEqual([[], ""]);
  });

  test("now, while an answer comes, waits until the conversation has it, and goes out once", async () => {
    const { session, result, questions, waiting, send, letGo } = opened();
    await send({ text: "one" });
    await send({ text: "now" });
    await send({ text: "later" });
    const [now] = result.current.queue;
    await act(async () => {
      if (now) result.current.sendNow(now);
      if (now) result.current.sendNow(now);
    });
    expect(waiting()).toEqual(["now", "later"]);
    await letGo();
    await waitFor(() => expect(questions()).toEqual(["one", "now"]));
    await waitFor(() => expect(waiting()).toEqual(["later"]));
    await letGo();
    await waitFor(() => expect(questions()).toEqual(["one", "now", "later"]));
    await letGo();
    await waitFor(() => expect(session.getState().busy).toBe(false));
    expect(questions()).toEqual(["one", "now", "later"]);
    expect(waiting()).toEqual([]);
  });

  test("now and then taken back is not sent, and what was added meanwhile still waits", async () => {
    const { result, questions, waiting, send, letGo } = opened();
    await send({ text: "one" });
    await send({ text: "now" });
    const [now] = result.current.queue;
    await act(async () => {
      if (now) result.current.sendNow(now);
      result.current.send({ text: "added" });
      if (now) result.current.removeQueued(now);
    });
    expect(waiting()).toEqual(["added"]);
    await letGo();
    await waitFor(() => expect(questions()).toEqual(["one", "added"]));
  });

  test("waits over a reload of the page", async () => {
    const { send } = opened();
    await send({ text: "one" });
    await send({ text: "two" });
    cleanup();
    expect(opened().waiting()).toEqual(["two"]);
  });
});
