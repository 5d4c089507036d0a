"use client";

import { useQuery } from "@tanstack/react-query";
import { LoaderCircle } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { WordDifference } from "@/components/shared/word-difference";
import { Button } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import type { AppError } from "@/lib/core/app-error";
import { improvePrompt } from "@/lib/creations/improve-prompt";
import type { VisualKind } from "@/lib/history/creation-record";
import { freeHelper } from "@/lib/models/general-model";
import { modelQueries } from "@/lib/models/model-queries";

type ImprovePromptProps = {
  kind: VisualKind;
  prompt: string;
  onUse: (text: string) => void;
  onClose: () => void;
};

type Suggestion = { text: string; done: boolean; error?: AppError };

const nothing: Suggestion = { text: "", done: false };

/** A fuller prompt by a chat model that costs nothing: what it changes is shown, and only a person takes it. */
export function ImprovePrompt({ kind, prompt, onUse, onClose }: ImprovePromptProps) {
  const t = useTranslations("image");
  const { data, isPending } = useQuery(modelQueries.list());
  const model = data && freeHelper(data.models);
  const [suggestion, setSuggestion] = useState(nothing);
  const [time, setTime] = useState(0);
  const [view, setView] = useState<"changes" | "text">("changes");
  // What is held against the suggestion is what it was made from.
  const [before] = useState(prompt);
  const known = useRef(model);
  known.current = model;
  const modelId = model?.id;
  useEffect(() => {
    const { current } = known;
    if (!modelId || !current || time < 0) return;
    const end = new AbortController();
    setSuggestion(nothing);
    const onText = (text: string) => end.signal.aborted || setSuggestion({ text, done: false });
    void improvePrompt({ kind, model: current, prompt: before, signal: end.signal, onText }).then(
      (result) => {
        if (end.signal.aborted) return;
        setSuggestion(
          result.ok ? { text: result.value, done: true } : { text: "", done: true, error: result.error },
        );
      },
    );
    return () => end.abort();
  }, [kind, modelId, before, time]);
  const { text, done, error } = suggestion;
  return (
    <section
      aria-label={t("improve")}
      aria-busy={!done}
      className="mt-2 grid grid-cols-1 gap-2 rounded-card border border-line bg-surface p-3 text-sm"
    >
      {!model && !isPending && <p className="text-ink-muted">{t("improveNone")}</p>}
      {model && !done && (
        <p className="flex items-center gap-2 text-ink-muted" role="status">
          <LoaderCircle size={15} className="animate-spin" aria-hidden />{" "}
          {t("improving", { model: model.id })}
        </p>
      )}
      {!done && text && <p className="whitespace-pre-wrap wrap-anywhere">{text}</p>}
      {error && <ErrorNotice error={error} />}
      {model && done && !error && (
        <>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="text-ink-muted" role="status">
              {t("improved", { model: model.id })}
            </p>
            <SegmentedChoice
              label={t("improve")}
              value={view}
              options={[
                { value: "changes", label: t("changes") },
                { value: "text", label: t("wholeText") },
              ]}
              onChange={setView}
            />
          </div>
          {view === "changes" ? (
            <WordDifference before={before} after={text} figure={false} />
          ) : (
            <p className="whitespace-pre-wrap wrap-anywhere">{text}</p>
          )}
        </>
      )}
      <div className="flex flex-wrap gap-2">
        {done && !error && model && (
          <Button size="small" variant="solid" onClick={() => onUse(text)}>
            {t("improveUse")}
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          {t("improveDiscard")}
        </Button>
        {done && model && (
          <Button size="small" variant="ghost" onClick={() => setTime(time + 1)}>
            {t("improveAgain")}
          </Button>
        )}
      </div>
    </section>
  );
}
