import type { RuleVerdict } from "./judge-rules";
import type { Row, RuleJudge } from "./prompt-set";

/** Longer than any sensible pattern needs for an answer. */
const patienceMs = 500;
/** How long the worker's code may take to be fetched. */
const startMs = 20_000;
/** A judge that so often in a row takes too long is not asked any more. */
const mostTimeouts = 3;

let worker: Promise<Worker> | undefined;
let last: Promise<unknown> = Promise.resolve();
let hopeless: { judge: string; timeouts: number } = { judge: "", timeouts: 0 };

/**
 * Holds an answer against a rule in a worker, one after the other. A pattern that takes too long is ended and judges
 * nothing; the page does not notice.
 */
export function judgeApart(judge: RuleJudge, row: Row, answer: string): Promise<RuleVerdict> {
  const next = last.then(() => judgeNow(judge, row, answer));
  last = next;
  return next;
}

async function judgeNow(judge: RuleJudge, row: Row, answer: string): Promise<RuleVerdict> {
  const key = JSON.stringify(judge);
  if (hopeless.judge !== key) hopeless = { judge: key, timeouts: 0 };
  if (hopeless.timeouts >= mostTimeouts) return { result: "unjudged", fault: "timeout" };
  worker ??= startWorker();
  const verdict = await worker.then(
    (started) => askWorker(started, { judge, row, answer }),
    () => broken,
  );
  if (verdict === broken || verdict === tooLong) worker = undefined;
  hopeless.timeouts = verdict.fault === "timeout" ? hopeless.timeouts + 1 : 0;
  return verdict;
}

const tooLong: RuleVerdict = { result: "unjudged", fault: "timeout" };
const broken: RuleVerdict = { result: "unjudged", fault: "failed" };

/** What a worker says next; rejects when it breaks or takes longer, and ends it then. */
function nextMessage<Message>(asked: Worker, limitMs: number): Promise<Message> {
  return new Promise((resolve, reject) => {
    const listening = new AbortController();
    const { signal } = listening;
    const end = () => {
      clearTimeout(timer);
      listening.abort();
    };
    const fail = (reason: string) => {
      end();
      asked.terminate();
      reject(new Error(reason));
    };
    const timer = setTimeout(() => fail("timeout"), limitMs);
    const take = ({ data }: MessageEvent<Message>) => {
      end();
      resolve(data);
    };
    asked.addEventListener("message", take, { signal });
    asked.addEventListener("error", () => fail("broken"), { signal });
  });
}

async function startWorker(): Promise<Worker> {
  const started = new Worker(new URL("./judge-worker.ts", import.meta.url), { type: "module" });
  await nextMessage<"ready">(started, startMs);
  return started;
}

function askWorker(asked: Worker, question: { judge: RuleJudge; row: Row; answer: string }) {
  const verdict = nextMessage<RuleVerdict>(asked, patienceMs).catch((error: unknown) =>
    error instanceof Error && error.message === "timeout" ? tooLong : broken,
  );
  asked.postMessage(question);
  return verdict;
}
