"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { type ChatUIMessage, choicesOf } from "@/lib/chat/chat-message";

type ChoicesProps = { message: ChatUIMessage; chosen: number; onChoose: (choice: number) => void };

/** The choices of an answer that was asked for several: the one that is shown is the one that goes on. */
export function Choices({ message, chosen, onChoose }: ChoicesProps) {
  const t = useTranslations("chat");
  const count = choicesOf(message);
  return (
    <fieldset className="flex flex-wrap items-center gap-1">
      <legend className="sr-only">{t("choices")}</legend>
      {Array.from({ length: count }, (_, index) => (
        <Button
          // biome-ignore lint/suspicious/noArrayIndexKey: a choice is its number
          key={index}
          size="small"
          variant="toggle"
          shape="pill"
          aria-pressed={index === chosen}
          onClick={() => onChoose(index)}
        >
          {t("choice", { number: index + 1 })}
        </Button>
      ))}
    </fieldset>
  );
}
