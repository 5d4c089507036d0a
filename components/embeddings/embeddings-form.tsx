"use client";

import { Binary } from "lucide-react";
import { useTranslations } from "use-intl";
import { AddPicture, InputStrip, RefusedPictures } from "@/components/shared/creations/input-pictures";
import { SendForm } from "@/components/shared/send-form";
import { TextsPart } from "@/components/shared/texts/texts-part";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { encodings, truncates } from "@/lib/embeddings/settings";
import { formatYuan } from "@/lib/ui/format";
import { ModelRows } from "./model-rows";
import type { EmbeddingsForm as Form } from "./use-embeddings-form";

type EmbeddingsFormProps = { form: Form; sending: boolean; onSend: () => void };

/** Where texts are given, and the models that make vectors of them. */
export function EmbeddingsForm({ form, sending, onSend }: EmbeddingsFormProps) {
  const t = useTranslations("embeddings");
  const { blocked, inputs } = form;
  return (
    <SendForm
      label={t("ask")}
      dragging={inputs.dragging}
      blocked={blocked}
      sending={sending}
      onSend={onSend}
      size={<Size form={form} />}
      send={
        <>
          <Binary size={17} aria-hidden /> {t(form.free ? "sendFree" : "send")}
        </>
      }
    >
      <ModelRows form={form} />
      <TextsPart
        texts={form}
        label={t("texts")}
        placeholders={{ lines: t("textsPlaceholder"), blocks: t("blocksPlaceholder") }}
        split={form.settings.split}
        splitLabel={t("split")}
        onSplit={(split) => form.set({ split })}
      >
        <SegmentedChoice
          label={t("encoding")}
          value={form.settings.encoding}
          options={encodings.map((value) => ({ value, label: value }))}
          onChange={(encoding) => form.set({ encoding })}
        />
        <AddPicture multiple onFiles={(files) => void inputs.addFiles(files)} />
      </TextsPart>
      <InputStrip inputs={inputs} />
      <RefusedPictures inputs={inputs} />
      <Blind form={form} />
      <Overlong form={form} />
    </SendForm>
  );
}

/** The models that do not get the pictures. */
function Blind({ form: { blind, given } }: { form: Form }) {
  const t = useTranslations("embeddings");
  return blind.map((model) => (
    <p key={model} className="px-3 pt-2 text-xs text-warning wrap-anywhere">
      {t(given.set.texts.length > 0 ? "textsOnly" : "notAsked", { model })}
    </p>
  ));
}

const namedLines = 5;

/** The texts that models will probably refuse, and what is to become of them. */
function Overlong({ form: { warnings, settings, set } }: { form: Form }) {
  const t = useTranslations("embeddings");
  if (warnings.length === 0 && settings.truncate === "none") return null;
  return (
    <div className="grid justify-items-start gap-1.5 px-3 pt-2 text-xs">
      {warnings.map(({ id, lines, most }) => (
        <p key={id} className="text-warning wrap-anywhere">
          {t("overlong", {
            model: id,
            count: lines.length,
            most,
            lines: lines.slice(0, namedLines).join(", ") + (lines.length > namedLines ? "…" : ""),
          })}
        </p>
      ))}
      <SegmentedChoice
        label={t("truncate")}
        value={settings.truncate}
        options={truncates.map((value) => ({ value, label: t(`truncateBy.${value}`) }))}
        onChange={(truncate) => set({ truncate })}
      />
    </div>
  );
}

/** How much is sent, before it is. */
function Size({ form: { given, tokens, models, free, pictures, pictureTokens } }: { form: Form }) {
  const t = useTranslations("embeddings");
  const { texts } = given.set;
  if (texts.length + pictures.length === 0) return null;
  const seen = ({ vision }: (typeof models)[number]) => (vision === false ? 0 : pictureTokens);
  const prices = models.map((model) => {
    if (model.free) return 0;
    const imagePrice = seen(model) === 0 ? 0 : model.imagePrice;
    if (model.price === null || imagePrice === null) return null;
    return (model.price * tokens + imagePrice * seen(model)) / 1_000_000;
  });
  const yuan = prices.includes(null) ? null : prices.reduce<number>((sum, price) => sum + (price ?? 0), 0);
  return [
    texts.length > 0 && t("textCount", { count: texts.length }),
    pictures.length > 0 && t("pictureCount", { count: pictures.length }),
    given.empty > 0 && t("emptyDropped", { count: given.empty }),
    t("tokensAbout", { count: tokens + Math.max(0, ...models.map(seen)) }),
    models.length > 0 &&
      !free &&
      (yuan === null ? t("priceUnknown") : t("priceAbout", { amount: formatYuan(yuan) })),
  ]
    .filter(Boolean)
    .join(" · ");
}
