"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";

const parameter = "model";

type AskedModelProps = {
  /** The ids of the models that the page can choose; nothing until they are known. */
  models: readonly string[] | undefined;
  onChoose: (id: string) => void;
};

/**
 * Chooses the model that the address names, once; the address forgets it then. One that the page does not have is told,
 * and what was chosen stays.
 */
export function AskedModel({ models, onChoose }: AskedModelProps) {
  const t = useTranslations("models");
  const [missing, setMissing] = useState<string>();
  const [settled, setSettled] = useState(false);
  const choose = useRef(onChoose);
  useEffect(() => {
    choose.current = onChoose;
  });
  // What an earlier visit chose is read with a page's first effects: what is asked for now comes after it.
  useEffect(() => setSettled(true), []);
  useEffect(() => {
    if (!settled || !models) return;
    const address = new URL(window.location.href);
    const id = address.searchParams.get(parameter);
    // With voices the address names takes, which the page for speech reads itself.
    if (id === null || address.searchParams.has("voice")) return;
    address.searchParams.delete(parameter);
    window.history.replaceState(window.history.state, "", address);
    if (models.includes(id)) choose.current(id);
    else setMissing(id);
  }, [settled, models]);
  if (missing === undefined) return null;
  return (
    <div
      role="alert"
      className="mx-auto mb-2 flex w-[calc(100%-1.5rem)] max-w-6xl items-start gap-2 rounded-lg bg-warning-soft px-3 py-2 text-sm text-warning"
    >
      <p className="grow wrap-anywhere">
        {t("askedMissing", { model: missing })}{" "}
        <Link href={`/models?${new URLSearchParams({ gone: "1", model: missing })}`} className="underline">
          {t("askedLook")}
        </Link>
      </p>
      <IconButton size="icon-small" label={t("askedDismiss")} onClick={() => setMissing(undefined)}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
