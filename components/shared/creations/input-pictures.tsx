"use client";

import { ChevronLeft, ChevronRight, FileImage, ImagePlus, LoaderCircle, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { IconButton } from "@/components/ui/button";
import type { Attachment } from "@/lib/history/record";
import { formatBytes } from "@/lib/ui/format";
import type { InputPictures, RefusedPicture } from "./use-input-pictures";
import { useMediaUrl } from "./use-result-url";

/** The pictures to start from, in their order. */
export function InputStrip({ inputs }: { inputs: InputPictures }) {
  const t = useTranslations("image");
  const { pictures, pending } = inputs;
  if (pictures.length + pending.length === 0) return null;
  return (
    <ul aria-label={t("pictures")} className="flex flex-wrap gap-1.5 px-2 pt-2">
      {pictures.map((picture, at) => (
        <InputChip key={picture.id} picture={picture} at={at} inputs={inputs} />
      ))}
      {pending.map(({ id, name }) => (
        <li
          key={id}
          className="flex h-16 items-center gap-2 rounded-lg border border-line border-dashed px-3 text-xs text-ink-muted"
        >
          <LoaderCircle size={16} className="animate-spin" aria-hidden />
          <span className="max-w-40 truncate">{t("preparing", { name })}</span>
        </li>
      ))}
    </ul>
  );
}

type InputChipProps = { picture: Attachment; at: number; inputs: InputPictures };

function InputChip({ picture, at, inputs }: InputChipProps) {
  const t = useTranslations("image");
  const number = at + 1;
  const mediaId = picture.kind === "image" && picture.source.kind === "media" ? picture.source.mediaId : "";
  const url = useMediaUrl(mediaId);
  const original = picture.kind === "image" ? picture.original : undefined;
  return (
    <li className="flex h-16 max-w-full items-center gap-2 rounded-lg border border-line bg-canvas p-1 pe-0.5 text-xs">
      <span className="relative size-14 shrink-0 overflow-hidden rounded-md bg-sunken">
        {url && (
          // biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise
          <img
            src={url}
            alt={t("picture", { number, name: picture.name })}
            className="size-full object-cover"
          />
        )}
        <span aria-hidden className="absolute start-0.5 top-0.5 rounded bg-raised/90 px-1 font-medium">
          {number}
        </span>
      </span>
      <span className="min-w-0">
        <span className="block max-w-36 truncate" title={picture.name}>
          {picture.name}
        </span>
        {picture.kind === "image" && picture.width && (
          <span className="block text-ink-faint tabular-nums">
            {picture.width} × {picture.height}
          </span>
        )}
        {original && (
          <span className="block text-ink-faint">
            {t("scaled", {
              width: String(original.width),
              height: String(original.height),
              size: formatBytes(original.bytes),
            })}
          </span>
        )}
        {url === null && <span className="block text-warning">{t("pictureMissing")}</span>}
      </span>
      <span className="grid">
        <IconButton
          size="icon-small"
          label={t("removePicture", { number })}
          onClick={() => inputs.remove(picture.id)}
        >
          <X size={14} />
        </IconButton>
        {inputs.pictures.length > 1 && (
          <span className="flex">
            <IconButton
              size="icon-small"
              className="w-4"
              label={t("moveEarlier", { number })}
              disabled={at === 0}
              onClick={() => inputs.move(at, -1)}
            >
              <ChevronLeft size={14} />
            </IconButton>
            <IconButton
              size="icon-small"
              className="w-4"
              label={t("moveLater", { number })}
              disabled={at === inputs.pictures.length - 1}
              onClick={() => inputs.move(at, 1)}
            >
              <ChevronRight size={14} />
            </IconButton>
          </span>
        )}
      </span>
    </li>
  );
}

/** Each file that could not be taken, with the reason. */
export function RefusedPictures({ inputs: { refused, dismiss } }: { inputs: InputPictures }) {
  const t = useTranslations("image");
  const words = useTranslations("attachments");
  if (refused.length === 0) return null;
  const reason = ({ name, problem }: RefusedPicture) =>
    problem === "tooMany" || problem === "noPicture" || problem === "svg" || problem === "heic"
      ? t(problem, { name })
      : problem === "unknownKind" || problem === "textTooLong"
        ? t("noPicture", { name })
        : t("pictureRefused", { name, reason: words(`problem.${problem}`) });
  return (
    <div
      role="alert"
      className="flex items-start gap-2 rounded-card border border-danger/30 bg-danger-soft py-1.5 ps-3 pe-1.5"
    >
      <ul className="min-w-0 grow self-center">
        {refused.map((file) => (
          <li key={file.id} className="wrap-anywhere">
            {reason(file)}
          </li>
        ))}
      </ul>
      <IconButton size="icon-small" label={t("dismiss")} onClick={dismiss}>
        <X size={14} />
      </IconButton>
    </div>
  );
}

/** Lies over the page while pictures are dragged over it; the page itself takes them. */
export function PictureDropZone({ hint }: { hint: string }) {
  const t = useTranslations("image");
  return (
    <div className="pointer-events-none absolute inset-2 z-30 flex flex-col items-center justify-center gap-2 rounded-card border-2 border-accent border-dashed bg-canvas/90 text-center">
      <FileImage size={32} className="text-accent" aria-hidden />
      <p className="text-lg font-semibold">{t("dropHere")}</p>
      <p className="px-4 text-sm text-ink-muted">{hint}</p>
    </div>
  );
}

type AddPictureProps = { multiple: boolean; onFiles: (files: File[]) => void };

/** Chooses pictures from this device. */
export function AddPicture({ multiple, onFiles }: AddPictureProps) {
  const t = useTranslations("image");
  const label = t("addPicture");
  const { input, choose } = useFilePicker({ label, accept: "image/*", multiple, onFiles });
  return (
    <>
      <IconButton size="icon-small" shape="pill" label={label} onClick={choose}>
        <ImagePlus size={16} />
      </IconButton>
      {input}
    </>
  );
}
