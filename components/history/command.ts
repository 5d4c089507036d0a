import type { LucideIcon } from "lucide-react";

/** Something that the palette can do. */
export type Command = { id: string; label: string; icon: LucideIcon; run: () => void };
