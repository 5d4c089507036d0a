"use client";

import { useTranslations } from "use-intl";
import { freeHelper } from "@/lib/models/general-model";
import type { NewBatchState } from "./use-new-batch";

const table = `opinion,expected
"Arrived a day early and works as promised.",positive
"The screen cracked after a week.",negative
"电池很耐用，颜色也漂亮。",positive
"客服一直不回复，再也不买了。",negative
"It is a charger. It charges.",neutral
"比想象中小一点，其他都好。",positive
`;
const template = "Opinion: {{opinion}}";
const systemTemplate = "Say in one word whether the opinion is positive, neutral or negative.";

/** Fills the form with a small table, for somebody who wants to see how it goes. Nothing is sent by it. */
export function useExample({ source, draft, models }: NewBatchState): () => void {
  const t = useTranslations("batch.new");
  return () => {
    const model = models.find(({ batch }) => batch === true) ?? freeHelper(models);
    void source.take(new Blob([table]), `${t("exampleName")}.csv`, "table").then((taken) => {
      if (!taken) return;
      draft.setTable({
        template,
        systemTemplate,
        idColumn: undefined,
        expectedColumn: "expected",
        models: model ? [model.id] : [],
        parameters: { max_tokens: 16 },
      });
    });
  };
}
