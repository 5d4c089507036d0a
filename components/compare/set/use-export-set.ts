"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ExportFormat } from "@/lib/compare/set/export-set";
import { loadRow } from "@/lib/compare/set/set-store";
import { download, fileNameOf } from "@/lib/history/archive/save-file";
import type { PromptSetState } from "./use-prompt-set";

/** Hands a set with all its answers to the browser's downloads. */
export function useExportSet({ set, models }: PromptSetState) {
  const t = useTranslations("promptSet");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const run = async (format: ExportFormat) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { exportSet } = await import("@/lib/compare/set/export-set");
      const ids = set.columns.map(({ id }) => id);
      const rowOf = (row: number) => loadRow(set.id, ids, row);
      const file = await exportSet({ set, models: models.models, rowOf }, format);
      download(file, fileNameOf(set.title || t("untitled"), format));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  return { run, busy, failure };
}
