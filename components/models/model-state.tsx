"use client";

import { useTranslations } from "use-intl";
import type { ListedModel } from "@/lib/models/catalogue-reply";

/** Whether a model cannot be asked: SiliconFlow does not list it, or, where it cannot be heard, was said to have taken it away. */
export const isGone = ({ live, entry }: ListedModel): boolean =>
  live === false || (live === null && entry?.status === "retired");

/** That a model cannot be asked for any more, or only until a day, where that is so. */
export function ModelState({ model }: { model: ListedModel }) {
  const t = useTranslations("catalogue");
  const { entry } = model;
  const { retired_on: leaves } = entry ?? {};
  if (!isGone(model) && leaves?.value && Date.parse(leaves.value) > Date.now())
    return <Mark>{t("leaves", { date: leaves.value })}</Mark>;
  if (!isGone(model)) return null;
  return <Mark>{t(entry?.status === "retired" ? "retired" : "notListed")}</Mark>;
}

function Mark({ children }: { children: string }) {
  return (
    <span className="ms-1.5 inline-block whitespace-nowrap rounded bg-warning-soft px-1.5 py-0.5 text-xs text-warning">
      {children}
    </span>
  );
}
