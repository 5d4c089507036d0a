"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Menu, SquarePen, X } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/ui/button";
import type { Theme } from "@/lib/i18n/locale";
import { Appearance } from "./appearance";
import { DemoNotice } from "./demo-notice";

type AppShellProps = {
  simulated: boolean;
  theme: Theme;
  /** What is listed in the rail; told how to close the rail where it covers the page. */
  list: (close: () => void) => ReactNode;
  children: ReactNode;
};

/** The frame of every page: the rail at the left, which a narrow screen opens over the page, and the work. */
export function AppShell({ simulated, theme, list, children }: AppShellProps) {
  const t = useTranslations("shell");
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const rail = (
    <div className="flex h-full flex-col">
      <RailHead onNavigate={close} />
      {list(close)}
      <footer className="flex flex-col gap-2 border-t border-line p-3">
        {simulated && <DemoNotice />}
        <Appearance theme={theme} />
      </footer>
    </div>
  );
  return (
    <div className="flex h-dvh">
      <a
        href="#work"
        className="sr-only focus:not-sr-only focus:absolute focus:start-3 focus:top-3 focus:z-30 focus:rounded-lg focus:bg-raised focus:px-3 focus:py-2"
      >
        {t("skipToContent")}
      </a>
      <aside className="hidden w-64 shrink-0 border-e border-line bg-surface lg:block">{rail}</aside>
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger
          render={
            <IconButton label={t("openNavigation")} className="absolute start-2 top-1.5 z-10 lg:hidden" />
          }
        >
          <Menu size={19} />
        </Dialog.Trigger>
        {simulated && <DemoMark onOpen={() => setOpen(true)} />}
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-20 bg-black/40 lg:hidden" />
          <Dialog.Popup className="fixed inset-y-0 start-0 z-20 w-[min(18rem,85vw)] bg-surface shadow-float lg:hidden">
            <Dialog.Title className="sr-only">{t("navigation")}</Dialog.Title>
            <Dialog.Close
              render={<IconButton label={t("closeNavigation")} className="absolute end-2 top-1.5" />}
            >
              <X size={18} />
            </Dialog.Close>
            {rail}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <main id="work" tabIndex={-1} className="min-w-0 grow outline-none">
        {children}
      </main>
    </div>
  );
}

/** On a narrow screen the rail is closed: this says the same in two words and opens it. */
function DemoMark({ onOpen }: { onOpen: () => void }) {
  const t = useTranslations("shell");
  return (
    <Button
      size="small"
      className="absolute end-2 top-2.5 z-10 rounded-full border-transparent bg-warning-soft px-2.5 text-warning lg:hidden"
      onClick={onOpen}
    >
      {t("demoTitle")}
    </Button>
  );
}

function RailHead({ onNavigate }: { onNavigate: () => void }) {
  const t = useTranslations("shell");
  return (
    <div className="flex flex-col gap-2 p-3 pb-1">
      <p className="flex h-7 items-center px-1 text-sm font-semibold">{t("appName")}</p>
      <Link
        href="/chat"
        onClick={onNavigate}
        className="flex h-9 items-center gap-2 rounded-lg border border-line bg-surface px-3 text-sm font-medium hover:bg-sunken"
      >
        <SquarePen size={15} aria-hidden /> {t("newChat")}
      </Link>
    </div>
  );
}
