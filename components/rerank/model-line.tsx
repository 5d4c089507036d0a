"use client";

import { useTranslations } from "use-intl";
import { AgainButton } from "@/components/shared/creations/again-button";
import { EndedLine } from "@/components/shared/creations/ended-line";
import { ModelFacts } from "@/components/shared/creations/model-facts";
import { OngoingLine } from "@/components/shared/creations/ongoing-line";
import { useElapsed } from "@/components/shared/use-elapsed";
import type { ModelResult } from "@/lib/rerank/results";
import { formatSeconds } from "@/lib/ui/format";
import type { RerankActions } from "./use-rerank-page";

type ModelLineProps = { result: ModelResult; feed: RerankActions };

/** One model: how far it is, what it took, and why it has no ranking. */
export function ModelLine({ result, feed }: ModelLineProps) {
  const t = useTranslations("rerank");
  const { model, record, running, kind, tokens, durationMs, cny } = result;
  return (
    <li
      aria-label={model}
      className="grid min-w-0 grid-cols-1 content-start gap-1.5 rounded-lg bg-sunken p-2.5 text-xs"
    >
      <ModelFacts
        record={record}
        role={kind === "baseline" && <span className="text-ink-muted">{t("kind.baseline")}</span>}
        facts={[
          !running && durationMs !== undefined && t("wall", { count: Math.round(durationMs) }),
          tokens !== undefined && t("tokens", { count: tokens }),
        ]}
        cny={cny}
        inspect={t("inspect", { model })}
        onInspect={feed.actions.onInspect}
      />
      {running ? (
        <Ongoing result={result} onStop={() => feed.actions.onStop(record)} />
      ) : (
        <Ended result={result} onRetry={() => feed.onRetry(record)} />
      )}
    </li>
  );
}

function Ongoing({ result: { record }, onStop }: { result: ModelResult; onStop: () => void }) {
  const t = useTranslations("rerank");
  // A model that is tried again was asked later than its group.
  const { sentAt } = record;
  const elapsed = useElapsed(sentAt ?? Date.now(), sentAt !== undefined);
  return (
    <OngoingLine
      record={record}
      progress={t("working", { seconds: formatSeconds(elapsed) })}
      onStop={onStop}
    />
  );
}

type EndedProps = { result: ModelResult; onRetry: () => void };

/** What has no place when it is over, and the way to have it tried again. */
function Ended({ result: { error, record, asked, ranked, kind }, onRetry }: EndedProps) {
  const t = useTranslations("rerank");
  const { state } = record.output;
  if (error || state !== "completed")
    return (
      <>
        {state === "completed" && <p className="text-ink-muted">{t("queryWithoutVector")}</p>}
        <EndedLine
          error={error}
          stopped={t(state === "stopped" ? "stopped" : "unfinished")}
          action={
            <AgainButton mayBeDone={error?.code === "outcome-unknown"} label={t("again")} onAgain={onRetry} />
          }
        />
      </>
    );
  if (ranked === asked) return null;
  return (
    <p className="text-ink-muted">
      {t(kind === "reranker" ? "rankedSome" : "vectorsSome", { count: ranked, all: asked })}
    </p>
  );
}
