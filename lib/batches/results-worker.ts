import { exportResults } from "./export-results";
import { JoinedBatch } from "./joined-batch";
import type { ResultAnswer, ResultJob, ResultJobs, ResultOrder } from "./results-jobs";

/* Runs in a worker: holds the requests of one batch with what became of them. */

let batch = new JoinedBatch(undefined);

type Work = {
  [Name in ResultJob]: (
    order: ResultJobs[Name]["order"],
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
  search: ({ words }) => batch.search(words),
  again: ({ states }) => batch.again(new Set(states)),
  export: (order) => exportResults(batch, order),
};

const answerTo = ({ job, order }: ResultOrder) =>
  (work[job] as (order: unknown) => ResultJobs[ResultJob]["answer"])(order);

// One after the other: what is added is there before it is searched.
let before: Promise<unknown> = Promise.resolve();
self.addEventListener("message", ({ data }: MessageEvent<ResultOrder>) => {
  before = before.then(async () => {
    const { id } = data;
    let told: ResultAnswer;
    try {
      told = { id, answer: await answerTo(data) };
    } catch (thrown) {
      told = { id, failed: thrown instanceof Error ? thrown.message : String(thrown) };
    }
    self.postMessage(told);
  });
});
