"use client";

import {
  Ban,
  Check,
  CircleAlert,
  CircleDashed,
  Clock,
  LoaderCircle,
  type LucideIcon,
  Minus,
  Square,
  TriangleAlert,
  X,
} from "lucide-react";
import { useTranslations } from "use-intl";
import type { CellSummary, Verdict } from "@/lib/compare/set/set-cell";
import { cn } from "@/lib/ui/cn";
import { formatSeconds, formatYuan } from "@/lib/ui/format";

/** Where a cell is, as it is shown: those without a record too. */
export type ShownState = CellSummary["state"] | "unasked" | "skipped" | "waiting";

const faces: Record<ShownState, { Icon: LucideIcon; colour: string }> = {
  unasked: { Icon: Minus, colour: "text-ink-faint" },
  skipped: { Icon: Ban, colour: "text-warning" },
  waiting: { Icon: Clock, colour: "text-ink-faint" },
  running: { Icon: LoaderCircle, colour: "text-accent motion-safe:animate-spin" },
  done: { Icon: Check, colour: "text-ink-faint" },
  failed: { Icon: CircleAlert, colour: "text-danger" },
  stopped: { Icon: Square, colour: "text-warning" },
  lost: { Icon: CircleDashed, colour: "text-warning" },
};

const marks: Record<Verdict["result"], { Icon: LucideIcon; colour: string }> = {
  passed: { Icon: Check, colour: "text-accent bg-accent-soft" },
  failed: { Icon: X, colour: "text-danger bg-danger-soft" },
  unjudged: { Icon: TriangleAlert, colour: "text-warning bg-warning-soft" },
};

/** What a judge has said, in a sign, a word and the score. */
export function VerdictMark({ verdict, small = false }: { verdict: Verdict; small?: boolean }) {
  const t = useTranslations("promptSet");
  const { Icon, colour } = marks[verdict.result];
  const word = t(`verdict.${verdict.result}`);
  return (
    <span
      className={cn("inline-flex items-center gap-1 rounded px-1 text-xs whitespace-nowrap", colour)}
      title={word}
    >
      <Icon size={12} aria-hidden />
      <span className={small ? "sr-only" : undefined}>{word}</span>
      {verdict.score !== undefined && (
        <span className="tabular-nums">{Number(verdict.score.toFixed(1))}</span>
      )}
    </span>
  );
}

type CellFaceProps = { state: ShownState; cell: CellSummary | undefined; verdict: Verdict | undefined };

/** A cell of the table: how the answer begins, what it took, and what the judge says. */
export function CellFace({ state, cell, verdict }: CellFaceProps) {
  const t = useTranslations("promptSet");
  const errors = useTranslations("errors");
  const { Icon, colour } = faces[state];
  const word = t(`cellState.${state}`);
  const { durationMs, cny, errorCode, preview } = cell ?? {};
  const text = state === "failed" && errorCode ? errors(`${errorCode}.title`) : preview;
  return (
    <>
      <span className="flex h-5 items-center gap-1.5 text-xs text-ink-faint tabular-nums">
        {!verdict && <Icon size={13} aria-hidden className={cn("shrink-0", colour)} />}
        <span className={cn("truncate", state === "done" && "sr-only")}>{word}</span>
        {verdict && <VerdictMark verdict={verdict} small />}
        {state === "done" && durationMs !== undefined && (
          <span>{t("seconds", { value: formatSeconds(durationMs) })}</span>
        )}
        {state === "done" && cny !== undefined && cny > 0 && (
          <span>{t("yuan", { amount: formatYuan(cny) })}</span>
        )}
      </span>
      <span className={cn("line-clamp-2 wrap-anywhere", state === "failed" && "text-danger")}>{text}</span>
    </>
  );
}
