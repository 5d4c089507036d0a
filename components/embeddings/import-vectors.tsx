"use client";

import { FileInput, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { Button, IconButton } from "@/components/ui/button";
import type { ImportState } from "./use-embeddings-page";

type ImportVectorsProps = {
  imported: ImportState | undefined;
  onFile: (file: File) => void;
  onForget: () => void;
};

/** So many problems are named. */
const shownProblems = 5;

/** Brings vectors from a file beside those that models make, and says which of them could not be read. */
export function ImportVectors({ imported, onFile, onForget }: ImportVectorsProps) {
  const t = useTranslations("embeddings");
  const { input, choose } = useFilePicker({
    label: t("import"),
    accept: ".jsonl,.csv,.npy,.parquet",
    onFiles: ([file]) => file && onFile(file),
  });
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-wrap items-start gap-2 px-3 pt-2 text-xs sm:px-4">
      {input}
      <Button size="small" variant="ghost" onClick={choose}>
        <FileInput size={14} aria-hidden /> {t("import")}
      </Button>
      {imported && (
        <div role="status" className="flex min-w-0 items-start gap-1 py-1">
          <Outcome imported={imported} />
          {imported.state !== "reading" && (
            <IconButton size="icon-small" label={t("forget")} className="-my-1" onClick={onForget}>
              <X size={14} />
            </IconButton>
          )}
        </div>
      )}
    </div>
  );
}

function Outcome({ imported }: { imported: ImportState }) {
  const t = useTranslations("embeddings");
  const { name } = imported;
  if (imported.state === "reading") return <p className="text-ink-muted">{t("importing", { name })}</p>;
  if (imported.state === "refused")
    return (
      <p className="text-warning wrap-anywhere">
        {t("notTaken", { name })} {t(`importFault.${imported.fault}`)}
      </p>
    );
  const { count, problems } = imported;
  return (
    <div className="wrap-anywhere">
      <p>{t("importedCount", { name, count })}</p>
      {problems.length > 0 && (
        <ul aria-label={t("importProblems")} className="text-warning">
          {problems.slice(0, shownProblems).map(({ line, problem }) => (
            <li key={line}>{t(`importProblem.${problem}`, { line })}</li>
          ))}
          {problems.length > shownProblems && (
            <li>{t("moreFailed", { count: problems.length - shownProblems })}</li>
          )}
        </ul>
      )}
    </div>
  );
}
