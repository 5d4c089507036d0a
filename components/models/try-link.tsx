"use client";

import { useTranslations } from "use-intl";
import { Link } from "@/components/ui/link";
import type { ListedModel } from "@/lib/models/catalogue-reply";
import { pageOf } from "@/lib/models/model-page";
import { isGone } from "./model-state";

export const tryClass =
  "shrink-0 whitespace-nowrap rounded-lg border border-line bg-surface px-2 py-1 text-xs font-medium text-ink hover:bg-sunken";

/** The way to the page that asks a model; nothing for one that cannot be asked, or of an unknown kind. */
export function TryLink({ model }: { model: ListedModel }) {
  const t = useTranslations("catalogue");
  const { id, entry } = model;
  if (!entry || isGone(model)) return null;
  return (
    <Link href={pageOf(entry.sub_type, id)} className={tryClass}>
      {t("tryIt")}
    </Link>
  );
}
