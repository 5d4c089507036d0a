import type { CodeLanguage } from "./code-languages";
import { type CodePiece, parseAnswer } from "./code-pieces";

/** Longer code stays plain: its thousands of elements would slow the page down. */
const maximumCharacters = 100_000;
/** A regular expression may take forever on odd code; the worker is then given up and the code stays plain. */
const patienceMs = 15_000;

type Waiting = (pieces: CodePiece[] | null) => void;

/** One worker for the whole page, made when code is first highlighted. The server never gets here. */
let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, Waiting>();

function settle(id: number, pieces: CodePiece[] | null): void {
  waiting.get(id)?.(pieces);
  waiting.delete(id);
}

/** Ends the worker; whoever waits gets plain code, and the next request starts another. */
function giveUp(): void {
  worker?.terminate();
  worker = null;
  for (const id of [...waiting.keys()]) settle(id, null);
}

function startWorker(): Worker {
  const started = new Worker(new URL("./highlight-worker.ts", import.meta.url), { type: "module" });
  started.addEventListener("message", (event) => {
    const answer = parseAnswer(event.data);
    if (answer) settle(answer.id, answer.pieces);
  });
  started.addEventListener("error", giveUp);
  return started;
}

/**
 * Asks for the code's coloured pieces. `onPieces` is called at most once, and not after the returned function
 * was; it is never called where there are no workers, nor when highlighting fails.
 */
export function requestHighlight(
  code: string,
  language: CodeLanguage,
  onPieces: (pieces: CodePiece[]) => void,
): () => void {
  if (typeof Worker === "undefined" || code.length > maximumCharacters) return () => {};
  lastId += 1;
  const id = lastId;
  const timer = setTimeout(giveUp, patienceMs);
  waiting.set(id, (pieces) => {
    clearTimeout(timer);
    if (pieces) onPieces(pieces);
  });
  try {
    worker ??= startWorker();
    worker.postMessage({ id, code, language });
  } catch {
    giveUp(); // a browser that refuses the worker shows plain code
  }
  return () => {
    clearTimeout(timer);
    waiting.delete(id);
  };
}
