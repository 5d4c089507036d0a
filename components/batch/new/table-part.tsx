"use client";

import { useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { ModelRows } from "@/components/shared/model-rows";
import { selectClass } from "@/components/shared/select-class";
import { Button } from "@/components/ui/button";
import { chosenModels } from "@/lib/models/chosen-models";
import { variablesOf } from "@/lib/rows/template";
import { cn } from "@/lib/ui/cn";
import { ParametersPart } from "./parameters-part";
import { RowPreview } from "./row-preview";
import { useModelFacts } from "./use-model-facts";
import type { NewBatchState } from "./use-new-batch";
import type { Given } from "./use-source";

const mostModels = 6;
const namedRows = 5;

type TablePartProps = { form: NewBatchState; given: Extract<Given, { kind: "table" }> };

/** How the rows of a table become requests. */
export function TablePart({ form, given }: TablePartProps) {
  const t = useTranslations("batch.new.table");
  const tell = useModelFacts();
  const { draft, models, setups } = form;
  const { table } = draft.draft;
  const { changeModel, removeModel, addModel } = chosenModels({
    chosen: table.models,
    listed: tell(models).map(({ id }) => id),
    most: mostModels,
    choose: (ids) => draft.setTable({ models: ids }),
  });
  const [first] = setups;
  const batchless = models.filter(({ id, batch }) => batch === false && table.models.includes(id));
  return (
    <section aria-label={t("label")} className="grid gap-2 pt-2">
      <Templates form={form} given={given} />
      <ModelRows
        chosen={table.models}
        told={tell(models)}
        onChange={changeModel}
        onRemove={removeModel}
        onAdd={addModel}
      />
      {draft.draft.settings.mode === "batch" &&
        batchless.map(({ id }) => (
          <p key={id} role="status" className="px-3 text-sm text-warning wrap-anywhere">
            {t("batchless", { model: id })}
          </p>
        ))}
      {table.models.length > 1 && (
        <p className="px-3 text-xs text-ink-muted">{t("files", { count: table.models.length })}</p>
      )}
      <Columns form={form} given={given} />
      <ParametersPart form={form} />
      {first && <RowPreview form={form} desk={given.desk} count={given.facts.count} setup={first} />}
    </section>
  );
}

function Templates({ form: { draft, built }, given }: TablePartProps) {
  const t = useTranslations("batch.new.table");
  const ref = useRef<HTMLTextAreaElement>(null);
  const [templateId, systemId] = [useId(), useId()];
  const { template, systemTemplate } = draft.draft.table;
  const { names } = given.facts;
  const insert = (name: string) => {
    const box = ref.current;
    const [from, to] = [box?.selectionStart ?? template.length, box?.selectionEnd ?? template.length];
    draft.setTable({ template: `${template.slice(0, from)}{{${name}}}${template.slice(to)}` });
    box?.focus();
  };
  const unknown = variablesOf(template + systemTemplate).filter((name) => !names.includes(name));
  const faults = built?.faults;
  return (
    <div className="grid gap-2 px-3">
      <label htmlFor={templateId} className="-mb-1.5 text-xs font-medium">
        {t("template")}
      </label>
      <textarea
        ref={ref}
        id={templateId}
        value={template}
        rows={3}
        placeholder={t("templatePlaceholder")}
        onChange={({ target }) => draft.setTable({ template: target.value })}
        className={cn(inputClass, "max-h-64 min-h-16 resize-y")}
      />
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{t("insert")}</legend>
        {names.map((name) => (
          <Button key={name} size="small" className="max-w-full" onClick={() => insert(name)}>
            <span className="truncate font-mono">{`{{${name}}}`}</span>
          </Button>
        ))}
      </fieldset>
      <label htmlFor={systemId} className="-mb-1.5 text-xs font-medium">
        {t("system")}
      </label>
      <textarea
        id={systemId}
        value={systemTemplate}
        rows={2}
        placeholder={t("systemPlaceholder")}
        onChange={({ target }) => draft.setTable({ systemTemplate: target.value })}
        className={cn(inputClass, "max-h-40 min-h-9 resize-y")}
      />
      {unknown.length > 0 && (
        <p role="status" className="text-sm text-warning wrap-anywhere">
          {t("unknownColumn", { names: unknown.join(", ") })}
        </p>
      )}
      {unknown.length === 0 && faults && faults.count > 0 && (
        <p role="status" className="text-sm text-warning">
          {t("missing", {
            count: faults.count,
            rows: [...new Set(faults.first.map(({ row }) => row + 1))].slice(0, namedRows).join(", "),
          })}
        </p>
      )}
    </div>
  );
}

const namedIds = 3;

function Columns({ form: { draft, built }, given }: TablePartProps) {
  const t = useTranslations("batch.new.table");
  const { idColumn, expectedColumn } = draft.draft.table;
  const { names } = given.facts;
  const same = built?.same;
  const shownIds = same?.first
    .slice(0, namedIds)
    .map(({ id, rows }) => t("sameRows", { id, rows: rows.slice(0, namedRows).join(", ") }));
  return (
    <div className="grid gap-1.5 px-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1.5">
        <ColumnChoice
          label={t("idColumn")}
          none={t("generated")}
          names={names}
          value={idColumn}
          onChange={(column) => draft.setTable({ idColumn: column })}
        />
        <ColumnChoice
          label={t("expected")}
          none={t("expectedNone")}
          names={names}
          value={expectedColumn}
          onChange={(column) => draft.setTable({ expectedColumn: column })}
        />
        {expectedColumn !== undefined && <span className="text-xs text-ink-faint">{t("expectedHint")}</span>}
      </div>
      {same && same.count > 0 && (
        <p role="status" className="text-warning wrap-anywhere">
          {t("same", { count: same.count, ids: shownIds?.join("; ") ?? "" })}
        </p>
      )}
    </div>
  );
}

type ColumnChoiceProps = {
  label: string;
  none: string;
  names: readonly string[];
  value: string | undefined;
  onChange: (column: string | undefined) => void;
};

function ColumnChoice({ label, none, names, value, onChange }: ColumnChoiceProps) {
  const id = useId();
  return (
    <span className="flex min-w-0 max-w-full flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-xs text-ink-muted">
        {label}
      </label>
      <select
        id={id}
        value={value ?? ""}
        onChange={({ target }) => onChange(target.value || undefined)}
        className={cn(selectClass, "min-w-0 max-w-full")}
      >
        <option value="">{none}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
