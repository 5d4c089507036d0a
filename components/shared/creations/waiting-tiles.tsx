"use client";

import { Ban, CloudOff, Hourglass, LoaderCircle, Save, Square, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useElapsed } from "@/components/shared/use-elapsed";
import { Button } from "@/components/ui/button";
import type { Tile } from "@/lib/creations/tiles";
import type { CreationRecord } from "@/lib/history/creation-record";
import { formatSeconds } from "@/lib/ui/format";
import { useCountdown } from "./use-countdown";

type CenteredProps = { icon: ReactNode; title: ReactNode; note?: ReactNode; action?: ReactNode };

/** What stands in the middle of a place that has no result. */
function Centered({ icon, title, note, action }: CenteredProps) {
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-1.5 overflow-y-auto p-3 text-center text-sm">
      <span aria-hidden className="text-ink-faint">
        {icon}
      </span>
      <p className="font-medium tabular-nums">{title}</p>
      {note && <p className="max-w-72 text-xs text-ink-muted wrap-anywhere">{note}</p>}
      {action}
    </div>
  );
}

type OngoingProps = { record: CreationRecord; onStop: () => void };

function StopButton({ onStop }: { onStop: () => void }) {
  const t = useTranslations("creations");
  return (
    <Button size="small" className="mt-1" onClick={onStop}>
      <Square size={11} fill="currentColor" aria-hidden /> {t("stop")}
    </Button>
  );
}

/** SiliconFlow works: for how long, and whether this page hears of it. */
export function WaitingTile({ record, step, onStop }: OngoingProps & { step: "queued" | "working" }) {
  const t = useTranslations("creations");
  const elapsed = formatSeconds(useElapsed(record.createdAt, true));
  const lost = record.unreachableSince !== undefined;
  return (
    <Centered
      icon={lost ? <CloudOff size={22} /> : <LoaderCircle size={22} className="animate-spin text-accent" />}
      title={t("elapsed", { seconds: elapsed })}
      note={lost ? t(record.runId ? "connectionLost" : "notSentYet") : t(`step.${step}`)}
      action={<StopButton onStop={onStop} />}
    />
  );
}

type RetryingProps = OngoingProps & { tile: Extract<Tile, { kind: "retrying" }> };

/** SiliconFlow refused for now: which limit, and when it is asked again. */
export function RetryingTile({ record, tile, onStop }: RetryingProps) {
  const t = useTranslations("creations");
  const words = useTranslations("errors");
  const seconds = useCountdown(tile.until);
  const { error } = tile;
  if (seconds === 0) return <WaitingTile record={record} step="working" onStop={onStop} />;
  return (
    <Centered
      icon={<Hourglass size={22} className="text-warning" />}
      title={t("retryIn", { seconds })}
      note={[words(`${error.code}.title`), error.limit && t("limit", { limit: error.limit })]
        .filter(Boolean)
        .join(" · ")}
      action={<StopButton onStop={onStop} />}
    />
  );
}

/** It is made and not saved yet: how long SiliconFlow's link lives, and why fetching failed so far. */
export function SavingTile({ tile }: { tile: Extract<Tile, { kind: "saving" }> }) {
  const t = useTranslations("creations");
  const words = useTranslations("errors");
  const seconds = useCountdown(tile.expiresAt);
  const left = t("linkDies", {
    minutes: Math.floor(seconds / 60),
    seconds: String(seconds % 60).padStart(2, "0"),
  });
  return (
    <>
      <Centered
        icon={<Save size={22} className="text-accent" />}
        title={t("saving")}
        note={tile.error && t("savingAgain", { reason: words(`${tile.error.code}.title`) })}
      />
      <span className="absolute end-1.5 top-1.5 rounded bg-warning-soft px-1.5 py-0.5 text-xs text-warning tabular-nums">
        {left}
      </span>
    </>
  );
}

export function LostTile({ tile, onAgain }: { tile: Extract<Tile, { kind: "lost" }>; onAgain: () => void }) {
  const t = useTranslations("creations");
  const words = useTranslations("errors");
  const { error } = tile;
  return (
    <Centered
      icon={<TriangleAlert size={22} className="text-danger" />}
      title={`${t("notSaved")} · ${words(`${error.code}.title`)}`}
      note={words(`${error.code}.advice`, {
        limit: error.limit ?? "none",
        field: error.field ?? "none",
        seconds: 0,
        inputTokens: 0,
        maxInputTokens: 0,
      })}
      action={
        <Button size="small" className="mt-1" onClick={onAgain}>
          {t("makeAgain")}
        </Button>
      }
    />
  );
}

type StoppedTileProps = { tile: Extract<Tile, { kind: "stopped" }>; onAgain: () => void };

export function StoppedTile({ tile, onAgain }: StoppedTileProps) {
  const t = useTranslations("creations");
  return (
    <Centered
      icon={<Ban size={22} />}
      title={t("stopped")}
      note={tile.mayBeDone ? t("stoppedNote") : undefined}
      action={
        <Button size="small" className="mt-1" onClick={onAgain}>
          {t("makeAgain")}
        </Button>
      }
    />
  );
}
