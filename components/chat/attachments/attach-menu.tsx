"use client";

import { Menu } from "@base-ui/react/menu";
import { Camera, FileUp, Link2 } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { useTranslations } from "use-intl";

type AttachMenuProps = {
  trigger: ReactElement;
  onFiles: () => void;
  onDialog: (kind: "camera" | "address") => void;
};

/** The ways to attach something. */
export function AttachMenu({ trigger, onFiles, onDialog }: AttachMenuProps) {
  const t = useTranslations("attachments");
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner side="top" align="start" sideOffset={6} positionMethod="fixed" className="z-20">
          <Menu.Popup className="max-w-[min(20rem,calc(100vw-1.5rem))] rounded-card border border-line bg-raised p-1 text-ink shadow-float outline-none">
            <Item icon={<FileUp size={16} aria-hidden />} onClick={onFiles} hint={t("filesHint")}>
              {t("files")}
            </Item>
            <Item icon={<Camera size={16} aria-hidden />} onClick={() => onDialog("camera")}>
              {t("camera")}
            </Item>
            <Item
              icon={<Link2 size={16} aria-hidden />}
              onClick={() => onDialog("address")}
              hint={t("addressHint")}
            >
              {t("address")}
            </Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

type ItemProps = { icon: ReactNode; hint?: string; onClick: () => void; children: string };

function Item({ icon, hint, onClick, children }: ItemProps) {
  return (
    <Menu.Item
      onClick={onClick}
      className="flex min-h-9 cursor-pointer items-center gap-3 rounded-lg px-3 py-1.5 text-sm outline-none data-highlighted:bg-sunken pointer-coarse:min-h-11"
    >
      {icon}
      <span>
        {children}
        {hint && <span className="block text-xs text-ink-muted">{hint}</span>}
      </span>
    </Menu.Item>
  );
}
