import { findNodeAtLocation, getNodeValue, type Node } from "jsonc-parser";
import { lineAt, readEditedJson } from "@/lib/core/edited-json";
import { type CatalogueEntry, catalogueEntrySchema } from "./catalogue-entry";
import { type CorrectionFault, correctedBy } from "./catalogue-reply";

export type Corrections = { entries: CatalogueEntry[]; faults: CorrectionFault[] };

/** The figures that carry their source. */
const sourcedFields = new Set([
  "released",
  "parameters",
  "context_length",
  "max_output_tokens",
  "retired_on",
  "replaced_by",
  "sizes",
  "voices",
  "response_formats",
  "sample_rates",
  "max_input_chars",
  "max_input_tokens",
  "default_dimension",
  "allowed_dimensions",
  "max_array_items",
  "max_bytes",
  "max_seconds",
  "timestamps",
]);

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Where the source of the fields of an object stands, if it is not beside each. */
const sourceFields: Readonly<Record<string, string>> = {
  price: "source",
  rate_limit_l0: "source",
  reranker: "source",
  reasoning_effort: "source",
};

/** What the file says of a model on top of what was known; a plain figure is given its source. */
function merged(known: Fields, corrected: Fields): Fields {
  const result = { ...known };
  for (const [key, value] of Object.entries(corrected)) {
    const before = known[key];
    if (sourcedFields.has(key) && !(isFields(value) && "value" in value))
      result[key] = { value, source: correctedBy };
    else if (isFields(value)) result[key] = merged(sourceOf(key, isFields(before) ? before : {}), value);
    else result[key] = value;
  }
  return result;
}

function sourceOf(key: string, known: Fields): Fields {
  const source = sourceFields[key];
  return source ? { ...known, [source]: correctedBy } : known;
}

/** A model of which nothing is known but its id. Its type and what it does have to be said. */
const unknownModel = (id: string): Fields => ({
  id,
  vendor: id.split("/").at(-2) ?? id,
  status: "documented",
  status_source: correctedBy,
  pro: false,
  released: { value: null, source: null },
  parameters: { value: null, source: null },
  price: {
    currency: "CNY",
    free: null,
    input_per_m_tokens: null,
    cached_input_per_m_tokens: null,
    output_per_m_tokens: null,
    image_input_per_m_tokens: null,
    batch_input_per_m_tokens: null,
    batch_output_per_m_tokens: null,
    per_image: null,
    per_video: null,
    per_m_utf8_bytes: null,
    tiers: [],
    source: null,
    batch_source: null,
    conflicts: [],
    notes: [],
  },
  context_length: { value: null, source: null },
  max_output_tokens: { value: null, source: null },
  capabilities: {
    vision: null,
    video_in: null,
    audio_in: null,
    tools: null,
    json: null,
    prefix: null,
    fim: null,
    reasoning: null,
    thinking_switch: null,
    batch: null,
  },
  capability_sources: {},
  thinking_controls: [],
  thinking_controls_source: null,
  rate_limit_l0: { rpm: null, tpm: null, ipm: null, ipd: null, source: null },
  notes: [],
});

/** Who says what the file says a model can do. */
function withCapabilitySources(corrected: Fields): Fields {
  const { capabilities } = corrected;
  if (!isFields(capabilities)) return corrected;
  const sources = Object.fromEntries(Object.keys(capabilities).map((name) => [name, correctedBy]));
  const given = corrected["capability_sources"];
  return { ...corrected, capability_sources: { ...sources, ...(isFields(given) && given) } };
}

/** A model that something was set a price for is no longer free, unless the file says that too. */
function withoutFree(corrected: Fields): Fields {
  const { price } = corrected;
  if (!isFields(price) || "free" in price) return corrected;
  const costs = Object.values(price).some((rate) => typeof rate === "number" && rate > 0);
  return costs ? { ...corrected, price: { ...price, free: false } } : corrected;
}

/**
 * Reads an administrator's corrections: `{ "models": { "<id>": { … } } }` with the fields of the catalogue, comments and
 * trailing commas allowed. A model that cannot be read is left as it was and told with its line; the others count.
 */
export function readCorrections(file: string, known: ReadonlyMap<string, CatalogueEntry>): Corrections {
  const read = readEditedJson(file);
  if ("fault" in read) return { entries: [], faults: [read.fault] };
  const { text, root } = read;
  const models = findNodeAtLocation(root, ["models"]);
  if (models?.type !== "object")
    return {
      entries: [],
      faults: [{ line: lineAt(text, root.offset), field: "models", reason: "an object is expected" }],
    };
  const result: Corrections = { entries: [], faults: [] };
  for (const property of models.children ?? []) {
    const [name, value] = property.children ?? [];
    if (!name || !value) continue;
    const corrected = correct(String(name.value), value, known);
    if ("entry" in corrected) result.entries.push(corrected.entry);
    else result.faults.push({ ...corrected.fault, line: lineAt(text, corrected.offset) });
  }
  return result;
}

type Read = { entry: CatalogueEntry } | { fault: Omit<CorrectionFault, "line">; offset: number };

function correct(model: string, node: Node, known: ReadonlyMap<string, CatalogueEntry>): Read {
  const corrected: unknown = getNodeValue(node);
  if (!isFields(corrected)) return { fault: { model, reason: "an object is expected" }, offset: node.offset };
  const before: Fields = known.get(model) ?? unknownModel(model);
  const parsed = catalogueEntrySchema.safeParse({
    ...merged(before, withoutFree(withCapabilitySources(corrected))),
    id: model,
  });
  if (parsed.success) return { entry: parsed.data };
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).map((step) => (typeof step === "number" ? step : String(step)));
  const unknownKey = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const place = [...path, ...unknownKey];
  return {
    fault: { model, field: place.join("."), reason: issue?.message ?? "" },
    offset: nearest(node, place).offset,
  };
}

/** The deepest node of a path that the file has. */
function nearest(node: Node, path: readonly (string | number)[]): Node {
  for (let length = path.length; length > 0; length -= 1) {
    const found = findNodeAtLocation(node, path.slice(0, length));
    if (found) return found;
  }
  return node;
}
