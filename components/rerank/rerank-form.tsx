"use client";

import { ListOrdered } from "lucide-react";
import { useTranslations } from "use-intl";
import { RefusedPictures } from "@/components/shared/creations/input-pictures";
import { SendForm } from "@/components/shared/send-form";
import { TextsPart } from "@/components/shared/texts/texts-part";
import { formatYuan } from "@/lib/ui/format";
import { ModelsPart } from "./models-part";
import { OptionsPart } from "./options-part";
import { AddPictures, PicturesPart } from "./pictures-part";
import { QueryPart } from "./query-part";
import type { RerankForm as Form } from "./use-rerank-form";
import { WarningsPart } from "./warnings-part";

type RerankFormProps = {
  form: Form;
  sending: boolean;
  /** How often something was sent. */
  sent: number;
  onSend: () => void;
};

/** Where a query and documents are given, and the models that rank them. */
export function RerankForm({ form, sending, sent, onSend }: RerankFormProps) {
  const t = useTranslations("rerank");
  const { blocked, settings, set, inputs } = form;
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
          <ListOrdered size={17} aria-hidden /> {t(form.free ? "sendFree" : "send")}
        </>
      }
    >
      <ModelsPart form={form} />
      <QueryPart form={form} />
      <TextsPart
        texts={form.texts}
        label={t("documents")}
        placeholders={{ lines: t("linesPlaceholder"), blocks: t("blocksPlaceholder") }}
        split={settings.split}
        splitLabel={t("split")}
        onSplit={(split) => set({ split })}
      >
        <AddPictures inputs={inputs} />
      </TextsPart>
      <PicturesPart form={form} />
      <div className="px-3 pt-2 text-sm empty:hidden">
        <RefusedPictures inputs={inputs} />
      </div>
      {/* Folded again once it is sent, unless something is set. */}
      <OptionsPart key={sent} form={form} />
      <WarningsPart form={form} />
    </SendForm>
  );
}

/** How much is sent, before it is. A picture's tokens are not known before. */
function Size({ form }: { form: Form }) {
  const { texts, documents, pictures, queryPicture, tokens, models, baseline, free } = form;
  const t = useTranslations("rerank");
  const count = documents.texts.length;
  if (count === 0) return null;
  const paid = [
    ...models.map(({ free: gratis, price }) => ({ price: gratis ? 0 : price, tokens })),
    ...(baseline ? [{ price: baseline.free ? 0 : baseline.price, tokens: texts.tokens }] : []),
  ];
  const onlyWords = pictures.length === 0 && !queryPicture;
  const known = onlyWords && paid.every(({ price }) => price !== null);
  const yuan = paid.reduce((sum, one) => sum + ((one.price ?? 0) * one.tokens) / 1_000_000, 0);
  return [
    t("documentCount", { count }),
    texts.given.empty > 0 && t("emptyDropped", { count: texts.given.empty }),
    t(onlyWords ? "tokensAbout" : "wordTokensAbout", { count: tokens }),
    !free && (known ? t("priceAbout", { amount: formatYuan(yuan) }) : t("priceUnknown")),
  ]
    .filter(Boolean)
    .join(" · ");
}
