import "server-only";

type Listed = { id: string; created?: unknown; name?: unknown };

/** A model in Anthropic's form. SiliconFlow tells no day for one, which is then the first of all. */
export function anthropicModel({ id, created, name }: Listed) {
  const seconds = typeof created === "number" && created > 0 && created < 1e10 ? created : 0;
  return {
    type: "model",
    id,
    display_name: typeof name === "string" ? name : id,
    created_at: new Date(seconds * 1000).toISOString(),
  };
}

/** All models in one page of Anthropic's form. */
export function anthropicModels(models: readonly Listed[]) {
  const data = models.map(anthropicModel);
  return { data, has_more: false, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null };
}
