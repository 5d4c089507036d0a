import type { ReactNode } from "react";
import { cn } from "@/lib/ui/cn";

type TileFrameProps = {
  size: { width: number; height: number };
  label?: string;
  className?: string;
  children: ReactNode;
};

/** The place of one result: it has the result's proportions before the result is there, so nothing jumps. */
export function TileFrame({ size: { width, height }, label, className, children }: TileFrameProps) {
  return (
    <figure
      aria-label={label}
      style={{ aspectRatio: `${width} / ${height}` }}
      className={cn(
        "relative isolate min-h-32 w-full min-w-0 overflow-hidden rounded-card border border-line bg-sunken",
        className,
      )}
    >
      {children}
    </figure>
  );
}
