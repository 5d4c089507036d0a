import "server-only";
import type { AppError } from "@/lib/core/app-error";
import { ok, type Result } from "@/lib/core/result";
import { modelSubTypes } from "@/lib/siliconflow/model-kinds";
import type { Upstream } from "@/lib/siliconflow/server/upstream";
import type { LiveModels } from "../catalogue-changes";
import { LiveList } from "./live-list";

/** Asks SiliconFlow for all models, then kind by kind; a kind that it does not answer for is left out. */
export async function readLiveModels(upstream: Upstream): Promise<Result<LiveModels, AppError>> {
  const all = await new LiveList({ upstream, query: "" }).read();
  if (!all.ok) return all;
  const kinds = new Map<string, string[]>();
  for (const kind of modelSubTypes) {
    const some = await new LiveList({ upstream, query: `sub_type=${kind}` }).read();
    for (const id of some.ok ? some.value.ids : []) kinds.set(id, [...(kinds.get(id) ?? []), kind]);
  }
  return ok({ ids: all.value.ids, kinds });
}
