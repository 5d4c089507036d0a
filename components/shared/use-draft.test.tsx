// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { history } from "@/lib/history/database";
import { loadDraft, saveDraft } from "@/lib/history/drafts";
import { useDraft } from "./use-draft";

afterEach(async () => {
  cleanup();
  sessionStorage.clear();
  await history().drafts.clear();
});

const written = (key: string, wanted = "") =>
  renderHook(({ at }) => useDraft(at, wanted), { initialProps: { at: key } });

test("instructions for a conversation that has not begun outlive a reload", async () => {
  const first = written("new");
  act(() => first.result.current.change({ systemPrompt: "Be brief." }));
  first.unmount();
  const { result } = written("new");
  await waitFor(() => expect(result.current.systemPrompt).toBe("Be brief."));
});

test("a conversation that begins takes what is being written along", async () => {
  await saveDraft("new", { text: "half a" });
  const { result, rerender, unmount } = written("new");
  await waitFor(() => expect(result.current.text).toBe("half a"));
  act(() => result.current.change({ text: "half a sentence" }));
  rerender({ at: "t" });
  unmount();
  await waitFor(async () => expect(await loadDraft("t")).toMatchObject({ text: "half a sentence" }));
  expect(await loadDraft("new")).toBeUndefined();
});

test("a link fills an empty box", async () => {
  await saveDraft("new", { text: "", systemPrompt: "Be brief." });
  const { result } = written("new", "from a link");
  await waitFor(() => expect(result.current.systemPrompt).toBe("Be brief."));
  expect(result.current).toMatchObject({ text: "from a link", aside: "" });
});

test("a link's words stand beside what was being written; either can be taken, and none is lost", async () => {
  await saveDraft("new", { text: "my own" });
  const first = written("new", "from a link");
  await waitFor(() => expect(first.result.current).toMatchObject({ text: "my own", aside: "from a link" }));
  act(() => first.result.current.swapAside());
  expect(first.result.current).toMatchObject({ text: "from a link", aside: "my own" });
  act(() => first.result.current.clear());
  expect(first.result.current).toMatchObject({ text: "", aside: "my own" });
  first.unmount();
  const { result } = written("new");
  await waitFor(() => expect(result.current.aside).toBe("my own"));
});

test("what a link filled in and is then changed does not bring the draft back once more", async () => {
  await saveDraft("new", { text: "my own" });
  const { result, rerender } = renderHook(({ wanted }) => useDraft("new", wanted), {
    initialProps: { wanted: "from a link" },
  });
  await waitFor(() => expect(result.current.aside).toBe("from a link"));
  act(() => result.current.swapAside());
  rerender({ wanted: "" });
  await loadDraft("new");
  await act(async () => {});
  expect(result.current).toMatchObject({ text: "from a link", aside: "my own" });
});

test("what is written before the draft is there loses nothing of it", async () => {
  const attachments = [{ kind: "text" as const, id: "a", name: "notes.txt", text: "notes" }];
  const kept = { text: "half a thought", attachments, systemPrompt: "Be brief." };
  for (const [early, text] of [
    ["half a thought", "half a thought"],
    ["half a", "half a thought"],
    ["half a thought and more", "half a thought and more"],
    ["something else", "half a thought\nsomething else"],
  ] as const) {
    await saveDraft("new", kept);
    const { result, unmount } = written("new");
    act(() => result.current.change({ text: early }));
    await waitFor(() => expect(result.current).toMatchObject({ ...kept, text }));
    unmount();
    await waitFor(async () => expect(await loadDraft("new")).toMatchObject({ ...kept, text }));
  }
});

test("what is written and left before the draft could be read is there with it afterwards", async () => {
  await saveDraft("new", { text: "my own" });
  const first = written("new");
  act(() => first.result.current.change({ text: "and more" }));
  window.dispatchEvent(new Event("pagehide"));
  const { result } = written("new");
  await waitFor(() => expect(result.current.text).toBe("my own\nand more"));
});

test("what was sent is in the box after a reload, unless it has arrived", async () => {
  let arrive = () => {};
  const arriving = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const first = written("new");
  act(() => first.result.current.change({ text: "on its way" }));
  act(() => first.result.current.clear(arriving));
  expect(first.result.current.text).toBe("");
  window.dispatchEvent(new Event("pagehide"));
  const reloaded = written("new");
  await waitFor(() => expect(reloaded.result.current.text).toBe("on its way"));
  reloaded.unmount();
  act(() => first.result.current.change({ text: "the next" }));
  await act(async () => arrive());
  window.dispatchEvent(new Event("pagehide"));
  const later = written("new");
  await waitFor(() => expect(later.result.current.text).toBe("the next"));
});

test("what was sent is kept until it has arrived, though the conversation begins meanwhile", async () => {
  let arrive = () => {};
  const arriving = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const { result, rerender } = written("new");
  act(() => result.current.change({ text: "on its way", systemPrompt: "Be brief." }));
  act(() => result.current.clear(arriving));
  rerender({ at: "t" });
  window.dispatchEvent(new Event("pagehide"));
  expect(await loadDraft("new")).toMatchObject({ text: "on its way", systemPrompt: "Be brief." });
  await act(async () => arrive());
  await waitFor(async () => expect(await loadDraft("new")).toBeUndefined());
});
