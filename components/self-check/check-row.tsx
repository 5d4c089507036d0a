"use client";

import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Outcome } from "@/lib/self-check/run-checks";
import { cn } from "@/lib/ui/cn";

const looks = {
  good: { Icon: CircleCheck, className: "text-accent" },
  bad: { Icon: CircleAlert, className: "text-danger" },
  unknown: { Icon: CircleHelp, className: "text-warning" },
  waiting: { Icon: CircleDashed, className: "text-ink-faint" },
  running: { Icon: LoaderCircle, className: "animate-spin text-accent" },
} as const;

type CheckRowProps = {
  name: string;
  outcome: Pick<Outcome, "state"> | undefined;
  running: boolean;
  children: ReactNode;
};

/** One check: whether all is well, and what was found. */
export function CheckRow({ name, outcome, running, children }: CheckRowProps) {
  const t = useTranslations("selfCheck");
  const state = outcome?.state ?? (running ? "running" : "waiting");
  const { Icon, className } = looks[state];
  return (
    <li className="flex gap-3 px-4 py-3">
      <Icon size={18} aria-label={t(state)} role="img" className={cn("mt-0.5 shrink-0", className)} />
      <div className="min-w-0 grow">
        <p className="text-sm font-medium">{name}</p>
        <div className="text-sm text-ink-muted wrap-anywhere">{children}</div>
      </div>
    </li>
  );
}
