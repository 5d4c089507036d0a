"use client";

import { FileText, MessageSquare, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { Button } from "@/components/ui/button";
import type { CreationRecord } from "@/lib/history/creation-record";
import { type Transcript, transcriptOf } from "@/lib/transcription/transcript";
import { formatSeconds, formatYuan } from "@/lib/ui/format";
import { openInChat } from "./open-in-chat";
import { saveTranscript } from "./save-transcript";
import { TranscriptState } from "./transcript-state";
import { useCorrections } from "./use-corrections";
import type { TranscriptActions } from "./use-transcription-page";

type TranscriptViewProps = { record: CreationRecord; feed: TranscriptActions };

/** What one model heard: to be corrected, copied and saved. */
export function TranscriptView({ record, feed }: TranscriptViewProps) {
  const t = useTranslations("transcription");
  const transcript = transcriptOf(record);
  const { model, state } = transcript;
  return (
    <section
      aria-label={t("transcript", { model })}
      className="flex min-w-0 flex-col gap-1.5 rounded-lg bg-sunken p-2.5"
    >
      <p className="flex flex-wrap items-baseline gap-x-3 text-xs">
        <span className="font-medium wrap-anywhere">{model}</span>
        <Numbers record={record} transcript={transcript} />
      </p>
      {state === "complete" ? (
        <Words record={record} transcript={transcript} />
      ) : (
        <TranscriptState record={record} transcript={transcript} feed={feed} />
      )}
    </section>
  );
}

function Words({ record, transcript }: { record: CreationRecord; transcript: Transcript }) {
  const t = useTranslations("transcription");
  const router = useRouter();
  const { text, change, reset, corrected } = useCorrections(transcript, record);
  const { model } = transcript;
  return (
    <>
      <textarea
        dir="auto"
        aria-label={t("transcript", { model })}
        value={text}
        placeholder={t("nothingHeard")}
        onChange={({ target }) => change(target.value)}
        className="field-sizing-content block max-h-[50dvh] min-h-16 w-full grow resize-none rounded-lg border border-transparent bg-surface px-2.5 py-1.5 text-base placeholder:text-ink-faint hover:border-line sm:text-sm"
      />
      <div className="flex flex-wrap items-center gap-1">
        <CopyButton text={() => text} label={t("copy")} copiedLabel={t("copied")} captioned />
        <Button
          size="small"
          aria-label={t("saveTextOf", { model })}
          onClick={() => void saveTranscript(record, text, "txt")}
        >
          <FileText size={14} aria-hidden /> {t("saveText")}
        </Button>
        <Button
          size="small"
          aria-label={t("saveMarkdownOf", { model })}
          onClick={() => void saveTranscript(record, text, "md")}
        >
          <FileText size={14} aria-hidden /> {t("saveMarkdown")}
        </Button>
        <Button
          size="small"
          disabled={text === ""}
          onClick={() => void openInChat(text).then(() => router.push("/chat"))}
        >
          <MessageSquare size={14} aria-hidden /> {t("toChat")}
        </Button>
        {corrected && (
          <Button size="small" variant="ghost" onClick={reset}>
            <Undo2 size={14} aria-hidden /> {t("undoCorrections")}
          </Button>
        )}
      </div>
    </>
  );
}

/** How long it took and what it cost; what is unknown is said or left out. */
function Numbers({ record, transcript }: { record: CreationRecord; transcript: Transcript }) {
  const t = useTranslations("transcription");
  const words = useTranslations("shared");
  const { state, wallMs, speed, corrected } = transcript;
  if (state !== "complete") return null;
  const { price } = record.output;
  const told = [
    wallMs !== undefined && t("wall", { seconds: formatSeconds(wallMs) }),
    speed !== undefined && t("speed", { times: speed < 10 ? speed.toFixed(1) : speed.toFixed(0) }),
    price?.kind !== "known"
      ? words("priceUnknown")
      : price.cny === 0
        ? words("priceFree")
        : words("priceKnown", { amount: formatYuan(price.cny) }),
    corrected && t("corrected"),
  ].filter((text) => typeof text === "string");
  return told.map((text) => (
    <span key={text} className="whitespace-nowrap text-ink-faint tabular-nums">
      {text}
    </span>
  ));
}
