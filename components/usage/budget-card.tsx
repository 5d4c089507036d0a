"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Card } from "@/components/shared/card";
import { ErrorNotice } from "@/components/shared/error-notice";
import { inputClass } from "@/components/shared/field";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { formatYuan } from "@/lib/ui/format";
import type { Budget, BudgetState } from "@/lib/usage/budget";
import { formOf, readForm } from "@/lib/usage/budget-form";
import { budgetQueries, saveBudget } from "@/lib/usage/budget-queries";

const yuan = (microCny: number) => formatYuan(microCny / 1e6);
const errorOf = (thrown: unknown): AppError =>
  thrown instanceof AppFailure ? thrown.error : appError("internal");

/** What may be spent in a month, how much of it is, and what happens then. */
export function BudgetCard() {
  const t = useTranslations("budget");
  const { data, error } = useQuery(budgetQueries.state());
  return (
    <Card title={t("title")}>
      {error && <ErrorNotice error={errorOf(error)} />}
      {!data && !error && <p className="text-xs text-ink-muted">{t("loading")}</p>}
      {data && (
        <>
          <Used state={data} />
          <BudgetForm budget={data.budget} />
        </>
      )}
    </Card>
  );
}

function Used({ state }: { state: BudgetState }) {
  const t = useTranslations("budget");
  const format = useFormatter();
  const { budget, spentMicroCny, heldMicroCny, unpriced, secret } = state;
  const month = format.dateTime(new Date(`${state.month}-01`), {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
  });
  const spent = yuan(spentMicroCny);
  return (
    <div className="flex flex-col gap-1 text-xs text-ink-muted tabular-nums">
      {budget.microCny === null ? (
        <>
          <p className="text-sm text-ink">{t("spent", { spent, month })}</p>
          <p>{t("none")}</p>
        </>
      ) : (
        <>
          <p className="text-sm text-ink">{t("spentOf", { spent, budget: yuan(budget.microCny), month })}</p>
          <ProgressBar
            label={t("title")}
            value={Math.min(spentMicroCny, budget.microCny)}
            most={budget.microCny}
          />
        </>
      )}
      {heldMicroCny > 0 && <p>{t("running", { amount: yuan(heldMicroCny) })}</p>}
      {unpriced > 0 && <p>{t("unpriced", { count: unpriced })}</p>}
      {secret > 0 && <p>{t("secret", { count: secret })}</p>}
    </div>
  );
}

/** Begins anew when the budget was changed, here or elsewhere; without losing the focus. */
function BudgetForm({ budget }: { budget: Budget }) {
  const t = useTranslations("budget");
  const id = useId();
  const client = useQueryClient();
  const [shown, setShown] = useState(budget);
  const [form, setForm] = useState(() => formOf(budget));
  const [saved, setSaved] = useState(false);
  const [fault, setFault] = useState<"amount" | "warnAt">();
  const [error, setError] = useState<AppError>();
  if (JSON.stringify(budget) !== JSON.stringify(shown)) {
    setShown(budget);
    setForm(formOf(budget));
  }
  const change = (part: Partial<typeof form>) => {
    setForm({ ...form, ...part });
    setFault(undefined);
    setSaved(false);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const read = readForm(form);
    if ("fault" in read) return setFault(read.fault);
    setError(undefined);
    try {
      const state = await saveBudget(read.budget);
      const { queryKey } = budgetQueries.state();
      // What was asked before would come in after it, and show the old one.
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, state);
      setSaved(true);
    } catch (thrown) {
      setError(errorOf(thrown));
    }
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate className="flex flex-col gap-3">
      <Entry
        id={`${id}-amount`}
        label={t("amount")}
        hint={fault === "amount" ? t("amountFault") : t("amountHint")}
        wrong={fault === "amount"}
        value={form.amount}
        mode="decimal"
        onChange={(amount) => change({ amount })}
      />
      <Entry
        id={`${id}-warn`}
        label={t("warnAt")}
        hint={fault === "warnAt" ? t("warnFault") : ""}
        wrong={fault === "warnAt"}
        value={form.warnAt}
        mode="numeric"
        onChange={(warnAt) => change({ warnAt })}
      />
      <div className="text-sm">
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={form.stops}
            aria-describedby={`${id}-stops`}
            onChange={({ target }) => change({ stops: target.checked })}
            className="size-4 accent-accent"
          />
          {t("stops")}
        </label>
        <p id={`${id}-stops`} className="mt-1 text-xs text-ink-muted">
          {t("stopsHint")}
        </p>
      </div>
      {error && <ErrorNotice error={error} />}
      <div className="flex items-center gap-3">
        <Button type="submit">{t("save")}</Button>
        <span role="status" className="text-xs text-ink-muted">
          {saved && t("saved")}
        </span>
      </div>
    </form>
  );
}

type EntryProps = {
  id: string;
  label: string;
  hint: string;
  wrong: boolean;
  value: string;
  mode: "decimal" | "numeric";
  onChange: (value: string) => void;
};

function Entry({ id, label, hint, wrong, value, mode, onChange }: EntryProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs text-ink-muted">
        {label}
      </label>
      <input
        id={id}
        inputMode={mode}
        value={value}
        aria-invalid={wrong}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target }) => onChange(target.value)}
        className={inputClass}
      />
      {hint && (
        <p
          id={`${id}-hint`}
          role={wrong ? "alert" : undefined}
          className={wrong ? "text-xs text-danger" : "text-xs text-ink-muted"}
        >
          {hint}
        </p>
      )}
    </div>
  );
}
