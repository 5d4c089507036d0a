import { exportResults } from "./export-results";
import { JoinedBatch } from "./joined-batch";
import type { ResultAnswer, ResultJob, ResultJobs, ResultOrder } from "./results-jobs";

/* Runs in a worker: holds the requests of one batch with what became of them. */

let batch = new JoinedBatch(undefined);
/** The search that was asked for last: the ones before it are not wanted any more. */
let searched = 0;

type Work = {
  [Name in ResultJob]: (
    order: ResultJobs[Name]["order"],
    id: number,
  ) => ResultJobs[Name]["answer"] | Promise<ResultJobs[Name]["answer"]>;
};

const work: Work = {
  async open({ file, results, source }) {
    const joined = new JoinedBatch(source);
    if (file) await joined.takeRequests(file);
    for (const one of results) await joined.takeResults(one);
    batch = joined;
    return batch.summary();
  },
  async add({ results }) {
    await batch.takeResults(results);
    return batch.summary();
  },
  detail: ({ at }) => batch.detail(at),
  search: ({ words }, id) => batch.search(words, () => id === searched),
  again: ({ states }) => batch.again(new Set(states)),
  export: (order) => exportResults(batch, order),
};

const answerTo = ({ job, order, id }: ResultOrder) =>
  (work[job] as (order: unknown, id: number) => ResultJobs[ResultJob]["answer"])(order, id);

async function answer(asked: ResultOrder): Promise<void> {
  const { id } = asked;
  let told: ResultAnswer;
  try {
    told = { id, answer: await answerTo(asked) };
  } catch (thrown) {
    told = { id, failed: thrown instanceof Error ? thrown.message : String(thrown) };
  }
  self.postMessage(told);
}

// What is added is there before it is looked at. Who looks waits for nobody else who does.
let added: Promise<unknown> = Promise.resolve();
self.addEventListener("message", ({ data }: MessageEvent<ResultOrder>) => {
  const { job, id } = data;
  if (job === "search") searched = id;
  const answered = added.then(() => answer(data));
  if (job === "open" || job === "add") added = answered;
});
