import { resultBlob } from "@/lib/creations/save-result";
import { floatsOf, joinVectors, type Piece } from "@/lib/vectors/join-vectors";
import { paint } from "./colours";
import type { Answer, JobName, Jobs, Order, StopOrder } from "./jobs";
import { agreementOf, ModelVectors } from "./model-vectors";
import { umapPlane, type Watch } from "./umap";
import { writeVectors } from "./write-vectors";

/* Runs in a worker: holds the vectors of one model. */

let vectors: ModelVectors | undefined;
let heat: { size: number; found: ReturnType<ModelVectors["heat"]> } | undefined;

const held = (): ModelVectors => {
  if (!vectors) throw new Error("There are no vectors yet.");
  return vectors;
};

/** Worked out once for a number of rows. */
function heatOf(size: number): ReturnType<ModelVectors["heat"]> {
  if (heat?.size !== size) heat = { size, found: held().heat(size) };
  return heat.found;
}

async function picture(
  values: Float32Array,
  span: { low: number; high: number },
  scale: Parameters<typeof paint>[2],
): Promise<ImageBitmap> {
  const side = Math.sqrt(values.length);
  return createImageBitmap(new ImageData(paint(values, span, scale), side, side));
}

type Work = {
  [Name in JobName]: (
    order: Jobs[Name]["order"],
    watch: Watch,
  ) => Jobs[Name]["answer"] | Promise<Jobs[Name]["answer"]>;
};

const work: Work = {
  async load({ pieces, rows }) {
    const read: Piece[] = [];
    // One after the other: hundreds of files at once would be in memory twice.
    for (const piece of pieces) {
      const file = await resultBlob(piece.mediaId);
      if (file) read.push({ rows: piece.rows, bytes: await file.arrayBuffer() });
    }
    if (read.length === 0 && pieces.length > 0) return { ok: false, fault: "gone" };
    const table = joinVectors(read, rows);
    if (typeof table === "string") return { ok: false, fault: table };
    vectors = new ModelVectors(table);
    return { ok: true, width: table.width, missing: vectors.missing };
  },
  heat({ size }) {
    const { low, high } = heatOf(size);
    return { low, high };
  },
  paint: ({ size, ...span }) => picture(heatOf(size).matrix, span, "cosine"),
  matrix: ({ size }) => heatOf(size).matrix.slice(),
  async difference({ size, other }) {
    const differences = heatOf(size).matrix.map((value, at) => value - (other[at] as number));
    const most = differences.reduce((best, value) => Math.max(best, Math.abs(value) || 0), 0);
    return { bitmap: await picture(differences, { low: -most, high: most }, "difference"), most };
  },
  cosine: ({ row, column }) => held().cosine(row, column),
  async neighbours({ to, count }) {
    if (typeof to === "number") return held().nearest(held().vector(to), count, to);
    return held().nearest(floatsOf(await to.arrayBuffer()), count);
  },
  sample: ({ rows }) => held().sample(rows),
  agree: ({ one, other, rows, nearest }) => agreementOf(one, other, rows, nearest),
  plane: ({ rows }) => held().plane(rows),
  umap: ({ rows }, watch) => umapPlane(held().sample(rows), rows.length, watch),
  clusters: ({ rows, count }) => held().clusters(rows, count),
  histogram: ({ of }) => held().histogram(of),
  async save({ format, texts }) {
    if (format === "parquet") return (await import("./parquet")).writeParquet(held().table, texts);
    return writeVectors(held().table, texts, format);
  },
};

const carry = (job: JobName, order: Order["order"], watch: Watch): unknown =>
  work[job](order as never, watch);

/** The jobs that are not wanted any more. */
const stopped = new Set<number>();

/** What need not be copied on its way back. */
function movable(answer: unknown): Transferable[] {
  if (answer instanceof ImageBitmap) return [answer];
  if (typeof answer === "object" && answer && "bitmap" in answer) return movable(answer.bitmap);
  if (answer instanceof Float32Array && answer.buffer instanceof ArrayBuffer) return [answer.buffer];
  return [];
}

async function answer({ id, job, order }: Order): Promise<void> {
  const reply = (message: Answer, transfer: Transferable[] = []) => postMessage(message, { transfer });
  const watch: Watch = {
    tell: (progress) => reply({ id, progress }),
    isStopped: () => stopped.has(id),
  };
  try {
    const found = await carry(job, order, watch);
    reply({ id, answer: found }, movable(found));
  } catch (error) {
    reply({ id, failed: error instanceof Error ? error.message : String(error) });
  }
  stopped.delete(id);
}

addEventListener("message", ({ data }: MessageEvent<Order | StopOrder>) => {
  if ("stop" in data) stopped.add(data.stop);
  else void answer(data);
});
