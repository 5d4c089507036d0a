"use client";

import { useTranslations } from "use-intl";
import { AgainButton } from "@/components/shared/creations/again-button";
import { EndedLine } from "@/components/shared/creations/ended-line";
import { appError } from "@/lib/core/app-error";
import { formatYuan } from "@/lib/ui/format";
import type { Candidate } from "@/lib/voices/auditions";
import { type Auditions, keyOf } from "./use-auditions";

type AuditionStateProps = {
  auditions: Auditions;
  candidate: Candidate;
  /** Failures alone are told: what it cost would tell voices apart. */
  quiet?: boolean;
};

/** Why a voice could not be heard, and what to do; what it cost when it was. */
export function AuditionState({ auditions, candidate, quiet = false }: AuditionStateProps) {
  const t = useTranslations("voices");
  const speech = useTranslations("speech");
  const words = useTranslations("shared");
  const creations = useTranslations("creations");
  const record = auditions.of(candidate);
  // The line of the price has its place before there is one, so that nothing moves under the pointer.
  const noPrice = <span aria-hidden className="block h-4" />;
  if (!record || record.output.state === "running") return noPrice;
  const { state, error, traceId, price } = record.output;
  if (state === "failed" || state === "interrupted") {
    const shown = error ?? appError("run-interrupted");
    return (
      <EndedLine
        error={traceId && !shown.traceId ? { ...shown, traceId } : shown}
        action={
          <AgainButton
            mayBeDone={shown.code === "outcome-unknown"}
            label={t("tryAgain")}
            onAgain={() => void auditions.listen(candidate)}
          />
        }
      />
    );
  }
  const { failed } = auditions.sound;
  if (failed?.key === keyOf(candidate))
    return (
      <p role="status" className="text-xs text-warning">
        {speech(failed.refused ? "playRefused" : "playFailed")}
      </p>
    );
  if (quiet || record.items.length === 0) return noPrice;
  return (
    <button
      type="button"
      title={creations("inspect")}
      className="justify-self-start text-xs text-ink-faint tabular-nums underline-offset-2 hover:underline"
      onClick={() => record.runId && auditions.page.actions.onInspect(record.runId)}
    >
      {price?.kind === "known"
        ? price.cny === 0
          ? words("priceFree")
          : words("priceKnown", { amount: formatYuan(price.cny) })
        : words("priceUnknown")}
    </button>
  );
}
