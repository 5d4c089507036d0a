"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { CreationItem } from "@/lib/history/creation-record";
import { useResultUrl, useThumbnailUrl } from "./use-result-url";

type ResultMediaProps = {
  item: CreationItem;
  alt: string;
  /** Only the small picture, where there is one: for many at once. */
  small?: boolean;
};

/** A picture as it lies in its place: the small one at once, then the original over it. */
export function ResultMedia({ item, alt, small = false }: ResultMediaProps) {
  const t = useTranslations("creations");
  const thumbnail = useThumbnailUrl(item.mediaId);
  const original = useResultUrl(item.mediaId, !small || thumbnail === null);
  const [broken, setBroken] = useState<string>();
  const fill = "absolute inset-0 size-full object-contain";
  if (broken !== undefined && broken === original)
    return (
      <p className="absolute inset-0 flex items-center justify-center p-3 text-center text-sm text-ink-muted">
        {t("notShown")}
      </p>
    );
  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise */}
      {thumbnail && <img src={thumbnail} alt="" className={fill} />}
      {original && (
        // biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise
        <img
          src={original}
          alt={alt}
          decoding="async"
          draggable={false}
          className={fill}
          onError={() => setBroken(original)}
        />
      )}
    </>
  );
}
