// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { useTexts } from "./use-texts";

test("a file that was moved before it could be read is named, and stands in nobody's way", async () => {
  const { result } = renderHook(() => useTexts("texts-of-a-test", "lines"));
  const gone = new File(["one\ntwo\n"], "gone.txt");
  Object.defineProperty(gone, "arrayBuffer", {
    value: () => Promise.reject(new DOMException("It is not there.", "NotFoundError")),
  });
  await act(() => result.current.readFile(gone));
  await waitFor(() => expect(result.current.refused).toEqual({ name: "gone.txt", fault: "unread" }));
  expect(result.current.reading).toBe(false);
});
