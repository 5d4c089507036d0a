import { useTranslations } from "use-intl";
import { GrowingContext } from "@/components/shared/markdown/growing-context";
import { UsageLine } from "@/components/shared/usage-line";
import { answerJson } from "@/lib/runs/answer-json";
import type { RunSnapshot } from "@/lib/runs/snapshot";
import { AttemptCard, ErrorReading } from "./attempt-card";
import { InspectedJson } from "./inspected-code";

/** What SiliconFlow said: attempt by attempt, then the answer as it would have come without a stream. */
export function ResponseView({ run }: { run: RunSnapshot }) {
  const t = useTranslations("inspector");
  const { output, attempts, model } = run;
  const { usage, price, firstDeltaMs, durationMs, error } = output;
  // What ended the last attempt is shown with it.
  const late = error && attempts.at(-1)?.error?.code !== error.code;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm font-medium">{t(`states.${output.state}`)}</p>
      <UsageLine {...{ model, usage, price, firstDeltaMs, durationMs }} />
      {attempts.map((attempt) => (
        <AttemptCard key={attempt.number} attempt={attempt} />
      ))}
      {attempts.length === 0 && <p className="text-sm text-ink-muted">{t("noAttempt")}</p>}
      {late && <ErrorReading error={error} />}
      {(output.parts.length > 0 || output.media) && (
        <GrowingContext value={output.state === "running"}>
          <InspectedJson title={t("answer")} value={answerJson(run)} />
        </GrowingContext>
      )}
    </div>
  );
}
