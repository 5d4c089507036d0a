"use client";

import { useTranslations } from "use-intl";
import type { CatalogueEntry } from "@/lib/models/catalogue-entry";
import { formatTokenCapacity, formatYuan } from "@/lib/ui/format";

/** What a model costs and how much it takes in, in a line. */
export function usePriceWords() {
  const t = useTranslations("catalogue");
  const price = (entry: CatalogueEntry | null): string => {
    if (!entry) return t("priceUnknown");
    const {
      free,
      input_per_m_tokens: input,
      output_per_m_tokens: output,
      per_image: image,
      per_video: video,
      per_m_utf8_bytes: bytes,
    } = entry.price;
    if (free) return t("free");
    if (input !== null && output !== null && output > 0)
      return t("inOut", { input: formatYuan(input), output: formatYuan(output) });
    if (input !== null) return t("inputOnly", { input: formatYuan(input) });
    if (image !== null) return t("perImage", { amount: formatYuan(image) });
    if (video !== null) return t("perVideo", { amount: formatYuan(video) });
    if (bytes !== null) return t("perBytes", { amount: formatYuan(bytes) });
    return t("priceUnknown");
  };
  const context = (entry: CatalogueEntry | null): string | null => {
    const tokens = entry?.context_length.value;
    return tokens ? formatTokenCapacity(tokens) : null;
  };
  return { price, context };
}
