import type { BatchSettings } from "./draft";

type Told = Pick<BatchSettings, "description" | "metadata">;

/** Entries in which something is written. */
const written = ({ metadata }: Told) =>
  metadata
    .map(({ name, value }, at) => ({ name: name.trim(), value, number: at + 1 }))
    .filter(({ name, value }) => name !== "" || value.trim() !== "");

/** What SiliconFlow would not get of what is written: an entry without a name, or one of two that share a name. */
export function metadataFault(told: Told): { number: number } | { name: string } | undefined {
  const names = new Set(told.description.trim() === "" ? [] : ["description"]);
  for (const { name, number } of written(told)) {
    if (name === "") return { number };
    if (names.has(name)) return { name };
    names.add(name);
  }
  return undefined;
}

/** What SiliconFlow keeps beside a batch. */
export function metadataOf(told: Told): Record<string, string> {
  const description = told.description.trim();
  return {
    ...(description !== "" && { description }),
    ...Object.fromEntries(written(told).map(({ name, value }) => [name, value])),
  };
}
