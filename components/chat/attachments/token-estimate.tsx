"use client";

import { useDeferredValue, useMemo } from "react";
import { useTranslations } from "use-intl";
import { estimateConversation, estimateMessage } from "@/lib/chat/attachments/estimate-request";
import type { Attachment, MessageRecord } from "@/lib/history/record";
import type { ModelSummary } from "@/lib/models/model-summary";
import { cn } from "@/lib/ui/cn";
import { formatTokenCapacity } from "@/lib/ui/format";

type TokenEstimateProps = {
  path: readonly MessageRecord[];
  /** Goes along first where nothing has been sent yet. */
  systemPrompt: string;
  text: string;
  attachments: readonly Attachment[];
  model: ModelSummary | undefined;
};

/** About how many tokens the next message sends, beside how many the model takes. */
export function TokenEstimate({ path, systemPrompt, text, attachments, model }: TokenEstimateProps) {
  const t = useTranslations("attachments");
  const written = useDeferredValue(text);
  const rule = model?.traits.imageTokens;
  const before = useMemo(
    () => (path.length > 0 ? estimateConversation(path, rule) : estimateMessage(systemPrompt, [], rule)),
    [path, systemPrompt, rule],
  );
  const next = useMemo(() => estimateMessage(written, attachments, rule), [written, attachments, rule]);
  const tokens = before.tokens + next.tokens;
  const uncounted = before.uncounted || next.uncounted;
  const limit = model?.contextLength ?? null;
  const over = limit !== null && tokens > limit;
  const title = [t("estimateTitle"), uncounted && t("estimateUncountedTitle"), over && t("estimateOver")];
  return (
    <span
      title={title.filter(Boolean).join(" · ")}
      className={cn(
        "whitespace-nowrap text-xs tabular-nums",
        over ? "font-medium text-danger" : "text-ink-faint",
      )}
    >
      {limit === null
        ? t("estimate", { tokens })
        : t("estimateOf", { tokens, limit: formatTokenCapacity(limit) })}
      {uncounted && <span> {t("estimateUncounted")}</span>}
      {over && <span className="max-sm:sr-only"> · {t("estimateOver")}</span>}
    </span>
  );
}
