"use client";

import { useTranslations } from "use-intl";
import { storageFailureOf } from "@/lib/history/storage-failure";

/** Says that something could not be kept, and what can be done about it. */
export function SaveFailure({ failure }: { failure: unknown }) {
  const t = useTranslations("chat");
  if (failure === undefined) return null;
  const kind = storageFailureOf(failure);
  const reason = failure instanceof Error ? failure.name : String(failure);
  return (
    <p role="alert" className="bg-danger-soft px-4 py-2 text-sm text-danger">
      {t(`notSaved.${kind}`, { reason })}
    </p>
  );
}
