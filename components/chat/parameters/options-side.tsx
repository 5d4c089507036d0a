"use client";

import type { ComponentProps } from "react";
import { useTranslations } from "use-intl";
import { SidePanel } from "@/components/ui/side-panel";
import { OptionsPanel } from "./options-panel";

/** The options beside the conversation where there is room, and over it where there is not. */
export function OptionsSide(props: ComponentProps<typeof OptionsPanel>) {
  const t = useTranslations("options");
  return (
    <SidePanel label={props.title ?? t("title")} onClose={props.onClose}>
      <OptionsPanel {...props} />
    </SidePanel>
  );
}
