"use client";

import { ImagePlus, LoaderCircle, X } from "lucide-react";
import { useTranslations } from "use-intl";
import type { InputPictures } from "@/components/shared/creations/use-input-pictures";
import { inputClass } from "@/components/shared/field";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { Button, IconButton } from "@/components/ui/button";
import { DocumentPicture } from "./document-picture";
import type { RerankForm } from "./use-rerank-form";

/** Chooses pictures from this device; pasted and dropped ones come by themselves. */
export function AddPictures({ inputs }: { inputs: InputPictures }) {
  const t = useTranslations("rerank");
  const label = t("addPictures");
  const { input, choose } = useFilePicker({
    label,
    accept: "image/*",
    multiple: true,
    onFiles: (files) => void inputs.addFiles(files),
  });
  return (
    <>
      <Button size="small" onClick={choose}>
        <ImagePlus size={14} aria-hidden /> {label}
      </Button>
      {input}
    </>
  );
}

/** The pictures among the documents, each with its words where it has some. */
export function PicturesPart({ form }: { form: RerankForm }) {
  const t = useTranslations("rerank");
  const { inputs, pictures, caption } = form;
  if (inputs.pictures.length + inputs.pending.length === 0) return null;
  return (
    <ul aria-label={t("pictures")} className="grid gap-2 px-3 pt-2 sm:grid-cols-2 lg:grid-cols-3">
      {inputs.pictures.map(({ id, name }, at) => {
        const picture = pictures[at];
        if (!picture) return null;
        const { mediaId } = picture.input;
        return (
          <li key={id} className="flex min-w-0 items-center gap-2 rounded-lg border border-line p-1.5">
            <DocumentPicture mediaId={mediaId} alt={name} className="size-12" />
            <input
              type="text"
              aria-label={t("captionOf", { name })}
              value={picture.caption}
              placeholder={t("caption")}
              onChange={({ target }) => caption(mediaId, target.value)}
              className={inputClass}
            />
            <IconButton
              size="icon-small"
              label={t("removePicture", { name })}
              onClick={() => inputs.remove(id)}
            >
              <X size={14} />
            </IconButton>
          </li>
        );
      })}
      {inputs.pending.map(({ id, name }) => (
        <li key={id} className="flex min-w-0 items-center gap-2 p-1.5 text-xs text-ink-muted">
          <LoaderCircle size={16} className="animate-spin" aria-hidden />
          <span className="truncate">{name}</span>
        </li>
      ))}
    </ul>
  );
}
