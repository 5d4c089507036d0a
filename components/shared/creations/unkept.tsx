"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { CreationActions, ShownResult } from "./actions";

type UnkeptProps = { result: ShownResult; onKeepAgain: CreationActions["onKeepAgain"] };

/** This browser does not have the original: why, and what can be done about it. */
export function Unkept({ result, onKeepAgain }: UnkeptProps) {
  const t = useTranslations("creations");
  const { unkept } = result.item;
  if (!unkept) return null;
  return (
    <p
      role="status"
      className="absolute inset-x-1.5 top-1.5 me-9 flex w-fit max-w-full items-center gap-1.5 rounded-lg bg-warning-soft px-2 py-1 text-xs text-warning"
    >
      <TriangleAlert size={14} aria-hidden className="shrink-0" />
      <span>{t(`unkept.${unkept}`)}</span>
      {unkept !== "gone" && (
        <button type="button" className="underline underline-offset-2" onClick={() => onKeepAgain(result)}>
          {t("keepAgain")}
        </button>
      )}
    </p>
  );
}
