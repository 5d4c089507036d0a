import { characterDiff, type DiffUnit, wordDiff } from "./word-diff";

type Compared = { before: string; after: string; by: DiffUnit };

addEventListener("message", ({ data: { before, after, by } }: MessageEvent<Compared>) => {
  postMessage(by === "word" ? wordDiff(before, after) : characterDiff(before, after));
});
