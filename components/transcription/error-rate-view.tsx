"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { attempt } from "@/lib/history/refusals";
import type { ErrorRate, ErrorRates } from "@/lib/transcription/error-rate";
import { ratesInWorker } from "@/lib/transcription/error-rate-client";
import { setReference, type Transcript } from "@/lib/transcription/transcript";

const afterMs = 400;

type ErrorRateViewProps = {
  /** The record that keeps the reference. */
  id: string;
  reference: string | undefined;
  transcripts: readonly Transcript[];
};

/** How far each transcript is from what was really said, which the person pastes. */
export function ErrorRateView({ id, reference = "", transcripts }: ErrorRateViewProps) {
  const t = useTranslations("transcription");
  const [typed, setTyped] = useState(reference);
  useEffect(() => {
    if (typed === reference) return;
    const timer = setTimeout(() => void attempt(() => setReference(id, typed)), afterMs);
    return () => clearTimeout(timer);
  }, [typed, reference, id]);
  return (
    <section aria-label={t("errorRate")} className="grid gap-2 text-sm">
      <textarea
        dir="auto"
        rows={2}
        aria-label={t("reference")}
        placeholder={t("referencePlaceholder")}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        className={`${inputClass} field-sizing-content max-h-[30dvh] resize-none`}
      />
      {reference.trim() !== "" && (
        <div className="overflow-x-auto">
          <table aria-label={t("rateOf")} className="text-start tabular-nums">
            <thead className="text-xs text-ink-muted">
              <tr>
                <th scope="col" className="pe-6 text-start font-normal">
                  {t("models")}
                </th>
                <th scope="col" className="pe-6 text-start font-normal">
                  {t("byWord")}
                </th>
                <th scope="col" className="text-start font-normal">
                  {t("byCharacter")}
                </th>
              </tr>
            </thead>
            <tbody>
              {transcripts.map(({ id: of, model, text }) => (
                <RateRow key={of} model={model} reference={reference} heard={text} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="text-xs text-ink-faint">{t("referenceNote")}</p>
    </section>
  );
}

type RateRowProps = { model: string; reference: string; heard: string };

function RateRow({ model, reference, heard }: RateRowProps) {
  const t = useTranslations("transcription");
  const [rates, setRates] = useState<ErrorRates | "failed">();
  useEffect(() => {
    const end = new AbortController();
    setRates(undefined);
    void ratesInWorker(reference, heard, end.signal)
      .catch(() => "failed" as const)
      .then((found) => end.signal.aborted || setRates(found));
    return () => end.abort();
  }, [reference, heard]);
  const told = (rate: ErrorRate | undefined) =>
    rate
      ? t("rate", { percent: ((100 * rate.errors) / rate.of).toFixed(1), errors: rate.errors, of: rate.of })
      : t("rateNone");
  return (
    <tr>
      <th scope="row" className="min-w-32 pe-6 text-start font-normal wrap-anywhere">
        {model}
      </th>
      {rates === undefined || rates === "failed" ? (
        <td colSpan={2} className="text-ink-muted">
          {t(rates === "failed" ? "rateFailed" : "rateWorking")}
        </td>
      ) : (
        <>
          <td className="pe-6 whitespace-nowrap">{told(rates.word)}</td>
          <td className="whitespace-nowrap">{told(rates.character)}</td>
        </>
      )}
    </tr>
  );
}
