"use client";

import { Menu } from "@base-ui/react/menu";
import { Check, HardDrive, Keyboard } from "lucide-react";
import { useTranslations } from "use-intl";
import { useSetting } from "@/components/shared/use-settings";
import type { MenuOpening } from "@/components/ui/menu-button";
import { menuItemClass, menuPopupClass } from "@/components/ui/menu-style";
import type { Overlay } from "./overlays";

type OptionsMenuProps = MenuOpening & { onOpen: (overlay: Overlay) => void };

/** How the history is kept, and the dialogs about it. */
export function OptionsMenu({ trigger, container, onOpen }: OptionsMenuProps) {
  const t = useTranslations("history");
  const [titles, setTitles] = useSetting("titles");
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger render={trigger} />
      <Menu.Portal container={container}>
        <Menu.Positioner align="end" sideOffset={4} positionMethod="fixed" className="z-20">
          <Menu.Popup className={menuPopupClass}>
            <Menu.CheckboxItem
              checked={titles === "model"}
              onCheckedChange={(checked) => setTitles(checked ? "model" : "words")}
              className={menuItemClass}
            >
              <span className="grid size-4 shrink-0 place-items-center rounded border border-line bg-sunken text-accent">
                <Menu.CheckboxItemIndicator>
                  <Check size={13} aria-hidden />
                </Menu.CheckboxItemIndicator>
              </span>
              <span>
                {t("modelTitles")}
                <span className="block text-xs text-ink-faint">{t("modelTitlesHint")}</span>
              </span>
            </Menu.CheckboxItem>
            <Menu.Separator className="mx-2 my-1 h-px bg-line" />
            <Menu.Item className={menuItemClass} onClick={() => onOpen("storage")}>
              <HardDrive size={16} className="shrink-0" aria-hidden /> {t("storage")}
            </Menu.Item>
            <Menu.Item className={menuItemClass} onClick={() => onOpen("keys")}>
              <Keyboard size={16} className="shrink-0" aria-hidden /> {t("keys")}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
