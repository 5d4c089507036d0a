"use client";

import { useTranslations } from "use-intl";
import { ModelRows as SharedRows } from "@/components/shared/model-rows";
import { selectClass } from "@/components/shared/select-class";
import { useVectorFacts } from "@/components/shared/use-vector-facts";
import { cn } from "@/lib/ui/cn";
import type { EmbeddingsForm } from "./use-embeddings-form";

/** Who makes vectors, and how wide: one model or several side by side. */
export function ModelRows({ form }: { form: EmbeddingsForm }) {
  const { models, listed, addModel, changeModel, removeModel } = form;
  const tell = useVectorFacts();
  return (
    <SharedRows
      chosen={models.map(({ id }) => id)}
      told={tell(listed)}
      onChange={changeModel}
      onRemove={removeModel}
      onAdd={addModel}
      more={(id) => <Dimensions form={form} id={id} />}
    />
  );
}

/** How wide the vectors of one model are to be, where it lets one choose. */
function Dimensions({ form, id }: { form: EmbeddingsForm; id: string }) {
  const t = useTranslations("embeddings");
  const widths = form.models.find((model) => model.id === id)?.dimensions;
  if (!widths || widths.length < 2) return null;
  return (
    <select
      aria-label={t("dimensionsOf", { model: id })}
      value={form.settings.dimensions[id] ?? ""}
      onChange={({ target }) =>
        form.changeDimensions(id, target.value === "" ? undefined : Number(target.value))
      }
      className={cn(selectClass, "my-1 border-none bg-sunken")}
    >
      <option value="">{t("ownDimensions")}</option>
      {widths.map((width) => (
        <option key={width} value={width}>
          {t("dimensions", { count: width })}
        </option>
      ))}
    </select>
  );
}
