import type { ReactNode } from "react";
import { cn } from "@/lib/ui/cn";

type ScrollRegionProps = { label: string; className?: string; children: ReactNode };

/** What may be wider than the column scrolls inside, with the keyboard too. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a stop, the keyboard cannot scroll it
    <section aria-label={label} tabIndex={0} className={cn("max-w-full overflow-x-auto", className)}>
      {children}
    </section>
  );
}
