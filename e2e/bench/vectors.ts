import type { Browser, Page } from "@playwright/test";
import { z } from "zod";
import { umapPlane } from "@/lib/embeddings/umap";
import { cosineMatrix } from "@/lib/vectors/cosine";
import { kMeans } from "@/lib/vectors/k-means";
import { pca } from "@/lib/vectors/pca";
import type { VectorTable } from "@/lib/vectors/table";
import { EmbeddingsPage } from "../support/embeddings-page";
import { launch, observer, PageMeter } from "./browser";
import { control } from "./control";
import type { Measurement } from "./measurement";
import { naiveCosines, naiveKMeans } from "./naive-vectors";
import { mostDuring, residentMb } from "./process-meter";
import { type Row, row } from "./row";
import { median } from "./statistics";
import { TaskTrace } from "./task-trace";

const width = 1024;
const some = 1000;
const many = 5000;
/** The naive way is worked out for this share of the rows alone where it would take minutes. */
const naiveShare = 0.1;
const rounds = 3;
const clusters = 12;
const limitMs = 120_000;

/** In no order: the first rows are not one of each. */
const topicOf = (row: number) => (row + Math.floor(row / 5) * 7) % (clusters - 1);

/** Rows about a few directions, the same on every run and machine. */
function tableOf(rows: number): VectorTable {
  const values = new Float32Array(rows * width);
  let state = 1;
  for (let at = 0; at < values.length; at += 1) {
    state = (state * 16_807) % 2_147_483_647;
    const topic = topicOf(Math.floor(at / width));
    values[at] = state / 2_147_483_647 - 0.5 + 0.4 * Math.sin(topic * 37 + (at % width) * (topic + 1));
  }
  return { rows, width, values };
}

const numbersOf = ({ rows, values }: VectorTable): number[][] =>
  Array.from({ length: rows }, (_, at) => Array.from(values.subarray(at * width, (at + 1) * width)));

/** Milliseconds of processor time. */
function taken(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

/** Both ways in turn, so that what else the machine does meets both. */
function compared(product: () => unknown, naive: () => unknown, times: number) {
  const pairs = Array.from({ length: times }, () => ({ product: taken(product), naive: taken(naive) }));
  return {
    product: median(pairs.map((pair) => pair.product)),
    reference: median(pairs.map((pair) => pair.naive)),
    referenceName: "number arrays, one by one",
  };
}

function maths(): Row[] {
  const table = tableOf(some);
  const numbers = numbersOf(table);
  const large = tableOf(many);
  const largeNumbers = numbersOf(large);
  const cosines = compared(
    () => cosineMatrix(table),
    () => naiveCosines(numbers, some),
    rounds,
  );
  const largeCosines = compared(
    () => cosineMatrix(large),
    () => naiveCosines(largeNumbers, many * naiveShare),
    1,
  );
  const groups = compared(
    () => kMeans(table, clusters),
    () => naiveKMeans(numbers, clusters),
    rounds,
  );
  const sample = cosineMatrix(table);
  return [
    row({
      name: `cosines of ${some} × ${width}`,
      unit: "ms",
      ...cosines,
      goal: { kind: "ratio", atMost: 0.2 },
    }),
    row({
      name: `cosines of ${many} × ${width}`,
      unit: "ms",
      ...largeCosines,
      reference: (largeCosines.reference ?? 0) / naiveShare,
      goal: { kind: "ratio", atMost: 0.2 },
      note: "reference: a tenth of the rows, times ten",
    }),
    row({ name: `${clusters} clusters of ${some} × ${width} (k-means)`, unit: "ms", ...groups }),
    row({ name: `plane of ${some} × ${width} (PCA)`, unit: "ms", product: taken(() => pca(table)) }),
    row({
      name: `plane of ${some} × ${width} (UMAP)`,
      unit: "ms",
      product: taken(() => umapPlane(sample, some, { tell: () => {}, isStopped: () => false })),
    }),
  ];
}

const processesSchema = z.object({ processInfo: z.array(z.object({ type: z.string(), id: z.number() })) });

/** The process of the one page that is open in this browser. */
async function pageProcess(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = processesSchema.parse(await session.send("SystemInfo.getProcessInfo"));
  await session.detach();
  const pages = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  // The browser keeps an empty one at hand.
  return pages.reduce((best, id) => ((residentMb(id) ?? 0) > (residentMb(best) ?? 0) ? id : best), 0);
}

async function compareTexts(page: Page): Promise<void> {
  const embeddings = new EmbeddingsPage(page);
  await embeddings.send.click();
  await embeddings.views.getByRole("application").first().waitFor({ timeout: limitMs });
  await embeddings.show("Neighbours");
  await embeddings.nearest("BAAI/bge-m3").first().waitFor();
  await embeddings.show("Figures and files");
}

/** Many texts through two models, to the heat maps and the neighbours. */
async function throughThePage(browser: Browser, baseURL: string): Promise<Row[]> {
  const context = await browser.newContext({
    baseURL,
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
  });
  await context.addInitScript({ content: observer });
  const page = await context.newPage();
  const embeddings = new EmbeddingsPage(page);
  await embeddings.open();
  const lines = Array.from({ length: many }, (_, at) => `How do I return parcel number ${at} to the shop?`);
  const file = { name: "texts.txt", mimeType: "text/plain", buffer: Buffer.from(lines.join("\n")) };
  const meter = await PageMeter.attach(page);
  await meter.begin();
  await embeddings.form.getByLabel("TXT, CSV or JSONL").setInputFiles(file);
  await embeddings.form.getByText(/5,000 texts/).waitFor();
  const pageId = await pageProcess(browser);
  const trace = await TaskTrace.begin(page, pageId);
  const started = performance.now();
  const most = await mostDuring(pageId, compareTexts(page));
  const seconds = (performance.now() - started) / 1000;
  const longestMs = await trace.end();
  const { longTasks } = await meter.end();
  await context.close();
  return [
    row({
      name: `${many} texts through two models, longest task of the page`,
      unit: "ms",
      product: Math.max(0, ...longTasks.map(({ durationMs }) => durationMs)),
      goal: { kind: "figure", atMost: 50 },
      note: `${seconds.toFixed(0)} s, ${longTasks.length} tasks over 50 ms; also where the machine served others`,
    }),
    row({
      name: "the same in processor time",
      unit: "ms",
      product: longestMs,
      goal: { kind: "figure", atMost: 50 },
    }),
    row({
      name: "most memory of the page and its workers meanwhile",
      unit: "MB",
      product: most,
      goal: { kind: "figure", atMost: 1000 },
    }),
  ];
}

export const vectors: Measurement = {
  name: "vectors",
  async measure({ stage, chromiumPath, note }) {
    note("vectors: the maths");
    const rows = maths();
    note(`vectors: ${many} texts through the page`);
    const browser = await launch(chromiumPath);
    const simulator = await stage.simulator();
    // As SiliconFlow takes its time: an upstream that answers at once keeps the page's processors for itself.
    await control(simulator.url, "POST", "pace", { speed: 1, vectorMs: 400 });
    const server = await stage.server(simulator.url);
    const seen = await throughThePage(browser, server.url);
    await browser.close();
    return [...rows, ...seen];
  },
};
