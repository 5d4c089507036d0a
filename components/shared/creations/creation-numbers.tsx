"use client";

import { useTranslations } from "use-intl";
import type { CreationRecord } from "@/lib/history/creation-record";
import { formatSeconds, formatYuan } from "@/lib/ui/format";

/** The numbers of one request: size, seed, SiliconFlow's time, all of the time, yuan. What is unknown is left out. */
export function CreationNumbers({ record }: { record: CreationRecord }) {
  const t = useTranslations("creations");
  const words = useTranslations("shared");
  const { inferenceSeconds, durationMs, price, seed = record.fields["seed"], state } = record.output;
  const [item] = record.items;
  const items = [
    item?.width && item.height && `${item.width} × ${item.height}`,
    typeof seed === "number" && t("seedIs", { seed: String(seed) }),
    inferenceSeconds !== undefined && t("inference", { seconds: formatSeconds(inferenceSeconds * 1000) }),
    durationMs !== undefined && t("wall", { seconds: formatSeconds(durationMs) }),
    price?.kind === "unknown" && words("priceUnknown"),
    price?.kind === "known" &&
      (price.cny === 0 ? words("priceFree") : words("priceKnown", { amount: formatYuan(price.cny) })),
  ].filter((text) => typeof text === "string");
  if (state === "running" || items.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-2.5 text-xs text-ink-faint tabular-nums">
      {items.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </p>
  );
}
