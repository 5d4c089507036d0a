"use client";

import { Volume2, VolumeX } from "lucide-react";
import { useContext } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { ReadAloudContext } from "./read-aloud-context";

/** Reads an answer aloud, also while it is still being written. */
export function ReadAloudButton({ answerId }: { answerId: string }) {
  const t = useTranslations("readAloud");
  const choice = useContext(ReadAloudContext);
  if (!choice) return null;
  const reads = choice.answerId === answerId;
  return (
    <IconButton
      size="icon-small"
      label={t(reads ? "stop" : "read")}
      className={reads ? "text-accent" : undefined}
      onClick={() => choice.toggle(answerId)}
    >
      {reads ? <VolumeX size={15} /> : <Volume2 size={15} />}
    </IconButton>
  );
}
