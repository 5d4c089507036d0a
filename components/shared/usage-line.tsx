"use client";

import { useTranslations } from "use-intl";
import type { RunPrice, RunUsage } from "@/lib/runs/event";
import { tokensPerSecond } from "@/lib/runs/speed";
import { formatSeconds, formatYuan } from "@/lib/ui/format";

type UsageLineProps = {
  model: string;
  usage?: RunUsage | undefined;
  price?: RunPrice | undefined;
  firstDeltaMs?: number | undefined;
  /** How long the model thought. */
  thinkingMs?: number | undefined;
  durationMs?: number | undefined;
};

/** The numbers of one run: who answered, how fast, how much, for how many yuan. */
export function UsageLine({ model, usage, price, firstDeltaMs, thinkingMs, durationMs }: UsageLineProps) {
  const t = useTranslations("shared");
  const speed = tokensPerSecond({ usage, firstDeltaMs, durationMs });
  // Pictures and clips are not made of tokens: SiliconFlow names none.
  const counted = usage && usage.inputTokens + usage.outputTokens > 0 ? usage : undefined;
  const mark = usage?.estimated ? "≈" : "";
  const items = [
    firstDeltaMs !== undefined && t("firstToken", { seconds: formatSeconds(firstDeltaMs) }),
    thinkingMs !== undefined && t("thinkingTime", { seconds: formatSeconds(thinkingMs) }),
    durationMs !== undefined && t("duration", { seconds: formatSeconds(durationMs) }),
    speed !== undefined && mark + t("speed", { count: speed.toFixed(0) }),
    counted && mark + t("tokensIn", { count: counted.inputTokens }),
    usage?.cachedTokens ? mark + t("tokensCached", { count: usage.cachedTokens }) : false,
    counted && mark + t("tokensOut", { count: counted.outputTokens }),
    usage?.reasoningTokens ? mark + t("tokensThinking", { count: usage.reasoningTokens }) : false,
    price && priceText(price, mark, t),
  ].filter((item) => typeof item === "string");
  return (
    <p
      className="flex flex-wrap gap-x-2.5 text-xs text-ink-faint tabular-nums"
      title={usage?.estimated ? t("estimated") : undefined}
    >
      <span className="text-ink-muted wrap-anywhere">{model}</span>
      {items.map((item) => (
        <span key={item}>{item}</span>
      ))}
      {usage?.estimated && <span className="sr-only">{t("estimated")}</span>}
    </p>
  );
}

function priceText(price: RunPrice, mark: string, t: ReturnType<typeof useTranslations<"shared">>): string {
  if (price.kind === "unknown") return t("priceUnknown");
  return price.cny === 0 ? t("priceFree") : mark + t("priceKnown", { amount: formatYuan(price.cny) });
}
