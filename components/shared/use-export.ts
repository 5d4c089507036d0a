"use client";

import { useTranslations } from "use-intl";
import { err, type Result } from "@/lib/core/result";
import { type ExportReport, exportHistory, type Watching } from "@/lib/history/archive/archive-client";
import type { ChosenCreation, ExportFormat } from "@/lib/history/archive/archive-protocol";
import { type ArchiveError, archiveErrorOf } from "@/lib/history/archive/failure";
import { chooseTarget, download, fileNameOf } from "@/lib/history/archive/save-file";

const extensions = { archive: "zip", markdown: "md", openai: "jsonl", sharegpt: "json" } as const;

type Order = {
  format: ExportFormat;
  /** The name of the file, without its ending. */
  name: string;
  /** With neither: all. */
  threadIds?: string[];
  /** Pictures and clips, in an archive. */
  creations?: ChosenCreation[];
};

/** Asks where the file goes, has it written there, or downloads it where the browser cannot ask. */
export function useExport() {
  const t = useTranslations("archive");
  const words = {
    system: t("markdownSystem"),
    user: t("markdownUser"),
    assistant: t("markdownAssistant"),
    tool: t("markdownTool"),
    attachments: t("markdownAttachments"),
    colon: t("markdownColon"),
  };
  return async (
    { name, ...order }: Order,
    watching: Watching,
  ): Promise<Result<ExportReport, ArchiveError>> => {
    const fileName = fileNameOf(name, extensions[order.format]);
    try {
      const target = await chooseTarget(fileName);
      const result = await exportHistory({ ...order, words, ...(target && { target }) }, watching);
      if (result.ok && result.value.blob) download(result.value.blob, fileName);
      return result;
    } catch (error) {
      return err(archiveErrorOf(error));
    }
  };
}
