"use client";

import { Menu } from "@base-ui/react/menu";
import { Download, Pencil, Pin, PinOff, Trash2 } from "lucide-react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import type { MenuOpening } from "@/components/ui/menu-button";
import { menuItemClass, menuPopupClass } from "@/components/ui/menu-style";
import type { ThreadRecord } from "@/lib/history/record";
import { attempt } from "@/lib/history/refusals";
import { pinThread } from "@/lib/history/thread-list";
import { cn } from "@/lib/ui/cn";

type ThreadMenuProps = MenuOpening & {
  thread: ThreadRecord;
  onRename: () => void;
  onExport: () => void;
  onDelete: () => void;
};

/** What can be done to a conversation. */
export function ThreadMenu({ trigger, container, thread, onRename, onExport, onDelete }: ThreadMenuProps) {
  const t = useTranslations("history");
  const archiveWords = useTranslations("archive");
  const afterwards = useRef<() => void>(undefined);
  const pinned = thread.pinnedAt !== undefined;
  // What moves the focus waits until the menu has gone, which would take it back otherwise.
  const onceClosed = (action: () => void) => () => {
    afterwards.current = action;
  };
  const onClosed = (open: boolean) => {
    if (open) return;
    afterwards.current?.();
    afterwards.current = undefined;
  };
  return (
    <Menu.Root defaultOpen onOpenChangeComplete={onClosed}>
      <Menu.Trigger render={trigger} />
      <Menu.Portal container={container}>
        <Menu.Positioner align="end" sideOffset={4} positionMethod="fixed" className="z-20">
          <Menu.Popup className={menuPopupClass} finalFocus={() => !afterwards.current}>
            <Menu.Item className={menuItemClass} onClick={onceClosed(onRename)}>
              <Pencil size={15} aria-hidden /> {t("rename")}
            </Menu.Item>
            <Menu.Item
              className={menuItemClass}
              onClick={() => void attempt(() => pinThread(thread.id, !pinned))}
            >
              {pinned ? <PinOff size={15} aria-hidden /> : <Pin size={15} aria-hidden />}
              {pinned ? t("unpin") : t("pin")}
            </Menu.Item>
            <Menu.Item className={menuItemClass} onClick={onExport}>
              <Download size={15} aria-hidden /> {archiveWords("exportMenu")}
            </Menu.Item>
            <Menu.Item className={cn(menuItemClass, "text-danger")} onClick={onceClosed(onDelete)}>
              <Trash2 size={15} aria-hidden /> {t("delete")}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
