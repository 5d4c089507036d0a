// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { useSending } from "./use-sending";

/** A page whose storage answers when it is let. */
function page() {
  const waiting: ((kept: boolean) => void)[] = [];
  const made: string[] = [];
  const { result } = renderHook(() =>
    useSending(() => new Promise<boolean>((resolve) => waiting.push(resolve))),
  );
  const make = (name: string) => async () => {
    made.push(name);
    return [];
  };
  const answer = () =>
    act(async () => {
      for (const resolve of waiting.splice(0)) resolve(true);
    });
  return { result, made, make, answer };
}

test("what is asked for beside the form, and of another model meanwhile, is all sent, and none twice at once", async () => {
  const { result, made, make, answer } = page();
  await act(async () => {
    void result.current.sendForm(make("form"));
    void result.current.sendForm(make("form again"));
    result.current.sendBeside("a", make("a"));
    result.current.sendBeside("b", make("b"));
    result.current.sendBeside("a", make("a again"));
  });
  expect(made).toEqual(["form", "a", "b"]);
  expect(result.current.sending).toBe(true);
  await answer();
  expect([result.current.sending, result.current.sent]).toEqual([false, 1]);
  await act(async () => result.current.sendBeside("a", make("a later")));
  expect(made.at(-1)).toBe("a later");
});

test("what there is no room for is said, until something else is sent", async () => {
  const { result, make, answer } = page();
  await act(async () => {
    await result.current.sendForm(() => Promise.reject(new DOMException("full", "QuotaExceededError")));
  });
  expect([result.current.failed, result.current.sending, result.current.sent]).toEqual([true, false, 0]);
  await act(async () => void result.current.sendForm(make("form")));
  await answer();
  expect([result.current.failed, result.current.sent]).toEqual([false, 1]);
});
