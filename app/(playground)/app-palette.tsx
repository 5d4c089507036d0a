"use client";

import type { Overlay } from "@/components/history/overlays";
import { Palette } from "@/components/history/palette";
import { useCommands } from "./use-commands";

type AppPaletteProps = { onShow: (overlay: Overlay) => void; onClose: () => void };

/** The palette with everything that it can do here: no page needs that before it is opened. */
export function AppPalette({ onShow, onClose }: AppPaletteProps) {
  return <Palette commands={useCommands(onShow)} onClose={onClose} />;
}
