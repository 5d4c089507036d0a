"use client";

import { CircleAlert, CircleCheck, CircleSlash, Clock, LoaderCircle } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { useCountdown } from "@/components/shared/creations/use-countdown";
import { ErrorNotice } from "@/components/shared/error-notice";
import {
  countsOf,
  isGoing,
  isTroubled,
  type Phase,
  phaseOf,
  resultsUntil,
  windowEnd,
} from "@/lib/batches/phase";
import type { AppError } from "@/lib/core/app-error";
import type { CreationRecord } from "@/lib/history/creation-record";
import { cn } from "@/lib/ui/cn";
import { formatYuan } from "@/lib/ui/format";
import { CountsBar } from "./counts-bar";

const icons: Partial<Record<Phase, typeof Clock>> = {
  unsent: Clock,
  queued: Clock,
  completed: CircleCheck,
  expired: CircleAlert,
  partial: CircleAlert,
  failed: CircleAlert,
  lost: CircleAlert,
  cancelled: CircleSlash,
  stopped: CircleSlash,
  never: CircleSlash,
};

/** The state of a batch in a word. */
export function PhaseBadge({ record }: { record: CreationRecord }) {
  const t = useTranslations("batch.states");
  const phase = phaseOf(record);
  const Icon = icons[phase] ?? LoaderCircle;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 text-sm font-medium",
        phase === "completed" && "text-accent",
        isTroubled(phase) && "text-danger",
      )}
    >
      <Icon
        size={15}
        aria-hidden
        className={cn(Icon === LoaderCircle && "animate-spin text-accent motion-reduce:animate-none")}
      />
      {phase === "other" ? t("other", { status: record.output.batch?.status ?? "" }) : t(phase)}
    </span>
  );
}

/** What the state means, how far it is, and what it costs. `brief`: in a list, where it stands beside others. */
export function BatchStatus({ record, brief = false }: { record: CreationRecord; brief?: boolean }) {
  const t = useTranslations("batch");
  const phase = phaseOf(record);
  const counts = countsOf(record);
  const { output, unreachableSince, runId } = record;
  const { error } = output;
  const meaning = () => {
    if (phase === "working" && record.batch?.mode === "now") return "workingNow";
    return phase === "completed" && output.batch?.failed === 0 ? "allAnswered" : phase;
  };
  return (
    <div className="grid gap-2">
      <p className="max-w-prose text-sm text-ink-muted">
        {unreachableSince !== undefined && runId && isGoing(phase)
          ? t("one.connectionLost")
          : t(`meanings.${meaning()}`)}
      </p>
      <Retrying record={record} />
      {counts && (isGoing(phase) || output.batch) && <CountsBar counts={counts} />}
      <Figures record={record} phase={phase} />
      {!brief && <Keeping record={record} phase={phase} />}
      {error && !isGoing(phase) && <Failure error={error} />}
      {!brief && <Lost record={record} />}
    </div>
  );
}

/** Why it came to nothing: SiliconFlow's own words name the lines. */
function Failure({ error }: { error: AppError }) {
  const t = useTranslations("batch.one");
  if (error.code !== "generation-failed" || !error.detail) return <ErrorNotice error={error} />;
  return (
    <div role="alert" className="rounded-card border border-danger/30 bg-danger-soft px-4 py-3 text-sm">
      <p className="font-medium text-danger">{t("refused")}</p>
      <p lang="en" className="mt-1 max-h-40 overflow-y-auto wrap-anywhere whitespace-pre-wrap">
        {error.detail}
      </p>
    </div>
  );
}

/** SiliconFlow refused in a passing way. */
function Retrying({ record: { retry, output } }: { record: CreationRecord }) {
  const t = useTranslations("batch.one");
  const words = useTranslations("errors");
  const seconds = useCountdown(retry?.until ?? 0);
  if (!retry || seconds === 0 || output.state !== "running") return null;
  const reason = words(`${retry.error.code}.title`);
  return <p className="text-sm text-warning">{t("retry", { reason, seconds })}</p>;
}

/** Result files that could not be fetched from SiliconFlow. */
function Lost({ record: { output } }: { record: CreationRecord }) {
  const t = useTranslations("batch.one");
  const words = useTranslations("errors");
  const lost = (output.media ?? []).filter((file) => file.lost && file.error);
  return lost.map(({ index, error }) => (
    <p key={index} className="text-sm text-danger">
      {error && t("lostFile", { reason: words(`${error.code}.title`) })}
    </p>
  ));
}

type FiguresProps = { record: CreationRecord; phase: Phase };

function Figures({ record, phase }: FiguresProps) {
  const t = useTranslations("batch.one");
  const format = useFormatter();
  const end = windowEnd(record);
  const left = useCountdown(end ?? 0);
  const { usage, price } = record.output;
  const { mode } = record.batch ?? {};
  const cost = () => {
    if (!price) return mode === "elsewhere" && !isGoing(phase) ? t("elsewhereCost") : undefined;
    if (price.kind === "unknown") return t("priceUnknown");
    if (price.cny === 0) return t("free");
    return t(usage?.batched ? "half" : "live", { amount: formatYuan(price.cny) });
  };
  const items = [
    end !== undefined &&
      isGoing(phase) &&
      (left > 0 ? t("timeLeft", { time: timeOf(left, t) }) : t("overdue")),
    cost(),
    usage &&
      t("tokens", { input: format.number(usage.inputTokens), output: format.number(usage.outputTokens) }),
  ].filter((text) => typeof text === "string");
  if (items.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 text-xs text-ink-muted tabular-nums">
      {items.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </p>
  );
}

function timeOf(seconds: number, t: ReturnType<typeof useTranslations<"batch.one">>): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return t("days", { days: Math.floor(hours / 24), hours: hours % 24 });
  return t("minutes", { hours, minutes: minutes % 60 });
}

/** Until when SiliconFlow has the results, as long as they are not here. */
function Keeping({ record, phase }: FiguresProps) {
  const t = useTranslations("batch.one");
  const format = useFormatter();
  const atSiliconFlow = record.batch?.mode !== "now" && phase !== "unsent";
  if (!atSiliconFlow || (!isGoing(phase) && phase !== "lost")) return null;
  const date = format.dateTime(resultsUntil(record), { dateStyle: "long" });
  return (
    <p className="max-w-prose text-xs text-ink-faint">
      {t(phase === "lost" ? "lookBefore" : "deadline", { date })}
    </p>
  );
}
