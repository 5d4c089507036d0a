"use client";

import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";

/** A value to be typed elsewhere, with a button that copies it. */
export function CopiedValue({ name, value }: { name: string; value: string }) {
  const t = useTranslations("connect");
  return (
    <span className="relative flex min-w-0 items-center gap-1">
      <code className="min-w-0 rounded bg-sunken px-1.5 py-0.5 font-mono text-xs wrap-anywhere">{value}</code>
      <CopyButton text={() => value} label={t("copy", { what: name })} copiedLabel={t("copied")} />
    </span>
  );
}
