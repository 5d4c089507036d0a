/** Where a person writes. */
export type TextBox = HTMLTextAreaElement | HTMLInputElement;

const writable = "textarea:not([readonly], [disabled])";
const inputs = ["text", "search"].map((type) => `input[type=${type}]:not([readonly], [disabled])`);
const anyWritable = [writable, ...inputs, "input:not([type], [readonly], [disabled])"].join();

const isTextBox = (element: Element | null): element is TextBox =>
  (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) &&
  element.matches(anyWritable);

/** The box in which the person writes now, or else the first one of the work. */
export function currentTextBox(): TextBox | undefined {
  const { activeElement } = document;
  if (isTextBox(activeElement)) return activeElement;
  const boxes = Array.from(document.querySelectorAll(`#work ${writable}`));
  const seen = boxes.find((box) => box.getClientRects().length > 0) ?? null;
  return isTextBox(seen) ? seen : undefined;
}

/** A blank goes between words of Latin script, and none after a blank, a bracket or a Chinese character. */
const needsBlank = (before: string, text: string) =>
  /[\p{L}\p{N}.,;:!?)\]"'”’]$/u.test(before) &&
  !/\p{Script=Han}$/u.test(before) &&
  /^[\p{L}\p{N}]/u.test(text) &&
  !/^\p{Script=Han}/u.test(text);

/** Puts words in where the person writes, as if typed: they can be undone. False when the box is gone. */
export function putWords(box: TextBox, text: string): boolean {
  if (!box.isConnected) return false;
  box.focus();
  const before = box.value.slice(0, box.selectionStart ?? box.value.length);
  const words = needsBlank(before, text) ? ` ${text}` : text;
  if (document.execCommand("insertText", false, words)) return true;
  box.setRangeText(words, box.selectionStart ?? 0, box.selectionEnd ?? 0, "end");
  box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: words }));
  return true;
}
