import { wordDiff } from "./word-diff";

addEventListener(
  "message",
  ({ data: { before, after } }: MessageEvent<{ before: string; after: string }>) => {
    postMessage(wordDiff(before, after));
  },
);
