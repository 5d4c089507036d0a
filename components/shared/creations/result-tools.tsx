"use client";

import { Check, Clipboard, Download, ImageUp, RotateCw, Sprout, Trash2, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import type { ResultActions, ShownResult } from "./actions";

type ResultToolsProps = {
  result: ShownResult;
  label: string;
  actions: ResultActions;
  /** How each button looks. */
  className?: string;
  /** What stands before them. */
  children?: ReactNode;
};

/** What can be done with one result. */
export function ResultTools({ result, label, actions, className, children }: ResultToolsProps) {
  const t = useTranslations("creations");
  const { record, item } = result;
  const isPicture = item.type.startsWith("image/");
  const seed = record.output.seed ?? record.fields["seed"];
  const { onUseAsInput, onSeed, onAgain } = actions;
  const tool = (name: string, icon: ReactNode, onClick: () => void) => (
    <IconButton key={name} label={name} size="icon-small" className={className} onClick={onClick}>
      {icon}
    </IconButton>
  );
  return (
    <>
      {children}
      {tool(t("download", { label }), <Download size={15} />, () => actions.onDownload([result]))}
      {isPicture && <CopyPicture mediaId={item.mediaId} label={label} className={className} />}
      {isPicture &&
        onUseAsInput &&
        tool(t("useAsInput", { label }), <ImageUp size={15} />, () => onUseAsInput(result))}
      {onSeed &&
        typeof seed === "number" &&
        tool(t("useSeed", { seed: String(seed) }), <Sprout size={15} />, () => onSeed(seed))}
      {onAgain && tool(t("again", { label }), <RotateCw size={15} />, () => onAgain(record))}
      {tool(t("deleteResult", { label }), <Trash2 size={15} />, () => actions.onDeleteResult(result))}
    </>
  );
}

type CopyPictureProps = { mediaId: string; label: string; className: string | undefined };

function CopyPicture({ mediaId, label, className }: CopyPictureProps) {
  const t = useTranslations("creations");
  const words = useTranslations("shared");
  const [copied, setCopied] = useState<boolean>();
  const copy = async () => {
    const { copyPicture } = await import("@/lib/creations/save-result");
    setCopied(await copyPicture(mediaId));
    setTimeout(() => setCopied(undefined), 1600);
  };
  const said = copied === undefined ? undefined : words(copied ? "copied" : "copyRefused");
  const Icon = copied === undefined ? Clipboard : copied ? Check : X;
  return (
    <IconButton
      label={said ?? t("copy", { label })}
      size="icon-small"
      className={className}
      onClick={() => void copy()}
    >
      <Icon size={15} />
      <span className="sr-only" aria-live="polite">
        {said}
      </span>
    </IconButton>
  );
}
