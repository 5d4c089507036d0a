"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { NotifyButton } from "@/components/shared/creations/notify-button";
import { useCountdown } from "@/components/shared/creations/use-countdown";
import { useElapsed } from "@/components/shared/use-elapsed";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import type { Tile } from "@/lib/creations/tiles";
import type { CreationRecord } from "@/lib/history/creation-record";
import { formatClock, formatYuan } from "@/lib/ui/format";
import { usualDuration } from "@/lib/video/usual-duration";
import type { ClipActions } from "./clip-actions";
import { JobId, State } from "./clip-state";

type ClipWaitingProps = {
  record: CreationRecord;
  tile: Extract<Tile, { kind: "waiting" | "retrying" }>;
  actions: ClipActions;
};

type Phase = "notSent" | "submitting" | "taken" | "queued" | "working";

function phaseOf({ runId, output, unreachableSince }: CreationRecord): Phase {
  if (runId === undefined && unreachableSince !== undefined) return "notSent";
  if (!output.job) return "submitting";
  return output.job.step ?? "taken";
}

/** A clip that is being made: where it stands, for how long, how long it usually takes, until when it is asked about. */
export function ClipWaiting({ record, tile, actions }: ClipWaitingProps) {
  const t = useTranslations("video");
  const phase = phaseOf(record);
  const lost = record.unreachableSince !== undefined && record.runId !== undefined;
  return (
    <State title={tile.kind === "retrying" ? t("submitting") : t(phase)}>
      {tile.kind === "retrying" && <Retrying tile={tile} />}
      {phase === "notSent" && <p className="text-ink-muted">{t("notSentHint")}</p>}
      {lost && <p className="text-warning">{t("connectionLost")}</p>}
      <Times record={record} />
      <Until record={record} />
      <div className="mt-1 flex flex-wrap gap-2">
        <StopWaiting record={record} actions={actions} />
        <NotifyButton />
      </div>
      <JobId record={record} />
    </State>
  );
}

function Retrying({ tile: { until, error } }: { tile: Extract<Tile, { kind: "retrying" }> }) {
  const t = useTranslations("video");
  const words = useTranslations("errors");
  const creations = useTranslations("creations");
  const seconds = useCountdown(until);
  return (
    <p className="text-warning tabular-nums">
      {[
        words(`${error.code}.title`),
        error.limit && creations("limit", { limit: error.limit }),
        seconds > 0 && t("retryIn", { seconds }),
      ]
        .filter(Boolean)
        .join(" · ")}
    </p>
  );
}

/** How long it has been asked for, and how long this model's clips took so far. */
function Times({ record: { createdAt, model } }: { record: CreationRecord }) {
  const t = useTranslations("video");
  const elapsed = formatClock(useElapsed(createdAt, true));
  const usual = useLiveQuery(() => usualDuration(model).then((found) => ({ found })), [model]);
  return (
    <p className="text-ink-muted tabular-nums">
      {t("elapsed", { time: elapsed })}
      {usual && " · "}
      {usual &&
        (usual.found
          ? t("usual", { time: formatClock(usual.found.ms), count: usual.found.clips })
          : t("usualUnknown"))}
    </p>
  );
}

function Until({ record: { output } }: { record: CreationRecord }) {
  const t = useTranslations("video");
  const format = useFormatter();
  if (!output.job) return <p className="text-ink-muted">{t("leave")}</p>;
  const { deadlineAt } = output.job;
  const isToday = new Date(deadlineAt).toDateString() === new Date().toDateString();
  const time = format.dateTime(deadlineAt, {
    timeStyle: "short",
    ...(!isToday && { dateStyle: "medium" }),
  });
  return <p className="text-ink-muted">{t("until", { time })}</p>;
}

/** Ends the asking: what SiliconFlow has taken, it goes on making. */
function StopWaiting({ record, actions }: { record: CreationRecord; actions: ClipActions }) {
  const t = useTranslations("video");
  const [asking, setAsking] = useState(false);
  if (record.runId === undefined)
    return (
      <Button size="small" onClick={() => actions.onStop(record)}>
        {t("takeBack")}
      </Button>
    );
  const price = actions.priceOf(record.model);
  const charge = price ? t("stopPrice", { amount: formatYuan(price) }) : t("stopPriceUnknown");
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t("stopWaiting")}
      </Button>
      {asking && (
        <Modal label={t("stopTitle")} onClose={() => setAsking(false)} width="content">
          <div className="max-w-md p-4">
            <h2 className="font-semibold">{t("stopTitle")}</h2>
            <p className="mt-1 text-sm text-ink-muted">{t("stopHint", { price: charge })}</p>
            <div className="mt-4 flex flex-wrap justify-end gap-2">
              <Button onClick={() => setAsking(false)}>{t("keepWaiting")}</Button>
              <Button
                variant="warning"
                onClick={() => {
                  setAsking(false);
                  actions.onStop(record);
                }}
              >
                {t("stopWaiting")}
              </Button>
            </div>
          </div>
        </Modal>
      )}
    </>
  );
}
