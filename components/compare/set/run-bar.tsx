"use client";

import { Play, RotateCcw, Scale, Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { assumedTokens, estimateOf, type Plan } from "@/lib/compare/set/estimate";
import type { SetColumn } from "@/lib/compare/set/prompt-set";
import type { AppError } from "@/lib/core/app-error";
import { formatYuan } from "@/lib/ui/format";
import type { PromptSetState } from "./use-prompt-set";

const sizeOf = (plan: Plan) => [...plan.values()].reduce((sum, rows) => sum + rows.length, 0);

/** What stands in the way of a run; nothing when it can begin. */
function lackOf({ set }: PromptSetState) {
  if (set.rows.length === 0) return "needPrompts";
  if (set.template.trim() === "") return "needTemplate";
  return set.columns.some(({ setup }) => setup.model !== null) ? undefined : "needModels";
}

/** Says what a plan asks and costs, in a sentence. */
function useEstimateText(state: PromptSetState) {
  const t = useTranslations("promptSet");
  const { set, models, statistics } = state;
  const done = statistics.reduce((sum, column) => sum + column.done, 0);
  const tokens = statistics.reduce((sum, column) => sum + column.outputTokens, 0);
  const usual = done > 0 && tokens > 0 ? Math.ceil(tokens / done) : assumedTokens;
  return (plan: Plan) => {
    const { calls, judgements, cny, unpriced } = estimateOf(set, plan, models.models, usual);
    const priced = cny > 0 ? t("costAbout", { amount: formatYuan(cny), tokens: usual }) : t("costFree");
    return [
      t("calls", { count: calls }),
      judgements > 0 && t("judgements", { count: judgements }),
      (cny > 0 || unpriced.length === 0) && priced,
      unpriced.length > 0 && t("costUnknown", { models: unpriced.join(", ") }),
    ]
      .filter((part) => part !== false)
      .join(" · ");
  };
}

/** Run goes where Stop comes, and the other way round: who has pressed one goes on at the other. */
function useKeptFocus(idle: boolean) {
  const barRef = useRef<HTMLElement>(null);
  const pressed = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when the buttons change
  useEffect(() => {
    if (pressed.current && document.activeElement === document.body)
      barRef.current?.querySelector("button")?.focus({ preventScroll: true });
  }, [idle]);
  const onClickCapture = () => {
    pressed.current = true;
  };
  return { barRef, onClickCapture };
}

/** Run, Stop and everything between, with what it costs. */
export function RunBar({ state, onRun }: { state: PromptSetState; onRun: () => void }) {
  const t = useTranslations("promptSet");
  const [asking, setAsking] = useState(false);
  const estimate = useEstimateText(state);
  const { runner, phase, models, set, judging, elsewhere } = state;
  const lack = lackOf(state);
  const rest = runner.plan("rest");
  const failed = runner.plan("failed");
  const { unjudged } = runner;
  const start = (plan: Plan) => {
    onRun();
    void runner.run(plan, models.models);
  };
  const again = async () => {
    setAsking(false);
    await runner.clear();
    start(runner.plan("all"));
  };
  const idle = phase === "idle";
  const judgeLacks = set.judge.kind === "model" && set.judge.model === null;
  const { barRef, onClickCapture } = useKeptFocus(idle);
  return (
    <section
      ref={barRef}
      aria-label={t("run")}
      onClickCapture={onClickCapture}
      className="grid grid-cols-[minmax(0,1fr)] gap-2 border-b border-line bg-surface px-3 py-2"
    >
      <div className="flex min-h-9 flex-wrap items-center gap-2">
        {!idle && phase !== "loading" && (
          <Button variant="solid" disabled={phase === "stopping"} onClick={() => void runner.stop()}>
            <Square size={13} fill="currentColor" aria-hidden />{" "}
            {t(phase === "stopping" ? "stopping" : "stop")}
          </Button>
        )}
        {idle && (!runner.begun || sizeOf(rest) > 0) && (
          <Button
            variant="solid"
            disabled={lack !== undefined || sizeOf(rest) === 0 || judgeLacks}
            onClick={() => start(runner.plan("rest"))}
          >
            <Play size={15} aria-hidden /> {runner.begun ? t("resume", { count: sizeOf(rest) }) : t("run")}
          </Button>
        )}
        {idle && sizeOf(failed) > 0 && (
          <Button disabled={judgeLacks} onClick={() => start(runner.plan("failed"))}>
            <RotateCcw size={15} aria-hidden /> {t("runFailed", { count: sizeOf(failed) })}
          </Button>
        )}
        {idle && unjudged > 0 && (
          <Button disabled={judgeLacks} onClick={() => void runner.judgeAll(models.models)}>
            <Scale size={15} aria-hidden /> {t("judgeAgain", { count: unjudged })}
          </Button>
        )}
        {idle && runner.begun && (
          <Button variant="ghost" disabled={lack !== undefined || judgeLacks} onClick={() => setAsking(true)}>
            {t("runAgain")}
          </Button>
        )}
        <p className="min-w-0 text-sm text-ink-muted tabular-nums wrap-anywhere">
          {lack && t(lack)}
          {!lack && !runner.begun && sizeOf(rest) === 0 && t("noneAskable")}
          {!lack && judgeLacks && t("judgeModelMissing")}
          {!lack && !judgeLacks && idle && sizeOf(rest) > 0 && estimate(rest)}
          {!idle && <Progress state={state} />}
          {!idle && judging > 0 && ` · ${t("judging", { count: judging })}`}
        </p>
      </div>
      {elsewhere && (
        <p role="alert" className="rounded-lg bg-warning-soft px-3 py-2 text-sm text-warning">
          {t("elsewhere")}
        </p>
      )}
      <Halts state={state} onGoOn={start} />
      {asking && (
        <Modal label={t("runAgainTitle")} onClose={() => setAsking(false)}>
          <div className="grid gap-3 p-4 text-sm">
            <h2 className="text-base font-semibold">{t("runAgainTitle")}</h2>
            <p>{t("runAgainText", { estimate: estimate(runner.plan("all")) })}</p>
            <div className="flex flex-wrap gap-2">
              <Button variant="solid" onClick={() => void again()}>
                {t("runAgainConfirm")}
              </Button>
              <Button variant="ghost" onClick={() => setAsking(false)}>
                {t("cancel")}
              </Button>
            </div>
          </div>
        </Modal>
      )}
    </section>
  );
}

function Progress({ state: { set, statistics, faults } }: { state: PromptSetState }) {
  const t = useTranslations("promptSet");
  const skipped = new Set(faults.map(({ row }) => row)).size;
  const chosen = set.columns.filter(({ setup }) => setup.model !== null).length;
  const done = statistics.reduce((sum, column) => sum + column.done + column.failed, 0);
  return <span>{t("working", { done, total: chosen * (set.rows.length - skipped) })}</span>;
}

/** Models that can answer nothing more: why, how much was not asked, and the way to go on. */
function Halts({ state, onGoOn }: { state: PromptSetState; onGoOn: (plan: Plan) => void }) {
  const { set, lanes } = state;
  const halted = set.columns.filter(({ id }) => lanes[id]?.halted);
  if (halted.length === 0) return null;
  return (
    // Many that ended must not leave the answers without room.
    <div className="grid max-h-[30dvh] grid-cols-[minmax(0,1fr)] gap-2 overflow-y-auto">
      {groupsOf(halted, ({ id }) => reasonOf(lanes[id]?.halted)).map((columns) => (
        <Halt key={columns[0]?.id} state={state} columns={columns} onGoOn={onGoOn} />
      ))}
    </div>
  );
}

const reasonOf = (error: AppError | undefined) => JSON.stringify([error?.code, error?.detail]);

/** What has the same key stands together, in the order of the first of each. */
function groupsOf<Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[][] {
  const groups = new Map<string, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return [...groups.values()];
}

type HaltProps = { state: PromptSetState; columns: readonly SetColumn[]; onGoOn: (plan: Plan) => void };

/** Models that ended for the same reason. */
function Halt({ state: { lanes, runner, phase }, columns, onGoOn }: HaltProps) {
  const t = useTranslations("promptSet");
  const rest = runner.plan("rest");
  const left: Plan = new Map(columns.flatMap(({ id }) => (rest.has(id) ? [[id, rest.get(id) ?? []]] : [])));
  const error = lanes[columns[0]?.id ?? ""]?.halted;
  if (!error) return null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {columns.map(({ id, setup }) => (
        <p key={id} className="text-sm font-medium wrap-anywhere">
          {t("halted", { model: setup.model ?? t("noModel"), count: rest.get(id)?.length ?? 0 })}
        </p>
      ))}
      <ErrorNotice
        error={error}
        action={
          phase === "idle" &&
          left.size > 0 && (
            <Button size="small" onClick={() => onGoOn(left)}>
              {t("goOn")}
            </Button>
          )
        }
      />
    </div>
  );
}
