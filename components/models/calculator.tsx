"use client";

import { useTranslations } from "use-intl";
import { ModelRows } from "@/components/shared/model-rows";
import type { ToldModel } from "@/components/shared/model-trigger";
import type { ListedModel } from "@/lib/models/catalogue-reply";
import { chosenModels } from "@/lib/models/chosen-models";
import { fieldsFor } from "@/lib/models/price-forecast";
import { mostPriced, readCalculation, type Workload, writeCalculation } from "@/lib/models/workload";
import { AmountFields } from "./amount-fields";
import { ForecastTable } from "./forecast-table";
import { isGone } from "./model-state";
import { TextAmount } from "./text-amount";
import type { ModelsPage } from "./use-models-page";
import { usePriceWords } from "./use-price-words";

/** The models of a first calculation: favourites, else the first that talks and costs something. */
function firstModels(models: readonly ListedModel[], favourites: ReadonlySet<string>): string[] {
  const liked = models.filter(({ id }) => favourites.has(id)).slice(0, mostPriced);
  const paid = models.filter(({ entry }) => entry?.sub_type === "chat" && entry.price.free === false);
  return (liked.length > 0 ? liked : paid.slice(0, 1)).map(({ id }) => id);
}

/** What a day's calls cost with several models, live and in batches. */
export function Calculator({ page }: { page: ModelsPage }) {
  const t = useTranslations("catalogue");
  const words = usePriceWords();
  const { models, favourites, address, go } = page;
  const asked = readCalculation(address);
  const sold = models.filter((model) => model.entry && !isGone(model));
  const chosen = asked.models.length > 0 ? asked.models : firstModels(sold, favourites);
  const calculate = (change: Partial<typeof asked>) =>
    go(writeCalculation(address, { ...asked, models: chosen, ...change }));
  const set = (some: Partial<Workload>) => calculate({ workload: { ...asked.workload, ...some } });
  const told = sold.map(
    ({ id, entry }): ToldModel => ({
      id,
      free: entry?.price.free ?? null,
      facts: `${entry ? t(`kinds.${entry.sub_type}`) : ""} · ${words.price(entry)}`,
    }),
  );
  const { changeModel, removeModel, addModel } = chosenModels({
    chosen,
    listed: sold.map(({ id }) => id),
    most: mostPriced,
    choose: (ids) => calculate({ models: ids }),
  });
  const priced = chosen.map((id) => models.find((model) => model.id === id) ?? unknownModel(id));
  const fields = fieldsFor(priced.flatMap(({ entry }) => entry?.sub_type ?? []));
  return (
    <section aria-label={t("calculator")} className="min-h-0 grow overflow-y-auto px-4 pb-8">
      <div className="max-w-5xl space-y-4">
        <div className="-mx-3">
          <ModelRows
            chosen={chosen}
            told={told}
            onChange={changeModel}
            onRemove={removeModel}
            onAdd={addModel}
          />
        </div>
        <AmountFields fields={[...fields, "calls"]} workload={asked.workload} onChange={set} />
        {(fields.includes("inputTokens") || fields.includes("utf8Bytes")) && <TextAmount onCount={set} />}
        <ForecastTable models={priced} workload={asked.workload} />
        <p className="text-xs text-ink-muted">{t("forecastHint")}</p>
      </div>
    </section>
  );
}

const unknownModel = (id: string): ListedModel => ({
  id,
  live: null,
  entry: null,
  parameters: null,
  imageTokens: null,
});
