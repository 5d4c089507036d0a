"use client";

import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { PageWithModel } from "@/lib/settings/settings-store";
import { useSetting } from "./use-settings";

const parameter = "model";

type AskedModelProps = {
  /** Whose first model the settings may name; a page without one has only what the address asks for. */
  page?: PageWithModel;
  /** The ids of the models that the page can choose; nothing until they are known. */
  models: readonly string[] | undefined;
  onChoose: (id: string) => void;
};

/**
 * Chooses the model that the address names, once; the address forgets it then. One that the page does not have is told,
 * and what was chosen stays. Without one in the address, the model that the settings let new work begin with is chosen.
 */
export function AskedModel({ page, models, onChoose }: AskedModelProps) {
  const t = useTranslations("models");
  const [missing, setMissing] = useState<string>();
  const [settled, setSettled] = useState(false);
  const [firstModels] = useSetting("firstModels");
  const first = page && firstModels[page];
  const taken = useRef(false);
  const choose = useRef(onChoose);
  useEffect(() => {
    choose.current = onChoose;
  });
  // What an earlier visit chose is read with a page's first effects: what is asked for now comes after it.
  useEffect(() => {
    // What is to be made again brings its own model.
    taken.current = new URL(window.location.href).searchParams.has("reuse");
    setSettled(true);
  }, []);
  useEffect(() => {
    if (!settled || !models) return;
    const address = new URL(window.location.href);
    const id = address.searchParams.get(parameter);
    const begins = !taken.current;
    taken.current = true;
    // With voices the address names takes, which the page for speech reads itself.
    if (address.searchParams.has("voice")) return;
    if (id === null) {
      if (begins && first !== undefined && models.includes(first)) choose.current(first);
      return;
    }
    address.searchParams.delete(parameter);
    window.history.replaceState(window.history.state, "", address);
    if (models.includes(id)) choose.current(id);
    else setMissing(id);
  }, [settled, models, first]);
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
