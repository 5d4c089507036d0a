"use client";

import {
  AudioLines,
  Binary,
  Boxes,
  Cable,
  ChartColumn,
  Clapperboard,
  Columns3,
  Compass,
  FileAudio,
  Image,
  Layers,
  LayoutGrid,
  ListOrdered,
  Menu,
  MicVocal,
  Settings,
  SquarePen,
  X,
} from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { Link } from "@/components/ui/link";
import { Appearance } from "./appearance";
import { DemoNotice } from "./demo-notice";

type AppShellProps = {
  simulated: boolean;
  /** What stands in the rail under the way to a new chat; told how to close the rail where it covers the page. */
  rail: (close: () => void) => ReactNode;
  children: ReactNode;
};

/** The frame of every page: the rail at the left, which a narrow screen opens over the page, and the work. */
export function AppShell({ simulated, rail: content, children }: AppShellProps) {
  const t = useTranslations("shell");
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const rail = (
    <div className="flex h-full flex-col">
      <RailHead onNavigate={close} />
      {content(close)}
      <footer className="flex flex-col gap-2 border-t border-line p-3">
        {simulated && <DemoNotice />}
        <Appearance />
        <FootLinks onNavigate={close} />
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
      <IconButton
        label={t("openNavigation")}
        aria-haspopup="dialog"
        className="absolute start-2 top-1.5 z-10 lg:hidden"
        onClick={() => setOpen(true)}
      >
        <Menu size={19} />
      </IconButton>
      {simulated && <DemoMark onOpen={() => setOpen(true)} />}
      <Drawer open={open} onClose={close} label={t("navigation")}>
        <IconButton label={t("closeNavigation")} className="absolute end-2 top-1.5" onClick={close}>
          <X size={18} />
        </IconButton>
        {rail}
      </Drawer>
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
      variant="warning"
      shape="pill"
      className="absolute end-2 top-2.5 z-10 lg:hidden"
      onClick={onOpen}
    >
      {t("demoTitle")}
    </Button>
  );
}

const footPages = [
  { href: "/settings", label: "settingsPage", Icon: Settings },
  { href: "/tour", label: "tour", Icon: Compass },
] as const;

/** What a person looks for now and then. */
function FootLinks({ onNavigate }: { onNavigate: () => void }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  return (
    <nav aria-label={t("more")} className="-mx-1 grid grid-cols-2 gap-1">
      {footPages.map(({ href, label, Icon }) => (
        <Link
          key={href}
          href={href}
          onClick={onNavigate}
          aria-current={pathname === href ? "page" : undefined}
          className={linkClass}
        >
          <Icon size={15} aria-hidden /> {t(label)}
        </Link>
      ))}
    </nav>
  );
}

const linkClass =
  "flex h-8 items-center gap-2 rounded-lg px-3 text-sm text-ink-muted hover:bg-sunken hover:text-ink pointer-coarse:h-9 [@media(max-height:800px)_and_(pointer:fine)]:h-7 aria-[current]:bg-accent-soft aria-[current]:text-ink";

const pages = [
  { href: "/compare", label: "compare", Icon: Columns3 },
  { href: "/image", label: "image", Icon: Image },
  { href: "/video", label: "video", Icon: Clapperboard },
  { href: "/speech", label: "speech", Icon: AudioLines },
  { href: "/transcription", label: "transcription", Icon: FileAudio },
  { href: "/voices", label: "voices", Icon: MicVocal },
  { href: "/embeddings", label: "embeddings", Icon: Binary },
  { href: "/rerank", label: "rerank", Icon: ListOrdered },
  { href: "/batch", label: "batch", Icon: Layers },
  { href: "/gallery", label: "gallery", Icon: LayoutGrid },
  { href: "/models", label: "models", Icon: Boxes },
  { href: "/usage", label: "usage", Icon: ChartColumn },
  { href: "/connect", label: "connect", Icon: Cable },
] as const;

function RailHead({ onNavigate }: { onNavigate: () => void }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  return (
    <div className="flex flex-col gap-1 p-3 pb-1">
      <p className="mb-1 flex h-7 items-center px-1 text-sm font-semibold">{t("appName")}</p>
      <Link
        href="/chat"
        onClick={onNavigate}
        className="flex h-9 items-center gap-2 rounded-lg border border-line bg-surface px-3 text-sm font-medium hover:bg-sunken"
      >
        <SquarePen size={15} aria-hidden /> {t("newChat")}
      </Link>
      <nav aria-label={t("pages")} className="grid">
        {pages.map(({ href, label, Icon }) => (
          <Link
            key={href}
            href={href}
            onClick={onNavigate}
            aria-current={pathname === href || pathname.startsWith(`${href}/`) ? "page" : undefined}
            className={linkClass}
          >
            <Icon size={15} aria-hidden /> {t(label)}
          </Link>
        ))}
      </nav>
    </div>
  );
}
