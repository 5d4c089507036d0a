"use client";

import { AudioLines, Scale } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { Candidate } from "@/lib/voices/auditions";
import { speechAddress } from "@/lib/voices/chosen-voice";
import type { Comparison } from "./use-comparison";

type VoiceToolsProps = { candidate: Candidate; name: string; comparison: Comparison };

/** What can be done with any voice: compared with others, and used. */
export function VoiceTools({ candidate, name, comparison }: VoiceToolsProps) {
  const t = useTranslations("voices");
  const { model, voice } = candidate;
  const compared = comparison.has(candidate);
  return (
    <span className="flex flex-wrap items-center gap-1">
      <Button
        size="small"
        variant="toggle"
        aria-pressed={compared}
        aria-label={t("compareVoice", { name })}
        disabled={!compared && comparison.full}
        title={!compared && comparison.full ? t("compareFull", { most: comparison.most }) : undefined}
        onClick={() => comparison.toggle(candidate)}
      >
        <Scale size={14} aria-hidden /> {t("compare")}
      </Button>
      <Link
        href={speechAddress([{ model: model.id, voice }])}
        aria-label={t("useVoice", { name })}
        className="inline-flex h-7 items-center gap-1.5 rounded-lg px-2 text-xs font-medium text-ink-muted hover:bg-sunken hover:text-ink"
      >
        <AudioLines size={14} aria-hidden /> {t("useInSpeech")}
      </Link>
    </span>
  );
}
