import { randomUuid } from "@/lib/core/random-uuid";
import type { ModelResult } from "./results";
import { VectorsClient } from "./vectors-client";

/** One model's vectors, ready to be asked about. */
export type OpenVectors = {
  /** Another one each time vectors are opened: what was worked out belongs to it. */
  id: string;
  place: number;
  model: string;
  client: VectorsClient;
  width: number;
  /** The places of the texts without a vector. */
  missing: readonly number[];
};

/** Why vectors cannot be shown: files that are gone, widths that do not fit, none at all. */
export type OpenFault = "gone" | "mixed" | "none";
export type Opened = { ok: true; vectors: OpenVectors } | { ok: false; place: number; fault: OpenFault };

/** Gives a model's files to a worker of its own. Rejects when the worker cannot be made; `signal` ends it. */
export async function openVectors(
  { place, model, files }: ModelResult,
  rows: number,
  signal: AbortSignal,
): Promise<Opened> {
  const client = new VectorsClient();
  signal.addEventListener("abort", () => client.close());
  const loaded = await client.ask("load", { pieces: files, rows });
  if (loaded.ok) return { ok: true, vectors: { id: randomUuid(), place, model, client, ...loaded } };
  client.close();
  return { ok: false, place, fault: loaded.fault };
}

/** So many texts are compared with each other at most: their pairs grow with the square. */
export const mostSampled = 300;

/** The texts that all models have vectors of; above a bound some of them, evenly taken. */
export function sharedRows(
  models: readonly Pick<OpenVectors, "missing">[],
  rows: number,
  most = Number.POSITIVE_INFINITY,
): number[] {
  const missing = new Set(models.flatMap((model) => model.missing));
  const shared = Array.from({ length: rows }, (_, row) => row).filter((row) => !missing.has(row));
  if (shared.length <= most) return shared;
  return Array.from({ length: most }, (_, at) => shared[Math.floor((at * shared.length) / most)] as number);
}
