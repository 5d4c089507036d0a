import "server-only";
import path from "node:path";
import { env } from "@/lib/env/server/env";
import { catalogueChanges, tellChanges } from "@/lib/models/catalogue-changes";
import { catalogueMeta, KnownModels } from "@/lib/models/server/catalogue";
import { readLiveModels } from "@/lib/models/server/live-models";
import { createUpstream } from "@/lib/siliconflow/server/upstream";

/* `npm run catalogue`: says how SiliconFlow's list differs from the catalogue. Ends with 0, 1 (it does) or 2 (unknown). */

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

async function check(): Promise<number> {
  const { dataDirectory, upstream } = env();
  const known = new KnownModels(path.join(dataDirectory, "models.json"));
  await known.refresh();
  for (const { line, model, field, reason } of known.faults)
    complain(`models.json, line ${line}: ${[model, field, reason].filter(Boolean).join(" · ")}`);
  const live = await readLiveModels(createUpstream(upstream));
  if (!live.ok) {
    const { code, detail } = live.error;
    complain(`${upstream.baseUrl} could not be asked: ${[code, detail].filter(Boolean).join(", ")}`);
    return 2;
  }
  const { ids } = live.value;
  if (ids.length === 0) {
    complain(`${upstream.baseUrl} lists no models.`);
    return 2;
  }
  const entries = known.entries();
  const lines = tellChanges(catalogueChanges(entries, live.value));
  const { compiled } = catalogueMeta;
  say(`Catalogue of ${compiled}: ${entries.length} models. ${upstream.baseUrl} lists ${ids.length}.`);
  for (const line of lines.length > 0 ? lines : ["No differences."]) say(line);
  return lines.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await check();
} catch (thrown) {
  complain(thrown instanceof Error ? thrown.message : String(thrown));
  process.exitCode = 2;
}
