import type { ServedModel } from "@/lib/simulator/model-catalogue";

const windowMs = 60_000;

type Use = { at: number; tokens: number };

/** Requests and tokens of the last minute, per key and model; failed requests count too (notes.md section 6). */
export class LimitMeter {
  readonly #uses = new Map<string, Use[]>();

  /** Counts one request. Answers the meter that is exhausted, or null. */
  take(key: string, model: ServedModel, tokens: number, now: number): "RPM" | "TPM" | null {
    const name = `${key} ${model.id}`;
    const uses = (this.#uses.get(name) ?? []).filter((use) => use.at > now - windowMs);
    const spent = uses.reduce((sum, use) => sum + use.tokens, 0);
    uses.push({ at: now, tokens });
    this.#uses.set(name, uses);
    if (model.limits.rpm !== null && uses.length > model.limits.rpm) return "RPM";
    return model.limits.tpm !== null && spent + tokens > model.limits.tpm ? "TPM" : null;
  }

  clear(): void {
    this.#uses.clear();
  }
}
