import { readFacts, readLevels } from "./read-sound";

type Asked = { id: number; file: Blob; what: "facts" | "levels" };

/** One at a time: decoding several long sounds at once would only make each slower. */
let working: Promise<unknown> = Promise.resolve();

addEventListener("message", ({ data: { id, file, what } }: MessageEvent<Asked>) => {
  const read = what === "facts" ? readFacts : readLevels;
  const answer = () => read(file).then((found) => postMessage({ id, found }));
  // The length is asked for before something is sent, and takes no time.
  if (what === "facts") void answer();
  else working = working.then(answer);
});
