import { useTranslations } from "use-intl";
import type { MeasureWords, SummaryWords } from "@/lib/compare/summary-text";

/** The words around numbers in the language of the page. */
export function useMeasureWords(): MeasureWords {
  const t = useTranslations("shared");
  return { seconds: (seconds) => t("duration", { seconds }), free: t("priceFree") };
}

/** The words of a summary in the language of the page. */
export function useSummaryWords(): SummaryWords {
  const t = useTranslations("compare");
  return {
    ...useMeasureWords(),
    place: t("place"),
    model: t("model"),
    state: t("stateHeading"),
    measure: {
      firstTokenMs: t("measure.firstTokenMs"),
      thinkingMs: t("measure.thinkingMs"),
      durationMs: t("measure.durationMs"),
      tokensPerSecond: t("measure.tokensPerSecond"),
      inputTokens: t("measure.inputTokens"),
      outputTokens: t("measure.outputTokens"),
      cny: t("measure.cny"),
    },
    states: {
      running: t("state.running"),
      completed: t("state.completed"),
      stopped: t("state.stopped"),
      failed: t("state.failed"),
      interrupted: t("state.interrupted"),
    },
  };
}
