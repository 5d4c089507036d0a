"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { selectClass } from "@/components/shared/select-class";
import { useSetting } from "@/components/shared/use-settings";
import { catalogueQuery } from "@/lib/models/catalogue-query";
import type { ListedModel } from "@/lib/models/catalogue-reply";
import { isTriedAt } from "@/lib/models/model-page";
import { modelQueries } from "@/lib/models/model-queries";
import { type PageWithModel, pagesWithModel } from "@/lib/settings/settings-store";

const none: readonly ListedModel[] = [];

/** The model that new work on each page begins with. */
export function FirstModels() {
  const t = useTranslations("settings");
  const { data, isError } = useQuery(catalogueQuery());
  const listed = data?.models.filter(({ live }) => live !== false) ?? none;
  return (
    <div className="grid gap-3">
      <p className="text-sm text-ink-muted">{t("modelsHint")}</p>
      {isError && (
        <p role="alert" className="text-sm text-danger">
          {t("modelsFailed")}
        </p>
      )}
      <ul className="grid gap-2">
        {pagesWithModel.map((page) => (
          <FirstModel
            key={page}
            page={page}
            ids={listed.filter(({ entry }) => entry && isTriedAt(page, entry.sub_type)).map(({ id }) => id)}
          />
        ))}
        <DictationModel />
      </ul>
    </div>
  );
}

function FirstModel({ page, ids }: { page: PageWithModel; ids: readonly string[] }) {
  const t = useTranslations("settings");
  const [models, setModels] = useSetting("firstModels");
  const choose = (id: string | null) => {
    const { [page]: _, ...others } = models;
    setModels(id === null ? others : { ...others, [page]: id });
  };
  return (
    <ModelChoice
      label={t(`model-${page}`)}
      empty={t("lastUsed")}
      ids={ids}
      value={models[page] ?? null}
      onChange={choose}
    />
  );
}

/** It is the same wherever somebody dictates. */
function DictationModel() {
  const t = useTranslations("settings");
  const [model, setModel] = useSetting("dictationModel");
  const { data } = useQuery(modelQueries.transcription());
  return (
    <ModelChoice
      label={t("model-dictation")}
      empty={t("dictationFirst")}
      ids={data?.models.map(({ id }) => id) ?? []}
      value={model}
      onChange={setModel}
    />
  );
}

type ModelChoiceProps = {
  label: string;
  /** What it means that none is chosen. */
  empty: string;
  ids: readonly string[];
  value: string | null;
  onChange: (id: string | null) => void;
};

function ModelChoice({ label, empty, ids, value, onChange }: ModelChoiceProps) {
  const t = useTranslations("settings");
  const selectId = useId();
  return (
    <li className="grid items-center gap-x-4 gap-y-1 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <label htmlFor={selectId} className="text-sm">
        {label}
      </label>
      <select
        id={selectId}
        value={value ?? ""}
        onChange={({ target }) => onChange(target.value === "" ? null : target.value)}
        className={`${selectClass} w-full min-w-0 max-w-md`}
      >
        <option value="">{empty}</option>
        {value !== null && !ids.includes(value) && (
          <option value={value}>{t("notListed", { model: value })}</option>
        )}
        {ids.map((id) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </li>
  );
}
