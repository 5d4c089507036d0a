"use client";

import { Braces } from "lucide-react";
import { useTranslations } from "use-intl";
import { AgainButton } from "@/components/shared/creations/again-button";
import { EndedLine } from "@/components/shared/creations/ended-line";
import { OngoingLine } from "@/components/shared/creations/ongoing-line";
import { useElapsed } from "@/components/shared/use-elapsed";
import { IconButton } from "@/components/ui/button";
import type { ModelResult } from "@/lib/rerank/results";
import { formatSeconds, formatYuan } from "@/lib/ui/format";
import type { RerankActions } from "./use-rerank-page";

type ModelLineProps = { result: ModelResult; feed: RerankActions };

/** One model: how far it is, what it took, and why it has no ranking. */
export function ModelLine({ result, feed }: ModelLineProps) {
  const t = useTranslations("rerank");
  const { model, record, running, kind } = result;
  return (
    <li
      aria-label={model}
      className="grid min-w-0 grid-cols-1 content-start gap-1.5 rounded-lg bg-sunken p-2.5 text-xs"
    >
      <div className="flex items-center gap-x-3">
        <p className="flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium wrap-anywhere">{model}</span>
          {kind === "baseline" && <span className="text-ink-muted">{t("kind.baseline")}</span>}
          <Numbers result={result} />
        </p>
        {record.runId && (
          <IconButton
            size="icon-small"
            label={t("inspect", { model })}
            onClick={() => record.runId && feed.actions.onInspect(record.runId)}
          >
            <Braces size={15} />
          </IconButton>
        )}
      </div>
      {running ? (
        <Ongoing result={result} onStop={() => feed.actions.onStop(record)} />
      ) : (
        <Ended result={result} onRetry={() => feed.onRetry(record)} />
      )}
    </li>
  );
}

function Numbers({ result: { tokens, durationMs, cny, running } }: { result: ModelResult }) {
  const t = useTranslations("rerank");
  const words = useTranslations("shared");
  const items = [
    !running && durationMs !== undefined && t("wall", { count: Math.round(durationMs) }),
    tokens !== undefined && t("tokens", { count: tokens }),
    cny === null && words("priceUnknown"),
    typeof cny === "number" &&
      (cny === 0 ? words("priceFree") : words("priceKnown", { amount: formatYuan(cny) })),
  ].filter((text) => typeof text === "string");
  return (
    <span className="flex flex-wrap gap-x-2.5 text-ink-faint tabular-nums">
      {items.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </span>
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
