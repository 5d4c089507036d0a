"use client";

import { EyeOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { fittingModels } from "@/lib/chat/attachments/fitting-models";
import type { AnswerModel } from "../use-answer-model";
import type { Attaching } from "./use-attaching";

const mostOffered = 4;

type LackNoticeProps = { attaching: Attaching; model: AnswerModel };

/** Why this model cannot be sent what is attached, with those that can: one click goes on with another. */
export function LackNotice({ attaching, model }: LackNoticeProps) {
  const t = useTranslations("attachments");
  const pdfHere = attaching.attachments.some(({ kind }) => kind === "pdf");
  const convertible = pdfHere && attaching.lacked.every((ability) => ability === "pdf");
  // A PDF that is not sent yet can still become pictures: to a model that sees it is no obstacle.
  const others =
    pdfHere && !convertible ? attaching.sent.filter(({ kind }) => kind !== "pdf") : attaching.sent;
  const offered = fittingModels(model.models, others).slice(0, mostOffered);
  const advice = convertible ? "lacksPdfAdvice" : offered.length > 0 ? "lacksAdvice" : "lacksNone";
  return (
    <div
      role="alert"
      className="mb-1.5 rounded-card border border-warning/30 bg-warning-soft px-3 py-2 text-sm"
    >
      <p className="flex items-start gap-2 font-medium text-warning">
        <EyeOff size={16} className="mt-1 shrink-0" aria-hidden />
        <span className="wrap-anywhere">
          {attaching.lacked.map((ability) => t(`lacks.${ability}`, { model: model.id ?? "" })).join(" ")}
        </span>
      </p>
      <p className="mt-0.5 ps-6">{t(advice)}</p>
      <ul className="mt-1.5 flex flex-wrap gap-1.5 ps-6 empty:hidden">
        {offered.map(({ id, free }) => (
          <li key={id} className="max-w-full">
            <Button
              size="small"
              className="max-w-full"
              aria-label={t("switchTo", { model: id })}
              onClick={() => model.choose(id)}
            >
              <span className="truncate">{id}</span>
              {free && <span className="text-accent">{t("free")}</span>}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
