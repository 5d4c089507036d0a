"use client";

import { useTranslations } from "use-intl";
import { AgainButton } from "@/components/shared/creations/again-button";
import { EndedLine } from "@/components/shared/creations/ended-line";
import { ModelFacts } from "@/components/shared/creations/model-facts";
import { OngoingLine } from "@/components/shared/creations/ongoing-line";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { TextSet } from "@/lib/creations/text-set";
import type { ModelResult } from "@/lib/embeddings/results";
import { formatSeconds } from "@/lib/ui/format";
import type { EmbeddingActions } from "./use-embeddings-page";

type ModelLineProps = { result: ModelResult; set: TextSet; feed: EmbeddingActions };

/** One model: how far it is, what it took, and which texts it has no vector of. */
export function ModelLine({ result, set, feed }: ModelLineProps) {
  const t = useTranslations("embeddings");
  const { model, record, running, done } = result;
  return (
    <li aria-label={model} className="grid gap-1.5 rounded-lg bg-sunken p-2.5 text-xs">
      <Facts result={result} onInspect={feed.actions.onInspect} />
      {running ? (
        <OngoingLine
          record={record}
          progress={t("progress", { done, count: result.asked })}
          onStop={() => feed.actions.onStop(record)}
        />
      ) : (
        <Ended result={result} set={set} feed={feed} />
      )}
      {running && <ProgressBar label={t("progressOf", { model })} value={done} most={result.asked} />}
    </li>
  );
}

type FactsProps = { result: ModelResult; onInspect: (runId: string) => void };

function Facts({ result, onInspect }: FactsProps) {
  const { model, record, tokens, durationMs, cny, running, imported } = result;
  const t = useTranslations("embeddings");
  const { dimensions, truncate } = record.fields;
  // What took nothing cost nothing, which says nothing of the model's price.
  const used = tokens !== undefined && tokens > 0;
  return (
    <ModelFacts
      record={record}
      facts={[
        imported && t("imported"),
        typeof dimensions === "number" && t("dimensions", { count: dimensions }),
        typeof truncate === "string" && t("truncated"),
        !running && durationMs !== undefined && t("wall", { seconds: formatSeconds(durationMs) }),
        used && t("tokens", { count: tokens }),
      ]}
      cny={used ? cny : undefined}
      inspect={t("inspect", { model })}
      onInspect={onInspect}
    />
  );
}

const shownFailures = 8;

/** What is missing when it is over, and the way to have it tried again. */
function Ended({ result, set, feed }: ModelLineProps) {
  const t = useTranslations("embeddings");
  const words = useTranslations("errors");
  const { missing, failed, error, record, imported } = result;
  if (missing.length === 0) return null;
  const left = { count: missing.length, all: result.asked };
  return (
    <div className="grid gap-1.5">
      <EndedLine
        error={error}
        stopped={t(record.output.state === "stopped" ? "stoppedAt" : "missing", left)}
        action={
          !imported && (
            <AgainButton
              mayBeDone={error?.code === "outcome-unknown"}
              label={t("againMissing", { count: missing.length })}
              onAgain={() => feed.onMissing(result)}
            />
          )
        }
      />
      {failed.length > 0 && (
        <ul aria-label={t("failures")} className="grid gap-0.5 text-warning">
          {failed.slice(0, shownFailures).map(({ row, error: reason }) => (
            <li key={row} className="flex min-w-0 gap-2">
              <span className="shrink-0">
                {t(set.pictures?.[row] ? "failedPicture" : "failedLine", {
                  line: set.lines[row] ?? row + 1,
                  reason: imported ? t("noVectorRead") : words(`${reason.code}.title`),
                })}
              </span>
              <span dir="auto" className="truncate text-ink-muted">
                {set.texts[row]?.slice(0, 200)}
              </span>
            </li>
          ))}
          {failed.length > shownFailures && (
            <li>{t("moreFailed", { count: failed.length - shownFailures })}</li>
          )}
        </ul>
      )}
    </div>
  );
}
