"use client";

import { ImageUp, LoaderCircle, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { RefusedPictures } from "@/components/shared/creations/input-pictures";
import { inputClass } from "@/components/shared/field";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { IconButton } from "@/components/ui/button";
import { DocumentPicture } from "./document-picture";
import type { RerankForm } from "./use-rerank-form";

/** What documents are ranked for: words, or a picture in their place. */
export function QueryPart({ form: { typed, typeQuery, queryPicture, queryInputs } }: { form: RerankForm }) {
  const t = useTranslations("rerank");
  const label = t("queryByPicture");
  const { input, choose } = useFilePicker({
    label,
    accept: "image/*",
    onFiles: (files) => void queryInputs.addFiles(files),
  });
  const [pending] = queryInputs.pending;
  return (
    <div className="grid gap-2 px-3 pt-2 text-sm">
      <div className="flex min-w-0 items-center gap-2">
        {queryPicture ? (
          <span className="flex min-w-0 grow items-center gap-2 rounded-lg border border-line p-1.5">
            <DocumentPicture
              mediaId={queryPicture.mediaId}
              alt={t("queryPicture", { name: queryPicture.name })}
              className="size-12"
            />
            <span className="min-w-0 grow truncate" title={queryPicture.name}>
              {queryPicture.name}
            </span>
            <IconButton
              size="icon-small"
              label={t("removePicture", { name: queryPicture.name })}
              onClick={() => queryInputs.set([])}
            >
              <X size={14} />
            </IconButton>
          </span>
        ) : (
          <input
            type="text"
            aria-label={t("query")}
            value={typed}
            placeholder={t("queryPlaceholder")}
            onChange={({ target }) => typeQuery(target.value)}
            className={inputClass}
          />
        )}
        <IconButton label={label} onClick={choose}>
          {pending ? (
            <LoaderCircle size={17} className="animate-spin" aria-label={pending.name} />
          ) : (
            <ImageUp size={17} />
          )}
        </IconButton>
        {input}
      </div>
      <RefusedPictures inputs={queryInputs} />
    </div>
  );
}
