"use client";

import { memo } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";

/** What the person wrote, exactly as they wrote it. */
export const Question = memo(function Question({ text }: { text: string }) {
  const t = useTranslations("chat");
  return (
    <article aria-label={t("you")} className="group flex flex-col items-end gap-1">
      <div className="max-w-[85%] whitespace-pre-wrap rounded-card rounded-ee-sm bg-accent-soft px-4 py-2.5 wrap-anywhere">
        {text}
      </div>
      <div className="opacity-0 transition-opacity focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
        <CopyButton text={() => text} label={t("copyQuestion")} copiedLabel={t("copied")} />
      </div>
    </article>
  );
});
