"use client";

import { RotateCcw, ScanSearch, X } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { MarkdownView } from "@/components/shared/markdown/markdown-view";
import { UsageLine } from "@/components/shared/usage-line";
import { Button, IconButton } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { instructionsOf } from "@/lib/compare/set/cell-request";
import type { SetColumn } from "@/lib/compare/set/prompt-set";
import { wordsOf } from "@/lib/compare/set/set-cell";
import { loadCell } from "@/lib/compare/set/set-store";
import type { SetCell } from "@/lib/history/set-record";
import { fillTemplate } from "@/lib/rows/template";
import { formatYuan } from "@/lib/ui/format";
import { whenOnline } from "@/lib/ui/when-online";
import { VerdictMark } from "./cell-face";
import type { PromptSetState } from "./use-prompt-set";

const RunInspector = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/inspector/run-inspector")).RunInspector),
  { ssr: false },
);

/** A prompt, and one model's answer to it unless the prompt alone is meant. */
export type Place = { row: number; columnId?: string };

type CellDrawerProps = { state: PromptSetState; place: Place; onClose: () => void };

/** One prompt in full, with one model's answer: read from the history when it is opened. */
export function CellDrawer({ state, place: { row, columnId }, onClose }: CellDrawerProps) {
  const t = useTranslations("promptSet");
  const { set } = state;
  const column = set.columns.find(({ id }) => id === columnId);
  const values = set.rows[row] ?? {};
  const title = column
    ? t("cellTitle", { row: row + 1, model: column.setup.model ?? t("noModel") })
    : t("row", { row: row + 1 });
  const instructions = column ? fillTemplate(instructionsOf(set, column), values) : "";
  return (
    <Drawer open onClose={onClose} label={title} side="end" width="wide">
      <div className="flex h-full flex-col">
        <header className="flex items-center justify-between gap-2 border-b border-line py-1.5 ps-4 pe-2">
          <h2 className="min-w-0 truncate text-sm font-semibold">{title}</h2>
          <IconButton label={t("close")} onClick={onClose}>
            <X size={18} />
          </IconButton>
        </header>
        <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)] content-start gap-4 overflow-y-auto p-4 text-sm">
          {instructions.trim() !== "" && <Part title={t("system")}>{instructions}</Part>}
          <Part title={t("question")}>{fillTemplate(set.template, values)}</Part>
          <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
            {Object.entries(values).map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="font-mono text-ink-muted">{name}</dt>
                <dd className="whitespace-pre-wrap wrap-anywhere">{value}</dd>
              </div>
            ))}
          </dl>
          {column && <CellAnswer state={state} row={row} column={column} />}
        </div>
      </div>
    </Drawer>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-1">
      <h3 className="text-xs font-medium text-ink-muted">{title}</h3>
      <div className="rounded-card bg-sunken px-3 py-2 whitespace-pre-wrap wrap-anywhere">{children}</div>
    </section>
  );
}

type CellAnswerProps = { state: PromptSetState; row: number; column: SetColumn };

/** The stored answer; read again when something has come of it. */
function useStoredCell({ state, row, column }: CellAnswerProps): SetCell | undefined {
  const { set, runner, judgeKey } = state;
  const summary = runner.cell(column.id, row);
  const [cell, setCell] = useState<SetCell>();
  const changed = `${summary?.id} ${summary?.state} ${summary?.verdict?.by} ${summary?.verdict?.attempt} ${judgeKey}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when the summary says that it has changed
  useEffect(() => {
    let current = true;
    void loadCell(set.id, column.id, row)
      .catch(() => undefined)
      .then((stored) => {
        if (current) setCell(stored);
      });
    return () => {
      current = false;
    };
  }, [set.id, column.id, row, changed]);
  return cell;
}

function CellAnswer(props: CellAnswerProps) {
  const { state, row, column } = props;
  const t = useTranslations("promptSet");
  const { runner, phase, models, judgeKey, faults } = state;
  const [inspected, setInspected] = useState<string>();
  const cell = useStoredCell(props);
  const summary = runner.cell(column.id, row);
  const skipped = faults.some((fault) => fault.row === row);
  const verdict = cell?.verdict?.by === judgeKey ? cell.verdict : undefined;
  const running = summary?.state === "running";
  const again = () => void runner.run(new Map([[column.id, [row]]]), models.models);
  return (
    <>
      <section aria-label={t("answer")} className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <h3 className="grow text-xs font-medium text-ink-muted">{t("answer")}</h3>
          {cell?.runId && (
            <Button size="small" variant="ghost" onClick={() => setInspected(cell.runId)}>
              <ScanSearch size={14} aria-hidden /> {t("inspect")}
            </Button>
          )}
          <Button
            size="small"
            disabled={phase !== "idle" || skipped || column.setup.model === null}
            onClick={again}
          >
            <RotateCcw size={14} aria-hidden /> {t("again")}
          </Button>
        </div>
        {(!cell || running) && (
          <p className="text-ink-muted">{running ? t("cellState.running") : t("notYet")}</p>
        )}
        {cell && !running && <Answer cell={cell} model={column.setup.model ?? ""} />}
      </section>
      {verdict && (
        <section aria-label={t("judgeSays")} className="grid justify-items-start gap-1">
          <h3 className="text-xs font-medium text-ink-muted">{t("judgeSays")}</h3>
          <VerdictMark verdict={verdict} />
          {verdict.fault && <p>{t(`verdictFault.${verdict.fault}`)}</p>}
          {verdict.reason && <p className="wrap-anywhere">{verdict.reason}</p>}
          {verdict.error && <ErrorNotice error={verdict.error} />}
          {verdict.cny !== undefined && verdict.cny > 0 && (
            <p className="text-xs text-ink-faint">{t("judgePrice", { amount: formatYuan(verdict.cny) })}</p>
          )}
          {verdict.runId && (
            <Button size="small" variant="ghost" onClick={() => setInspected(verdict.runId)}>
              <ScanSearch size={14} aria-hidden /> {t("inspect")}
            </Button>
          )}
        </section>
      )}
      {inspected && <RunInspector runId={inspected} onClose={() => setInspected(undefined)} />}
    </>
  );
}

function Answer({ cell: { state, output }, model }: { cell: SetCell; model: string }) {
  const t = useTranslations("promptSet");
  const text = wordsOf(output);
  const thinking = wordsOf(output, "reasoning");
  const { usage, price, firstDeltaMs, durationMs, error } = output;
  return (
    <>
      {error && <ErrorNotice error={error} />}
      {state === "stopped" && <p className="text-warning">{t("cellState.stopped")}</p>}
      {thinking !== "" && (
        <details className="rounded-card border border-line px-3 py-2">
          <summary className="text-xs text-ink-muted">{t("thinking")}</summary>
          <p className="mt-2 whitespace-pre-wrap text-ink-muted wrap-anywhere">{thinking}</p>
        </details>
      )}
      {text === "" && state === "done" && <p className="text-ink-muted">{t("emptyAnswer")}</p>}
      <MarkdownView text={text} streaming={false} />
      <UsageLine
        model={model}
        usage={usage}
        price={price}
        firstDeltaMs={firstDeltaMs}
        durationMs={durationMs}
      />
    </>
  );
}
