import type { ServedModel } from "@/lib/simulator/model-catalogue";

const windowMs = 60_000;

type Use = { at: number; tokens: number; pictures: number };

/** Requests, tokens and pictures of the last minute, per key and model; failed requests count too (notes.md section 6). */
export class LimitMeter {
  readonly #uses = new Map<string, Use[]>();

  /** Counts one request. Answers the meter that is exhausted, or null. */
  take(
    key: string,
    model: ServedModel,
    { tokens, pictures }: Omit<Use, "at">,
    now: number,
  ): "RPM" | "TPM" | "IPM" | null {
    const name = `${key} ${model.id}`;
    const uses = (this.#uses.get(name) ?? []).filter((use) => use.at > now - windowMs);
    uses.push({ at: now, tokens, pictures });
    this.#uses.set(name, uses);
    if (model.limits.rpm !== null && uses.length > model.limits.rpm) return "RPM";
    const total = (what: "tokens" | "pictures"): number => uses.reduce((sum, use) => sum + use[what], 0);
    if (model.limits.ipm !== null && total("pictures") > model.limits.ipm) return "IPM";
    return model.limits.tpm !== null && total("tokens") > model.limits.tpm ? "TPM" : null;
  }

  clear(): void {
    this.#uses.clear();
  }
}
