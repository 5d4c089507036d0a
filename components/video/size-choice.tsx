"use client";

import { useTranslations } from "use-intl";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { cn } from "@/lib/ui/cn";
import { clipSizes, sizeLike } from "@/lib/video/clip-size";
import type { VideoForm } from "./use-video-form";

/** The shape of the clip: with a picture the nearest to it, until somebody chooses another. */
export function SizeChoice({ form: { size, settings, picture } }: { form: VideoForm }) {
  const t = useTranslations("video");
  const shape = settings.mode === "picture" ? picture : undefined;
  const nearest = shape && sizeLike(shape);
  const pixels = size.replace("x", " × ");
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <SegmentedChoice
        label={t("size")}
        value={size}
        options={clipSizes.map((value) => ({ value, label: t(`sizes.${value}`) }))}
        onChange={(chosen) => settings.set({ size: chosen === nearest ? undefined : chosen })}
      />
      <span className={cn("text-xs text-ink-faint tabular-nums", nearest === undefined && "max-sm:hidden")}>
        {nearest === undefined
          ? pixels
          : t(nearest === size ? "sizeOfPicture" : "sizeByHand", { size: pixels })}
      </span>
    </div>
  );
}
