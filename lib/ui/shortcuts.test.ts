import { describe, expect, test } from "vitest";
import { isShortcut, keyNames, shortcuts } from "./shortcuts";

const pressed = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  metaKey: false,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe("a shortcut", () => {
  test("with Command on Apple's systems is one with Control elsewhere", () => {
    expect(isShortcut(pressed("k", { ctrlKey: true }), shortcuts.palette, false)).toBe(true);
    expect(isShortcut(pressed("k", { ctrlKey: true }), shortcuts.palette, true)).toBe(false);
    expect(isShortcut(pressed("k", { metaKey: true }), shortcuts.palette, true)).toBe(true);
    expect(keyNames(shortcuts.palette, true)).toEqual(["⌘", "K"]);
    expect(keyNames(shortcuts.newChat, false)).toEqual(["Ctrl", "Shift", "O"]);
  });

  test("is not meant when more keys are held", () => {
    expect(isShortcut(pressed("k", { ctrlKey: true, shiftKey: true }), shortcuts.palette, false)).toBe(false);
    expect(isShortcut(pressed("O", { ctrlKey: true, shiftKey: true }), shortcuts.newChat, false)).toBe(true);
    expect(isShortcut(pressed("Enter", { shiftKey: true }), shortcuts.send, false)).toBe(false);
  });

  test("on a question mark does not ask how the keyboard writes one", () => {
    expect(isShortcut(pressed("?"), shortcuts.help, false)).toBe(true);
    expect(isShortcut(pressed("?", { shiftKey: true }), shortcuts.help, false)).toBe(true);
    expect(isShortcut(pressed("?", { ctrlKey: true }), shortcuts.help, false)).toBe(false);
  });
});
