"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import {
  AudioLines,
  Binary,
  Boxes,
  Cable,
  ChartColumn,
  Clapperboard,
  Columns3,
  Compass,
  Download,
  FileAudio,
  HardDrive,
  Image,
  Keyboard,
  Languages,
  Layers,
  LayoutGrid,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  MessageSquare,
  MessageSquareDashed,
  MicVocal,
  Monitor,
  Moon,
  Scale,
  Settings,
  ShieldCheck,
  SquarePen,
  Sun,
  TextCursorInput,
  Upload,
} from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { ThreadKind } from "@/lib/history/record";
import type { Snippet } from "@/lib/history/search/search-protocol";
import type { Command } from "./command";
import type { PaletteItem } from "./palette-items";

const commandIcons: Record<Command["id"], LucideIcon> = {
  new: SquarePen,
  compare: Columns3,
  blind: Scale,
  sets: ListChecks,
  image: Image,
  video: Clapperboard,
  speech: AudioLines,
  transcription: FileAudio,
  voices: MicVocal,
  embeddings: Binary,
  rerank: ListOrdered,
  batch: Layers,
  gallery: LayoutGrid,
  models: Boxes,
  usage: ChartColumn,
  connect: Cable,
  temporary: MessageSquareDashed,
  system: Monitor,
  light: Sun,
  dark: Moon,
  zh: Languages,
  en: Languages,
  settings: Settings,
  "self-check": ShieldCheck,
  tour: Compass,
  storage: HardDrive,
  export: Download,
  import: Upload,
  keys: Keyboard,
};

const kindIcons: Record<ThreadKind, LucideIcon> = {
  chat: MessageSquare,
  fill: TextCursorInput,
  compare: Columns3,
};

const rowClass =
  "flex cursor-pointer items-start gap-2.5 rounded-lg px-2.5 py-1.5 text-sm outline-none data-highlighted:bg-accent-soft pointer-coarse:py-2.5";
const iconClass = "mt-0.5 shrink-0 text-ink-faint";

/** A command, a conversation or a message. */
export function PaletteRow({ item, onChoose }: { item: PaletteItem; onChoose: () => void }) {
  return (
    <Autocomplete.Item value={item} onClick={onChoose} className={rowClass}>
      <RowContent item={item} />
    </Autocomplete.Item>
  );
}

function RowContent({ item }: { item: PaletteItem }) {
  if (item.type === "command") {
    const { id, label } = item.command;
    const Icon = commandIcons[id];
    return (
      <>
        <Icon size={16} className={iconClass} aria-hidden />
        <span className="min-w-0 grow">{label}</span>
      </>
    );
  }
  const Icon = kindIcons[item.hit.kind];
  const time = item.type === "title" ? item.hit.updatedAt : item.hit.createdAt;
  const isFurther = item.type === "message" && !item.first;
  return (
    <>
      <Icon size={16} className={isFurther ? "invisible shrink-0" : iconClass} aria-hidden />
      <span className="min-w-0 grow">
        {item.type === "message" && item.first && <Title text={item.hit.title} />}
        <Marked snippet={item.type === "title" ? item.hit.title : item.hit.snippet} />
      </span>
      <Time time={time} />
    </>
  );
}

function Title({ text }: { text: string }) {
  const t = useTranslations("history");
  return <span className="block truncate text-xs text-ink-faint">{text || t("untitled")}</span>;
}

/** The place that was found, with what stands around it. */
function Marked({ snippet: { before, match, after } }: { snippet: Snippet }) {
  return (
    <span className="line-clamp-2 wrap-anywhere">
      {before}
      <mark className="rounded-sm bg-warning-soft px-0.5 font-semibold text-warning">{match}</mark>
      {after}
    </span>
  );
}

function Time({ time }: { time: number }) {
  const format = useFormatter();
  return (
    <time dateTime={new Date(time).toISOString()} className="shrink-0 pt-0.5 text-xs text-ink-faint">
      {format.dateTime(time, { dateStyle: "medium" })}
    </time>
  );
}
