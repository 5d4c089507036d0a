"use client";

import { useTranslations } from "use-intl";
import type { ListedModel } from "@/lib/models/catalogue-reply";

/** That a model cannot be asked for any more, where that is so. */
export function ModelState({ model: { live, entry } }: { model: ListedModel }) {
  const t = useTranslations("catalogue");
  if (live !== false && !(live === null && entry?.status === "retired")) return null;
  return (
    <span className="ms-1.5 rounded bg-warning-soft px-1.5 py-0.5 text-warning">
      {entry?.status === "retired" ? t("retired") : t("notListed")}
    </span>
  );
}
