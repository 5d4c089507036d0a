"use client";

import { useFormatter, useTranslations } from "use-intl";
import type { ListedModel } from "@/lib/models/catalogue-reply";
import { formatBytes } from "@/lib/ui/format";
import { FactLine, FlagLine, Line, Part } from "./fact-lines";

const names = (values: readonly string[]) => values.join(", ");

/** What a request to a model of this kind may hold. */
export function KindFacts({ model: { entry, parameters } }: { model: ListedModel }) {
  const t = useTranslations("catalogue");
  if (!entry) return null;
  const { image, video, speech, embedding, reranker, transcription, thinking_controls: steers } = entry;
  const { reasoning_effort: effort } = entry;
  const fields = [...(parameters ?? []), ...steers];
  const told = image ?? video ?? speech ?? embedding ?? reranker ?? transcription;
  if (!told && fields.length === 0) return null;
  return (
    <Part title={t("takes")}>
      {(image || video || fields.length > 0) && (
        <Line
          name={t("fields")}
          value={fields.length > 0 ? <code className="text-xs">{names(fields)}</code> : t("unknown")}
          said={entry.thinking_controls_source}
        />
      )}
      {effort && (
        <Line
          name="reasoning_effort"
          value={<code className="text-xs">{names(effort.values)}</code>}
          said={effort.source}
        />
      )}
      {image && (
        <FactLine name={t("sizesSeen")} fact={image.sizes}>
          {names}
        </FactLine>
      )}
      {video && (
        <>
          <FactLine name={t("sizesSeen")} fact={video.sizes}>
            {names}
          </FactLine>
          <FlagLine name={t("needsImage")} value={video.needs_image} />
        </>
      )}
      {speech && <SpeechFacts speech={speech} />}
      {embedding && <EmbeddingFacts embedding={embedding} />}
      {reranker && (
        <>
          <FlagLine name={t("instruction")} value={reranker.instruction} said={reranker.source} />
          <FlagLine name={t("imageDocuments")} value={reranker.image_documents} said={reranker.source} />
        </>
      )}
      {transcription && <TranscriptionFacts transcription={transcription} />}
    </Part>
  );
}

type Entry = NonNullable<ListedModel["entry"]>;
type Told<Name extends keyof Entry> = { [name in Name]: NonNullable<Entry[name]> };

function SpeechFacts({ speech }: Told<"speech">) {
  const t = useTranslations("catalogue");
  const format = useFormatter();
  const rates = (all: Record<string, number[]>) =>
    Object.entries(all)
      .map(([name, hertz]) => `${name} ${hertz.map((one) => format.number(one)).join(" / ")}`)
      .join("; ");
  return (
    <>
      <FactLine name={t("voices")} fact={speech.voices}>
        {(voices) => names(voices.map((voice) => voice.slice(voice.lastIndexOf(":") + 1)))}
      </FactLine>
      <FlagLine name={t("ownVoice")} value={speech.custom_voice} />
      <FactLine name={t("formats")} fact={speech.response_formats}>
        {names}
      </FactLine>
      <FactLine name={t("sampleRates")} fact={speech.sample_rates}>
        {rates}
      </FactLine>
      <FactLine name={t("longestText")} fact={speech.max_input_chars}>
        {(count) => t("characters", { count: format.number(count) })}
      </FactLine>
    </>
  );
}

function EmbeddingFacts({ embedding }: Told<"embedding">) {
  const t = useTranslations("catalogue");
  const format = useFormatter();
  const number = (value: number) => format.number(value);
  return (
    <>
      <FactLine name={t("longestText")} fact={embedding.max_input_tokens}>
        {(count) => t("tokens", { count: number(count) })}
      </FactLine>
      <FactLine name={t("textsAtOnce")} fact={embedding.max_array_items}>
        {number}
      </FactLine>
      <FactLine name={t("dimensions")} fact={embedding.allowed_dimensions}>
        {(all) => names(all.map(number))}
      </FactLine>
    </>
  );
}

function TranscriptionFacts({ transcription }: Told<"transcription">) {
  const t = useTranslations("catalogue");
  return (
    <>
      <FactLine name={t("largestFile")} fact={transcription.max_bytes}>
        {formatBytes}
      </FactLine>
      <FactLine name={t("longestSound")} fact={transcription.max_seconds}>
        {(seconds) => t("minutes", { count: seconds / 60 })}
      </FactLine>
      <FactLine name={t("timestamps")} fact={transcription.timestamps}>
        {(has) => t(has ? "yes" : "no")}
      </FactLine>
    </>
  );
}
