"use client";

import { useTranslations } from "use-intl";
import type { EmbeddingModel, Reranker } from "@/lib/models/vector-model";
import { overlongLines } from "@/lib/rows/texts";
import { estimateTokens } from "@/lib/runs/estimate-tokens";
import type { RerankForm } from "./use-rerank-form";

/** What models will probably not take of what is in the form, before it is sent. */
export function WarningsPart({ form }: { form: RerankForm }) {
  const { models, baseline } = form;
  return (
    <>
      {models.map((model) => (
        <Warnings key={model.id} model={model} cuts={model.chunks} form={form} />
      ))}
      {baseline && <Warnings model={baseline} cuts={false} form={form} />}
    </>
  );
}

/** So many documents that are too long are named by their lines. */
const namedLines = 5;

type WarningsProps = {
  model: Reranker | EmbeddingModel;
  /** It cuts what is long into chunks. */
  cuts: boolean;
  form: RerankForm;
};

function Warnings({ model, cuts, form: { documents, query, pictures, queryPicture } }: WarningsProps) {
  const t = useTranslations("rerank");
  const { id, maxInputTokens: most, vision } = model;
  const room = most === null || cuts ? null : Math.max(1, most - estimateTokens(query));
  const long = room === null ? [] : overlongLines(documents, room);
  const wordless = pictures.filter(({ caption }) => caption.trim() === "").length;
  const told = [
    long.length > 0 &&
      t("overlong", {
        model: id,
        count: long.length,
        most: most ?? 0,
        lines: long.slice(0, namedLines).join(", ") + (long.length > namedLines ? "…" : ""),
      }),
    (pictures.length > 0 || queryPicture) && vision === null && t("picturesUnknown", { model: id }),
    pictures.length > 0 && vision === false && t("noPictures", { model: id, count: wordless }),
  ].filter((text) => typeof text === "string");
  return told.map((text) => (
    <p key={text} className="px-3 pt-2 text-xs text-warning wrap-anywhere">
      {text}
    </p>
  ));
}
