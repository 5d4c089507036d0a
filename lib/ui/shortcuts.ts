/** A combination of keys. `mod` is Command on Apple's systems and Control elsewhere. */
type Combination = { key: string; mod?: true; ctrl?: true; shift?: true; anyShift?: true };

/** Every combination that the playground listens to; the list of keys shows them all. */
export const shortcuts = {
  palette: { key: "k", mod: true },
  newChat: { key: "o", ctrl: true, shift: true },
  // Where a question mark is on the keyboard, and whether it takes Shift, differs.
  help: { key: "?", anyShift: true },
  send: { key: "Enter" },
  /** Where Enter by itself breaks the line. */
  sendByCommand: { key: "Enter", mod: true },
  breakLine: { key: "Enter", shift: true },
  stop: { key: "Escape" },
  dictate: { key: "l", mod: true, shift: true },
  voteFirst: { key: "1" },
  voteSecond: { key: "2" },
  voteThird: { key: "3" },
  voteFourth: { key: "4" },
  voteTie: { key: "t" },
  voteBad: { key: "0" },
} as const satisfies Record<string, Combination>;

type Pressed = Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "shiftKey" | "altKey">;

const onApple = () => typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** Whether a key event is this combination, and nothing more is held. */
export function isShortcut(event: Pressed, wanted: Combination, apple = onApple()): boolean {
  const control = Boolean(wanted.ctrl || (wanted.mod && !apple));
  const command = Boolean(wanted.mod && apple);
  if (event.altKey || event.ctrlKey !== control || event.metaKey !== command) return false;
  if (!wanted.anyShift && event.shiftKey !== Boolean(wanted.shift)) return false;
  return event.key.toLowerCase() === wanted.key.toLowerCase();
}

/** The names of a combination's keys, in the order in which they are pressed. */
export function keyNames({ key, mod, ctrl, shift }: Combination, apple = onApple()): string[] {
  const names = [
    ...(mod ? [apple ? "⌘" : "Ctrl"] : []),
    ...(ctrl ? [apple ? "⌃" : "Ctrl"] : []),
    ...(shift ? [apple ? "⇧" : "Shift"] : []),
  ];
  const named: Record<string, string> = { Escape: "Esc", Enter: "↵" };
  return [...names, named[key] ?? key.toUpperCase()];
}

/** Whether a key goes into a text: then it is no shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
