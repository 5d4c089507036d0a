import "server-only";
import { appError } from "@/lib/core/app-error";
import { err, ok } from "@/lib/core/result";
import { fitsAny } from "@/lib/keys/server/glob";
import type { ClientKey } from "@/lib/keys/server/key-file";
import { mayUse } from "./call-gates";
import type { Gate } from "./gate";

type OfferSettings = {
  /** Names with `*`; none for all. */
  patterns: readonly string[];
  /** What the administrator says of models. */
  named: readonly { id: string; name?: string | undefined; owned_by?: string | undefined }[];
  /** Whose models they are, where nobody says. */
  providerLabel: string;
};

type Listed = { id: string; owned_by?: unknown; [field: string]: unknown };

const passes = ok(() => {});

/** Which of SiliconFlow's models this server offers to programs, and what they are called. */
export class ModelOffer {
  private readonly settings: OfferSettings;

  constructor(settings: OfferSettings) {
    this.settings = settings;
  }

  private has(id: string): boolean {
    const { patterns, named } = this.settings;
    return patterns.length === 0 || fitsAny(patterns, id) || named.some((model) => model.id === id);
  }

  /** Whether there are models that are not offered. */
  get isLimited(): boolean {
    return this.settings.patterns.length > 0;
  }

  /** Refuses a model that is not offered, in the words that OpenAI's clients know. */
  readonly gate: Gate = ({ model }) =>
    this.has(model)
      ? passes
      : err(
          appError("model-not-offered", {
            field: "model",
            detail: `The model ${model} does not exist here. GET /v1/models lists those that do.`,
          }),
        );

  /**
   * SiliconFlow's list as a key sees it. `whole` says that nothing was filtered out of it: only then do models come along
   * that SiliconFlow does not list, for nobody knows their kind.
   */
  list(live: readonly Listed[], client: ClientKey | undefined, whole: boolean): Listed[] {
    const known = new Set(live.map(({ id }) => id));
    const added = whole ? this.settings.named.filter(({ id }) => !known.has(id)) : [];
    const all = [...live, ...added.map(({ id }) => ({ id, object: "model", created: 0, owned_by: "" }))];
    return all.filter(({ id }) => this.has(id) && mayUse(client, id)).map((model) => this.described(model));
  }

  private described(model: Listed): Listed {
    const said = this.settings.named.find(({ id }) => id === model.id);
    const owner = said?.owned_by ?? (model.owned_by || this.settings.providerLabel);
    return { ...model, owned_by: owner, ...(said?.name && { name: said.name }) };
  }
}
