import { gradientOf, type Scale } from "@/lib/embeddings/colours";

/** Which colour stands for which value. */
export function HeatLegend({ scale, low, high }: { scale: Scale; low: number; high: number }) {
  return (
    <p className="flex items-center gap-2 text-xs text-ink-faint tabular-nums">
      {low.toFixed(2)}
      <span aria-hidden className="h-2 grow rounded-full" style={{ background: gradientOf(scale) }} />
      {high.toFixed(2)}
    </p>
  );
}
