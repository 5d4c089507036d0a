"use client";

import { useTranslations } from "use-intl";
import { ModelPicker } from "@/components/shared/model-picker";
import type { ToldModel } from "@/components/shared/model-trigger";
import type { MediaModel } from "@/lib/models/media-model";
import { formatYuan } from "@/lib/ui/format";
import { priceOf } from "@/lib/video/wishes";
import type { VideoForm } from "./use-video-form";

type Words = ReturnType<typeof useTranslations<"video">>;

/** What a list of models tells of one. */
function factsOf(model: MediaModel, t: Words): string {
  if (!model.catalogued) return t("uncatalogued");
  const price = priceOf(model);
  const cost =
    price === null ? t("priceUnknown") : price === 0 ? t("free") : t("perClip", { price: formatYuan(price) });
  const from = model.subType && t(model.subType === "image-to-video" ? "fromPicture" : "fromText");
  return [cost, from].filter(Boolean).join(" · ");
}

/** The model that makes the next clip, of those that can make it so. */
export function ModelChoice({ form: { models, model, chooseModel } }: { form: VideoForm }) {
  const t = useTranslations("video");
  const told = models.map(
    (candidate): ToldModel => ({
      id: candidate.id,
      free: candidate.free,
      facts: factsOf(candidate, t),
    }),
  );
  return (
    <div className="min-w-0 max-w-full rounded-lg border border-line bg-surface">
      <ModelPicker models={told} value={model?.id ?? null} onChange={chooseModel} />
    </div>
  );
}
