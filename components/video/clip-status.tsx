"use client";

import { Eye, RotateCw } from "lucide-react";
import { useTranslations } from "use-intl";
import { AgainButton } from "@/components/shared/creations/again-button";
import { useCountdown } from "@/components/shared/creations/use-countdown";
import { ErrorNotice } from "@/components/shared/error-notice";
import { Button } from "@/components/ui/button";
import type { AppError } from "@/lib/core/app-error";
import { jobOf } from "@/lib/creations/look-again";
import type { Tile } from "@/lib/creations/tiles";
import type { CreationRecord } from "@/lib/history/creation-record";
import { formatYuan } from "@/lib/ui/format";
import type { ClipActions } from "./clip-actions";
import { JobId, State } from "./clip-state";
import { ClipWaiting } from "./clip-waiting";

type StatusProps<Kind extends Tile["kind"]> = {
  record: CreationRecord;
  tile: Extract<Tile, { kind: Kind }>;
  actions: ClipActions;
};

/** How far a clip is, or why there is none, and what can be done about it. */
export function ClipStatus({ record, tile, actions }: StatusProps<Tile["kind"]>) {
  switch (tile.kind) {
    case "waiting":
    case "retrying":
      return <ClipWaiting record={record} tile={tile} actions={actions} />;
    case "saving":
      return <Saving record={record} tile={tile} actions={actions} />;
    case "lost":
      return <Lost record={record} tile={tile} actions={actions} />;
    case "failed":
      return <Failed record={record} tile={tile} actions={actions} />;
    case "stopped":
      return <Stopped record={record} tile={tile} actions={actions} />;
    case "made":
      return null;
  }
}

function Saving({ record, tile: { expiresAt, error } }: StatusProps<"saving">) {
  const t = useTranslations("video");
  const words = useTranslations("errors");
  const seconds = useCountdown(expiresAt);
  const left = { minutes: Math.floor(seconds / 60), seconds: String(seconds % 60).padStart(2, "0") };
  return (
    <State title={t("saving")}>
      <p className="text-ink-muted tabular-nums">{seconds > 0 ? t("savingHint", left) : t("savingLate")}</p>
      {error && (
        <p className="text-warning">{t("savingFailed", { reason: `${words(`${error.code}.title`)}. ` })}</p>
      )}
      <JobId record={record} />
    </State>
  );
}

type RecordProps = { record: CreationRecord; actions: ClipActions };

function LookAgain({ record, actions }: RecordProps) {
  const t = useTranslations("video");
  return (
    <Button
      size="small"
      variant="solid"
      title={t("lookAgainHint")}
      onClick={() => actions.onLookAgain(record)}
    >
      <Eye size={14} aria-hidden /> {t("lookAgain")}
    </Button>
  );
}

/** Makes it anew, with what that costs. */
function MakeAgain({ record, actions, mayBeDone = false }: RecordProps & { mayBeDone?: boolean }) {
  const t = useTranslations("video");
  const price = actions.priceOf(record.model);
  return (
    <AgainButton
      mayBeDone={mayBeDone}
      label={
        <>
          <RotateCw size={14} aria-hidden />
          {price ? t("makeAgainFor", { amount: formatYuan(price) }) : t("makeAgain")}
        </>
      }
      onAgain={() => actions.onAgain(record)}
    />
  );
}

function Change({ record, actions }: RecordProps) {
  const t = useTranslations("video");
  return (
    <Button size="small" onClick={() => actions.onReuse([record])}>
      {t("changeIt")}
    </Button>
  );
}

function Lost({ record, tile: { error }, actions }: StatusProps<"lost">) {
  const t = useTranslations("video");
  const words = useTranslations("errors");
  return (
    <State title={t("lost")}>
      <p className="text-danger">{words(`${error.code}.title`)}</p>
      <p className="text-ink-muted">{t("lostHint")}</p>
      <div className="mt-1 flex flex-wrap gap-2">
        <LookAgain record={record} actions={actions} />
        <MakeAgain record={record} actions={actions} />
      </div>
      <JobId record={record} />
    </State>
  );
}

function Stopped({ record, tile: { mayBeDone }, actions }: StatusProps<"stopped">) {
  const t = useTranslations("video");
  const known = jobOf(record) !== undefined;
  const state = known ? "left" : mayBeDone ? "stoppedEarly" : "neverSent";
  return (
    <State title={t(state)}>
      <p className="text-ink-muted">{t(`${state}Hint`)}</p>
      <div className="mt-1 flex flex-wrap gap-2">
        {known ? (
          <LookAgain record={record} actions={actions} />
        ) : (
          <MakeAgain record={record} actions={actions} mayBeDone={mayBeDone} />
        )}
      </div>
      <JobId record={record} />
    </State>
  );
}

/** After these the job may have ended well all the same: asking again costs nothing. */
function mayBeThere({ code }: AppError): boolean {
  return code !== "generation-failed" && code !== "job-unknown";
}

function Failed({ record, tile: { error }, actions }: StatusProps<"failed">) {
  const { traceId } = record.output;
  const told = traceId && !error.traceId ? { ...error, traceId } : error;
  const parts = { record, actions };
  return (
    <div className="flex flex-col gap-1.5">
      {error.code === "outcome-unknown" && jobOf(record) === undefined ? (
        <ErrorNotice error={told} action={<MakeAgain {...parts} mayBeDone />} />
      ) : jobOf(record) !== undefined && mayBeThere(error) ? (
        <ErrorNotice error={told} action={<LookAgain {...parts} />} />
      ) : (
        <ErrorNotice
          error={told}
          action={
            <>
              <Change {...parts} />
              <MakeAgain {...parts} />
            </>
          }
        />
      )}
      <JobId record={record} />
    </div>
  );
}
