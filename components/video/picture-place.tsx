"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { ImagePlus } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ShownResult } from "@/components/shared/creations/actions";
import type { InputPictures } from "@/components/shared/creations/use-input-pictures";
import { useThumbnailUrl } from "@/components/shared/creations/use-result-url";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { recentResults } from "@/lib/creations/recent-results";
import { resultBlob } from "@/lib/creations/save-result";

const mostRecent = 6;

/** Where the picture goes that is to move, as long as there is none: from this device, or one that was made here. */
export function PicturePlace({ inputs }: { inputs: InputPictures }) {
  const t = useTranslations("video");
  const { input, choose } = useFilePicker({
    label: t("pictureHere"),
    accept: "image/*",
    onFiles: (files) => void inputs.addFiles(files),
  });
  const recent = useLiveQuery(() => recentResults("image", mostRecent), []) ?? [];
  const take = async ({ item, record }: ShownResult) => {
    const file = await resultBlob(item.mediaId);
    if (file) await inputs.add([{ file, name: record.prompt.slice(0, 40) }]);
  };
  return (
    <div className="mx-2 mt-2 flex flex-wrap items-stretch gap-2">
      <button
        type="button"
        className="flex min-h-24 min-w-56 flex-1 items-center gap-3 rounded-lg border border-line border-dashed px-4 py-2 text-start hover:border-accent hover:bg-accent-soft"
        onClick={choose}
      >
        <ImagePlus size={22} className="shrink-0 text-accent" aria-hidden />
        <span>
          <span className="block text-sm font-medium">{t("pictureHere")}</span>
          <span className="block text-xs text-ink-muted">{t("pictureHint")}</span>
        </span>
      </button>
      {input}
      {recent.length > 0 && (
        <section aria-label={t("recentPictures")} className="min-w-0">
          <p className="mb-1 text-xs text-ink-muted">{t("recentPictures")}</p>
          <ul className="flex flex-wrap gap-1.5">
            {recent.map((result) => (
              <li key={`${result.record.id} ${result.item.index}`}>
                <RecentPicture result={result} onTake={() => void take(result)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function RecentPicture({ result, onTake }: { result: ShownResult; onTake: () => void }) {
  const t = useTranslations("video");
  const url = useThumbnailUrl(result.item.mediaId);
  const label = t("usePicture", { prompt: result.record.prompt });
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="block size-16 overflow-hidden rounded-lg border border-line bg-sunken hover:border-accent"
      onClick={onTake}
    >
      {/* biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise */}
      {url && <img src={url} alt="" className="size-full object-cover" />}
    </button>
  );
}
