"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { Button } from "@/components/ui/button";
import type { Place } from "@/lib/batches/check-file";
import type { Edit } from "@/lib/batches/pieces";
import { cn } from "@/lib/ui/cn";
import { FormDialog } from "./form-dialog";

/** More than this no box for text can show at ease. */
const mostEditableBytes = 512 * 1024;

type EditLineProps = {
  blob: Blob;
  place: Place;
  onEdit: (edits: readonly Edit[]) => void;
  onClose: () => void;
};

/** One line of a file, changed where it stands. */
export function EditLine({ blob, place: { line, offset, bytes }, onEdit, onClose }: EditLineProps) {
  const t = useTranslations("batch.new.edit");
  const [text, setText] = useState<string>();
  const end = offset + bytes;
  const editable = bytes <= mostEditableBytes;
  useEffect(() => {
    let current = true;
    if (editable)
      void blob
        .slice(offset, end)
        .text()
        .then((read) => current && setText(read))
        .catch(() => {});
    return () => {
      current = false;
    };
  }, [blob, offset, end, editable]);
  const severalLines = /[\r\n]/.test(text ?? "");
  const save = () => {
    if (text === undefined || severalLines) return;
    onEdit([{ from: offset, to: end, text }]);
    onClose();
  };
  const remove = () => {
    // With its line break; what stands behind the last line ends there.
    onEdit([{ from: offset, to: Math.min(end + 1, blob.size), text: "" }]);
    onClose();
  };
  return (
    <FormDialog label={t("title", { line })} onClose={onClose} width="wide">
      <div className="grid gap-3 p-4">
        <h2 className="font-semibold">{t("title", { line })}</h2>
        {editable ? (
          <textarea
            aria-label={t("text")}
            value={text ?? ""}
            rows={10}
            spellCheck={false}
            onChange={({ target }) => setText(target.value)}
            className={cn(inputClass, "max-h-[60dvh] resize-y font-mono")}
          />
        ) : (
          <p className="text-sm text-warning">{t("tooLong")}</p>
        )}
        {severalLines && (
          <p role="alert" className="text-sm text-warning">
            {t("oneLine")}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={remove} className="me-auto">
            {t("remove")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
          {editable && (
            <Button variant="solid" onClick={save} aria-disabled={text === undefined || severalLines}>
              {t("save")}
            </Button>
          )}
        </div>
      </div>
    </FormDialog>
  );
}
