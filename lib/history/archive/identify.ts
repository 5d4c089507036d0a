import { sha256 } from "@/lib/core/sha256";

/** An id that the same names always give: what is imported again is known again. */
export async function stableId(...names: string[]): Promise<string> {
  const digest = await sha256(new TextEncoder().encode(JSON.stringify(names)));
  return `import_${digest.slice(0, 32)}`;
}
