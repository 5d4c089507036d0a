"use client";

import { Combobox } from "@base-ui/react/combobox";
import { Check, Search } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ModelSummary } from "@/lib/models/model-summary";
import { formatTokenCapacity } from "@/lib/ui/format";
import {
  type ModelPickerProps,
  ModelTriggerFace,
  modelTriggerClass,
  type PickerModel,
} from "./model-trigger";
import { useFavourites } from "./use-favourites";

const groupNames = ["favourite", "free", "paid", "other"] as const;
type Group = { value: (typeof groupNames)[number]; items: PickerModel[] };

const groupLabels = {
  favourite: "favouriteGroup",
  free: "freeGroup",
  paid: "paidGroup",
  other: "otherGroup",
} as const;

/** Favourites first, then what costs nothing; each model once. */
function groupsOf(models: readonly PickerModel[], favourites: readonly string[]): Group[] {
  const of = ({ id, free }: PickerModel) =>
    favourites.includes(id) ? "favourite" : free === null ? "other" : free ? "free" : "paid";
  const groups = groupNames.map((value) => ({
    value,
    items: models.filter((model) => of(model) === value),
  }));
  return groups.filter((group) => group.items.length > 0);
}

function ModelFacts({ model }: { model: ModelSummary }) {
  const t = useTranslations("models");
  const price =
    model.free === true
      ? t("free")
      : model.inputPrice !== null && model.outputPrice !== null
        ? t("price", { input: model.inputPrice, output: model.outputPrice })
        : t("priceUnknown");
  const facts = [
    price,
    model.contextLength !== null && t("context", { size: formatTokenCapacity(model.contextLength) }),
    (model.thinking === "switchable" || model.thinking === "always") && t("thinks"),
    model.vision && t("sees"),
    model.tools && t("tools"),
  ].filter((fact) => typeof fact === "string");
  return model.catalogued ? facts.join(" · ") : t("uncatalogued");
}

/** The list of models, opened; shown from the first time on that somebody wants to choose. */
export function ModelCombobox({ models, value, onChange, notice, onClose }: ModelPickerProps) {
  const t = useTranslations("models");
  const favourites = useFavourites();
  const chosen = models.find((model) => model.id === value) ?? null;
  const shown = chosen?.id ?? value ?? t("choose");
  return (
    <Combobox.Root<PickerModel>
      defaultOpen
      onOpenChange={(open) => open || onClose?.()}
      items={groupsOf(models, favourites)}
      value={chosen}
      onValueChange={(model) => model && onChange(model.id)}
      itemToStringLabel={(model) => model.id}
      isItemEqualToValue={(item, current) => item.id === current.id}
    >
      <Combobox.Trigger
        aria-label={value ? t("current", { model: shown }) : t("choose")}
        className={modelTriggerClass}
      >
        <ModelTriggerFace text={shown} />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner align="start" sideOffset={6} className="z-20">
          <Combobox.Popup
            aria-label={t("choose")}
            className="flex max-h-[min(32rem,var(--available-height))] w-[min(28rem,calc(100vw-1.5rem))] flex-col overflow-hidden rounded-card border border-line bg-raised shadow-float"
          >
            <div className="flex items-center gap-2 border-b border-line px-3">
              <Search size={15} className="text-ink-faint" aria-hidden />
              <Combobox.Input
                aria-label={t("search")}
                placeholder={t("search")}
                className="h-11 min-w-0 grow bg-transparent text-base outline-none placeholder:text-ink-faint sm:text-sm"
              />
            </div>
            {notice && (
              <p className="border-b border-line bg-warning-soft px-3 py-1.5 text-xs text-warning">
                {notice}
              </p>
            )}
            <Combobox.Empty className="px-3 py-4 text-sm text-ink-muted empty:hidden">
              {t("noMatch")}
            </Combobox.Empty>
            <Combobox.List className="grow overflow-y-auto overscroll-contain p-1.5">
              {(group: Group) => (
                <Combobox.Group key={group.value} items={group.items}>
                  <Combobox.GroupLabel className="px-2 pb-1 pt-2 text-xs text-ink-faint">
                    {t(groupLabels[group.value])}
                  </Combobox.GroupLabel>
                  <Combobox.Collection>
                    {(model: PickerModel) => (
                      <Combobox.Item
                        key={model.id}
                        value={model}
                        className="grid cursor-pointer grid-cols-[1fr_1.25rem] items-center rounded-lg px-2 py-1.5 data-highlighted:bg-accent-soft"
                      >
                        <span className="col-start-1 wrap-anywhere text-sm">{model.id}</span>
                        <Combobox.ItemIndicator className="col-start-2 row-span-2 row-start-1 text-accent">
                          <Check size={16} />
                        </Combobox.ItemIndicator>
                        <span className="col-start-1 text-xs text-ink-faint">
                          {"facts" in model ? model.facts : <ModelFacts model={model} />}
                        </span>
                      </Combobox.Item>
                    )}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
