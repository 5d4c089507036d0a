import "server-only";

const open = "<think>";
const close = "</think>";

type Piece = { kind: "reasoning" | "text"; text: string };

/** The length of the longest end of `text` that `tag` begins with: it may turn out to be the tag. */
function overlap(text: string, tag: string): number {
  for (let length = Math.min(text.length, tag.length - 1); length > 0; length--)
    if (tag.startsWith(text.slice(-length))) return length;
  return 0;
}

/**
 * Parts thinking from answer for models that still print `<think>` tags at the head of the content, although
 * SiliconFlow moved the thinking to `reasoning_content` in February 2025. Content that begins with anything
 * else passes untouched, tags further down included.
 */
export function createThoughtSplitter(): { feed(text: string): Piece[]; end(): Piece[] } {
  let state: "head" | "inside" | "answer" = "head";
  let held = "";

  function feed(text: string): Piece[] {
    if (state === "answer") return [{ kind: "text", text }];
    held += text;
    if (state === "head") {
      const head = held.trimStart();
      if (open.startsWith(head) && head !== open) return []; // undecided
      if (!head.startsWith(open)) return end();
      state = "inside";
      held = head.slice(open.length);
    }
    return inside();
  }

  function inside(): Piece[] {
    const at = held.indexOf(close);
    const sure = at >= 0 ? at : held.length - overlap(held, close);
    const thought: Piece[] = sure > 0 ? [{ kind: "reasoning", text: held.slice(0, sure) }] : [];
    if (at < 0) {
      held = held.slice(sure);
      return thought;
    }
    const rest = held.slice(at + close.length);
    held = "";
    state = "answer";
    return rest ? [...thought, { kind: "text", text: rest }] : thought;
  }

  function end(): Piece[] {
    const kind = state === "inside" ? "reasoning" : "text";
    const text = held;
    held = "";
    state = "answer";
    return text ? [{ kind, text }] : [];
  }

  return { feed, end };
}
