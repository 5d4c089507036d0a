"use client";

import { type ReactElement, type ReactNode, Suspense, useState } from "react";
import { IconButton } from "@/components/ui/button";

/** What a menu needs of the button that opens it. */
export type MenuOpening = {
  trigger: ReactElement;
  /** Inside a modal dialog only what is inside it too can be used. */
  container: HTMLElement | undefined;
};

type MenuButtonProps = {
  label: string;
  icon: ReactNode;
  className?: string;
  /** Fetches the menu's code; called when a pointer or the keyboard comes near. */
  preload: () => Promise<unknown>;
  menu: (opening: MenuOpening) => ReactNode;
};

/** A button whose menu is fetched when somebody is about to open it. */
export function MenuButton({ label, icon, className, preload, menu }: MenuButtonProps) {
  const [opened, setOpened] = useState<Pick<MenuOpening, "container">>();
  const face = { label, size: "icon-small", children: icon, ...(className && { className }) } as const;
  const closed = (
    <IconButton
      {...face}
      aria-haspopup="menu"
      aria-expanded={opened !== undefined}
      onPointerEnter={() => void preload()}
      onFocus={() => void preload()}
      onClick={(event) => setOpened({ container: event.currentTarget.closest("dialog") ?? undefined })}
    />
  );
  if (!opened) return closed;
  return (
    <Suspense fallback={closed}>
      {menu({ trigger: <IconButton {...face} />, container: opened.container })}
    </Suspense>
  );
}
