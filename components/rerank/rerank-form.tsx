"use client";

import { ListOrdered } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { RefusedPictures } from "@/components/shared/creations/input-pictures";
import { TextsPart } from "@/components/shared/texts/texts-part";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/ui/cn";
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
  const [tried, setTried] = useState(false);
  const { blocked, settings, set, inputs } = form;
  const send = () => {
    setTried(blocked !== undefined);
    if (!blocked) onSend();
  };
  return (
    <form
      aria-label={t("ask")}
      className="mx-auto w-full max-w-6xl shrink-0 px-3 pt-2 sm:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div
        className={cn(
          "max-h-[60dvh] overflow-y-auto overscroll-contain rounded-card border border-line bg-surface shadow-sm focus-within:border-accent max-sm:max-h-[70dvh]",
          inputs.dragging && "border-accent border-dashed bg-accent-soft",
        )}
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
        <div className="sticky bottom-0 z-1 flex flex-wrap items-center gap-x-2 gap-y-1.5 bg-surface px-3 py-2">
          <p role="status" className="min-w-0 grow text-end text-xs text-ink-faint tabular-nums">
            {tried && blocked ? <span className="text-warning">{blocked}</span> : <Size form={form} />}
          </p>
          <Button
            variant="solid"
            type="submit"
            className="ms-auto"
            aria-disabled={blocked !== undefined || sending}
          >
            <ListOrdered size={17} aria-hidden /> {t(form.free ? "sendFree" : "send")}
          </Button>
        </div>
      </div>
    </form>
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
