import { afterEach, describe, expect, test, vi } from "vitest";
import { forgetEdit, keepEdit, keptEdit } from "./open-edits";

afterEach(() => {
  vi.unstubAllGlobals();
});

function storage() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => values.set(key, value),
    removeItem: (key: string) => values.delete(key),
  };
}

describe("what is typed into a message that is being changed", () => {
  test("is there until it is saved or left", () => {
    vi.stubGlobal("sessionStorage", storage());
    expect(keptEdit("a")).toBeUndefined();
    keepEdit("a", { text: "new", suffix: "end" });
    expect(keptEdit("a")).toEqual({ text: "new", suffix: "end" });
    expect(keptEdit("b")).toBeUndefined();
    forgetEdit("a");
    expect(keptEdit("a")).toBeUndefined();
  });

  test("does not stop anybody where nothing can be stored or something else is", () => {
    const refused = () => {
      throw new DOMException("no", "SecurityError");
    };
    vi.stubGlobal("sessionStorage", { getItem: refused, setItem: refused, removeItem: refused });
    keepEdit("a", { text: "new" });
    forgetEdit("a");
    expect(keptEdit("a")).toBeUndefined();
    vi.stubGlobal("sessionStorage", { getItem: () => "{broken" });
    expect(keptEdit("a")).toBeUndefined();
  });
});
