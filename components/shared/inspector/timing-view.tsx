import { useTranslations } from "use-intl";
import { type Phase, phasesOf } from "@/lib/runs/phases";
import type { RunSnapshot } from "@/lib/runs/snapshot";

function PhaseRow({ phase, totalMs }: { phase: Phase; totalMs: number }) {
  const t = useTranslations("inspector");
  const share = (milliseconds: number) => `${(100 * milliseconds) / Math.max(1, totalMs)}%`;
  const lasted = phase.toMs - phase.fromMs;
  return (
    <li className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1 text-sm sm:grid-cols-[9rem_1fr_6rem] sm:items-center">
      <span>{t(`phases.${phase.name}`)}</span>
      <span className="text-end font-mono text-xs leading-6 text-ink-muted tabular-nums sm:order-last">
        {Math.round(lasted)} ms
      </span>
      <span aria-hidden className="relative col-span-2 h-2.5 rounded-full bg-sunken sm:col-span-1">
        <span
          className={`absolute inset-y-0 min-w-0.5 rounded-full ${phase.name === "total" ? "bg-ink-faint" : "bg-accent"}`}
          style={{ insetInlineStart: share(phase.fromMs), width: share(lasted) }}
        />
      </span>
    </li>
  );
}

/** Where the time went, by the server's clocks. `nowMs` is how far a run is known that still goes. */
export function TimingView({ run, nowMs }: { run: RunSnapshot; nowMs: number }) {
  const t = useTranslations("inspector");
  const phases = phasesOf(run, nowMs);
  const totalMs = phases.at(-1)?.toMs ?? 0;
  return (
    <ol aria-label={t("timing")} className="flex flex-col gap-3">
      {phases.map((phase) => (
        <PhaseRow key={`${phase.name}-${phase.fromMs}`} phase={phase} totalMs={totalMs} />
      ))}
    </ol>
  );
}
