"use client";

import { ArrowRightToLine, RotateCcw } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { AnswerRecord } from "@/lib/history/record";
import type { MessageActions } from "./message-actions";

type RetryButtonsProps = { record: AnswerRecord; hasText: boolean; actions: MessageActions };

/** What can be done about an answer that was cut or failed: go on where it stopped, or begin again. */
export function RetryButtons({ record, hasText, actions }: RetryButtonsProps) {
  const t = useTranslations("chat");
  const chat = record.operation !== "completions";
  return (
    <div className="flex flex-wrap gap-2">
      {hasText && chat && (
        <Button size="small" onClick={() => actions.continueAnswer(record.id)}>
          <ArrowRightToLine size={13} aria-hidden /> {t("continueAnswer")}
        </Button>
      )}
      <Button size="small" onClick={() => actions.regenerate(record.id)}>
        <RotateCcw size={13} aria-hidden /> {t("retry")}
      </Button>
    </div>
  );
}
