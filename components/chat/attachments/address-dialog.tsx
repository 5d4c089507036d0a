"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/shared/dialog";
import { Button } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { type AddressKind, addressAttachment } from "@/lib/chat/attachments/address";
import type { Attachment } from "@/lib/history/record";

type AddressDialogProps = { onClose: () => void; onAdd: (attachment: Attachment) => void };

/** Attaches what lies at an address. Nothing here opens it. */
export function AddressDialog({ onClose, onAdd }: AddressDialogProps) {
  const t = useTranslations("attachments");
  const [address, setAddress] = useState("");
  const [kind, setKind] = useState<AddressKind>("image");
  const [wrong, setWrong] = useState(false);
  const noteId = useId();
  const add = () => {
    const attachment = addressAttachment(kind, address);
    if (!attachment) return setWrong(true);
    onAdd(attachment);
    onClose();
  };
  return (
    <Dialog title={t("addressTitle")} onClose={onClose}>
      <form
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          // A form inside the dialog must not send the message behind it.
          event.stopPropagation();
          add();
        }}
      >
        <SegmentedChoice
          label={t("addressKind")}
          value={kind}
          options={[
            { value: "image", label: t("addressImage") },
            { value: "video", label: t("addressVideo") },
            { value: "audio", label: t("addressAudio") },
          ]}
          onChange={setKind}
        />
        <input
          aria-label={t("addressField")}
          aria-describedby={noteId}
          aria-invalid={wrong || undefined}
          type="text"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://…"
          value={address}
          onChange={({ target }) => {
            setWrong(false);
            setAddress(target.value);
          }}
          className="h-10 rounded-lg border border-line bg-surface px-3 aria-invalid:border-danger"
        />
        <p id={noteId} className="text-xs text-ink-muted" role={wrong ? "alert" : undefined}>
          {wrong ? <span className="text-danger">{t("addressWrong")}</span> : t("addressNote")}
        </p>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button variant="solid" type="submit">
            {t("add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
