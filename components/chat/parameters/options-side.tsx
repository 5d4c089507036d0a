"use client";

import { type ComponentProps, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { Drawer } from "@/components/ui/drawer";
import { panelBeside } from "../use-options";
import { OptionsPanel } from "./options-panel";

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(panelBeside);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

/** The options beside the conversation where there is room, and over it where there is not. */
export function OptionsSide(props: ComponentProps<typeof OptionsPanel>) {
  const t = useTranslations("options");
  const beside = useSyncExternalStore(
    subscribe,
    () => matchMedia(panelBeside).matches,
    () => true,
  );
  if (beside)
    return (
      <aside aria-label={props.title ?? t("title")} className="w-80 shrink-0 border-s border-line bg-surface">
        <OptionsPanel {...props} />
      </aside>
    );
  return (
    <Drawer open onClose={props.onClose} label={props.title ?? t("title")} side="end">
      <OptionsPanel {...props} />
    </Drawer>
  );
}
