import { AudioLines, Clapperboard, FileText, FileType, Image } from "lucide-react";
import type { Attachment } from "@/lib/history/record";

const icons = { image: Image, video: Clapperboard, audio: AudioLines, pdf: FileType, text: FileText };

export function KindIcon({ kind, size = 18 }: { kind: Attachment["kind"]; size?: number }) {
  const Icon = icons[kind];
  return <Icon size={size} className="shrink-0 text-ink-muted" aria-hidden />;
}
