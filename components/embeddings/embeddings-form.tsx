"use client";

import { Binary } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { TextsPart } from "@/components/shared/texts/texts-part";
import { useFilesFromOutside } from "@/components/shared/use-files-from-outside";
import { Button } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { encodings, truncates } from "@/lib/embeddings/settings";
import { cn } from "@/lib/ui/cn";
import { formatYuan } from "@/lib/ui/format";
import { ModelRows } from "./model-rows";
import type { EmbeddingsForm as Form } from "./use-embeddings-form";

type EmbeddingsFormProps = { form: Form; sending: boolean; onSend: () => void };

/** Where texts are given, and the models that make vectors of them. */
export function EmbeddingsForm({ form, sending, onSend }: EmbeddingsFormProps) {
  const t = useTranslations("embeddings");
  const [dragging, setDragging] = useState(false);
  const [tried, setTried] = useState(false);
  const { blocked } = form;
  useFilesFromOutside(true, setDragging, ([file]) => {
    if (file) void form.readFile(file);
  });
  return (
    <form
      aria-label={t("ask")}
      className="mx-auto w-full max-w-6xl shrink-0 overscroll-contain px-3 pt-2 max-h-[60dvh] overflow-y-auto sm:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(blocked !== undefined);
        if (!blocked) onSend();
      }}
    >
      <div
        className={cn(
          "rounded-card border border-line bg-surface shadow-sm focus-within:border-accent",
          dragging && "border-accent border-dashed bg-accent-soft",
        )}
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
        </TextsPart>
        <Overlong form={form} />
        <div className="sticky bottom-0 z-1 flex flex-wrap items-center gap-x-2 gap-y-1.5 rounded-b-card bg-surface px-3 py-2">
          <p role="status" className="min-w-0 grow text-end text-xs text-ink-faint tabular-nums">
            {tried && blocked ? <span className="text-warning">{blocked}</span> : <Size form={form} />}
          </p>
          <Button
            variant="solid"
            type="submit"
            className="ms-auto"
            aria-disabled={blocked !== undefined || sending}
          >
            <Binary size={17} aria-hidden /> {t(form.free ? "sendFree" : "send")}
          </Button>
        </div>
      </div>
    </form>
  );
}

const namedLines = 5;

/** The texts that models will probably refuse, and what is to become of them. */
function Overlong({ form: { warnings, settings, set } }: { form: Form }) {
  const t = useTranslations("embeddings");
  if (warnings.length === 0 && settings.truncate === "none") return null;
  return (
    <div className="grid gap-1.5 px-3 pt-2 text-xs">
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
function Size({ form: { given, tokens, models, free } }: { form: Form }) {
  const t = useTranslations("embeddings");
  const { texts } = given.set;
  if (texts.length === 0) return null;
  const prices = models.map((model) => (model.free ? 0 : model.price));
  const yuan = prices.includes(null)
    ? null
    : prices.reduce<number>((sum, price) => sum + ((price ?? 0) * tokens) / 1_000_000, 0);
  return [
    t("textCount", { count: texts.length }),
    given.empty > 0 && t("emptyDropped", { count: given.empty }),
    t("tokensAbout", { count: tokens }),
    !free && (yuan === null ? t("priceUnknown") : t("priceAbout", { amount: formatYuan(yuan) })),
  ]
    .filter(Boolean)
    .join(" · ");
}
