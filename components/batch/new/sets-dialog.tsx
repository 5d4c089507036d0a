"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { listSetTables, type SetTable } from "@/lib/batches/from-set";
import { FormDialog } from "./form-dialog";
import type { NewBatchState } from "./use-new-batch";

type SetsDialogProps = { form: NewBatchState; onClose: () => void };

/** Takes a prompt set of Compare as a table: its prompts, its words and its models. */
export function SetsDialog({ form: { source, draft }, onClose }: SetsDialogProps) {
  const t = useTranslations("batch.new.sets");
  const [sets, setSets] = useState<SetTable[]>();
  useEffect(() => {
    void listSetTables()
      .catch(() => [])
      .then(setSets);
  }, []);
  const take = async ({ title, rows, template, systemTemplate, models, expectedColumn }: SetTable) => {
    onClose();
    const file = new Blob([JSON.stringify(rows)], { type: "application/json" });
    if (await source.take(file, title || t("unnamed"), "table"))
      draft.setTable({ template, systemTemplate, models, idColumn: undefined, expectedColumn });
  };
  return (
    <FormDialog label={t("title")} onClose={onClose}>
      <div className="flex max-h-[calc(100dvh-4rem)] flex-col gap-3 p-4">
        <h2 className="font-semibold">{t("title")}</h2>
        {sets?.length === 0 && <p className="text-sm text-ink-muted">{t("none")}</p>}
        <ul className="grid min-h-0 gap-1.5 overflow-y-auto">
          {sets?.map((set) => (
            <li key={set.id}>
              <button
                type="button"
                onClick={() => void take(set)}
                className="w-full rounded-lg border border-line bg-surface px-3 py-2 text-start text-sm hover:border-accent hover:bg-accent-soft"
              >
                <span className="block font-medium wrap-anywhere">{set.title || t("unnamed")}</span>
                <span className="text-xs text-ink-muted">
                  {t("facts", { prompts: set.rows.length, models: set.models.length })}
                </span>
              </button>
            </li>
          ))}
        </ul>
        <div className="flex justify-end">
          <Button onClick={onClose}>{t("close")}</Button>
        </div>
      </div>
    </FormDialog>
  );
}
