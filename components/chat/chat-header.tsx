"use client";

import { EyeOff } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { ModelPicker } from "@/components/shared/model-picker";
import type { Spending } from "@/lib/chat/spending";
import { formatYuan } from "@/lib/ui/format";
import { Kinds, TemporaryToggle } from "./conversation-kind";
import { ModelsError } from "./models-error";
import type { AnswerModel } from "./use-answer-model";

type ChatHeaderProps = {
  model: AnswerModel;
  kind: "chat" | "fill";
  temporary: boolean;
  /** Nothing has been said yet: the kind of conversation can still be chosen. */
  fresh: boolean;
  spending: Spending;
};

/** Which model answers, what kind of conversation this is, and what it has cost so far. */
export function ChatHeader({ model, kind, temporary, fresh, spending }: ChatHeaderProps) {
  const t = useTranslations("models");
  const format = useFormatter();
  const { list } = model;
  const notice = list?.stale
    ? t("stale", { time: format.dateTime(list.fetchedAt, { dateStyle: "short", timeStyle: "short" }) })
    : undefined;
  return (
    <header className="border-b border-line">
      <div className="flex h-12 items-center gap-2 px-2 max-lg:ps-14 max-lg:pe-24">
        {model.isPending ? (
          <p className="px-2.5 text-sm text-ink-faint">{t("loading")}</p>
        ) : (
          // The first click puts another control in the place of the picker: the focus goes on there.
          <div data-focus-group="model" className="min-w-0">
            <ModelPicker models={model.models} value={model.id} onChange={model.choose} notice={notice} />
          </div>
        )}
        <div className="ms-auto flex shrink-0 items-center gap-2">
          {fresh ? (
            <>
              <div className="max-sm:hidden">
                <Kinds kind={kind} />
              </div>
              <TemporaryToggle kind={kind} temporary={temporary} />
            </>
          ) : (
            <Spent spending={spending} />
          )}
          {!fresh && temporary && <TemporaryMark />}
        </div>
      </div>
      <ModelsError models={model} />
    </header>
  );
}

function TemporaryMark() {
  const t = useTranslations("chat");
  return (
    <span title={t("temporaryHint")} className="flex items-center gap-1 text-xs text-accent">
      <EyeOff size={14} aria-hidden /> <span className="max-sm:sr-only">{t("temporary")}</span>
    </span>
  );
}

/** What the whole conversation has used so far, other versions of its answers included. */
function Spent({ spending }: { spending: Spending }) {
  const t = useTranslations("chat");
  const shared = useTranslations("shared");
  const { answers, inputTokens, outputTokens, cny, unpriced } = spending;
  if (answers === 0) return null;
  const price =
    unpriced === answers
      ? shared("priceUnknown")
      : cny === 0
        ? shared("priceFree")
        : shared("priceKnown", { amount: formatYuan(cny) });
  return (
    <p
      title={t("spentHint", { answers, unpriced })}
      className="text-xs text-ink-faint tabular-nums max-sm:hidden"
    >
      {t("spentTokens", { input: inputTokens, output: outputTokens })} · {price}
      {unpriced > 0 && unpriced < answers && " + ?"}
    </p>
  );
}
