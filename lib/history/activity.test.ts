import { expect, test, vi } from "vitest";
import { noteAnswering, noteRead, onThreadActivity, threadActivity } from "./activity";

test("a conversation is marked while it is answered, and after it when nobody was looking", () => {
  const heard = vi.fn();
  const stop = onThreadActivity(heard);
  const ended = noteAnswering("a");
  expect([...threadActivity().answering]).toEqual(["a"]);
  ended(true);
  expect(threadActivity()).toEqual({ answering: new Set(), unread: new Set() });
  noteAnswering("a")(false);
  expect([...threadActivity().unread]).toEqual(["a"]);
  noteRead("a");
  expect(threadActivity()).toEqual({ answering: new Set(), unread: new Set() });
  expect(heard).toHaveBeenCalledTimes(5);
  stop();
});
