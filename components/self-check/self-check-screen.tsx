"use client";

import { useTranslations } from "use-intl";
import { PageFrame } from "@/components/shared/page-frame";
import { Button } from "@/components/ui/button";
import type { Check } from "@/lib/self-check/run-checks";
import { cn } from "@/lib/ui/cn";
import { CheckRow } from "./check-row";
import { MicrophoneCheck } from "./microphone-check";
import { OutcomeWords } from "./outcome-words";
import { useSelfCheck } from "./use-self-check";

const groups = [
  { title: "secrets", checks: ["pages", "storage", "headers"] },
  { title: "connection", checks: ["upstream", "clock", "disk", "database"] },
  { title: "browser", checks: ["storageWorks"] },
] as const satisfies readonly { title: string; checks: readonly Check[] }[];

/** Whether the key is safe, and whether browser and server can do what they need. */
export function SelfCheckScreen() {
  const t = useTranslations("selfCheck");
  const { outcomes, state, run } = useSelfCheck();
  const bad = Object.values(outcomes).filter((outcome) => outcome.state === "bad").length;
  return (
    <PageFrame title={t("title")}>
      <div className="mx-auto grid w-full max-w-3xl gap-6 px-4 pb-16">
        <p className="text-ink-muted">{t("intro")}</p>
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="solid" disabled={state === "running"} onClick={() => void run()}>
            {t(state === "done" ? "again" : "run")}
          </Button>
          <p role="status" className={cn("text-sm", bad > 0 ? "text-danger" : "text-ink-muted")}>
            {state === "running" && t("running")}
            {state === "done" && t("summary", { bad })}
          </p>
        </div>
        {groups.map(({ title, checks }) => (
          <section key={title} aria-label={t(title)} className="grid gap-2">
            <h2 className="text-xs text-ink-faint">{t(title)}</h2>
            <ul className="divide-y divide-line rounded-card border border-line bg-surface">
              {checks.map((check) => (
                <CheckRow
                  key={check}
                  name={t(`check-${check}`)}
                  outcome={outcomes[check]}
                  running={state === "running"}
                >
                  {outcomes[check] && <OutcomeWords check={check} outcome={outcomes[check]} />}
                </CheckRow>
              ))}
              {title === "browser" && <MicrophoneCheck />}
            </ul>
          </section>
        ))}
      </div>
    </PageFrame>
  );
}
