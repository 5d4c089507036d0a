"use client";

import { Check, Trophy } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { Vote } from "@/lib/rounds/round";
import type { RunState } from "@/lib/runs/event";
import { cn } from "@/lib/ui/cn";
import { keyNames, shortcuts } from "@/lib/ui/shortcuts";
import { useVoteKeys } from "./use-vote-keys";

/** One answer that is judged: whatever it is made of, it must not tell whose it is. */
export type BlindLane = { label: string; state: RunState; content: ReactNode };

/** Whose answer a lane was, and whether the answer said so itself. */
export type RevealedLane = { model: string; toldItself: boolean };

type BlindVoteProps = {
  lanes: readonly BlindLane[];
  /** What was voted; it cannot be changed. */
  vote: Vote | undefined;
  /** Lane by lane, once there is a vote. */
  revealed: readonly RevealedLane[] | undefined;
  /** A vote is on its way. */
  voting: boolean;
  onVote: (vote: Vote) => void;
  /** A vote is one key; where several rounds are in sight it is not. */
  keys?: boolean;
  /** On a narrow page they stand under each other: for answers that are low. */
  stacked?: boolean;
  /** What can be done after the vote. */
  next?: ReactNode;
};

/** Answers without names side by side, and the vote between them. Knows nothing of what the answers are. */
export function BlindVote({
  lanes,
  vote,
  revealed,
  voting,
  keys = true,
  stacked = false,
  onVote,
  next,
}: BlindVoteProps) {
  const t = useTranslations("blind");
  const ended = lanes.every(({ state }) => state !== "running");
  const open = ended && vote === undefined && !voting;
  useVoteKeys(open && keys, lanes.length, onVote);
  return (
    <div className="flex min-h-0 grow flex-col">
      <section
        aria-label={t("answers")}
        className={cn(
          "flex min-h-0 grow snap-x overflow-x-auto overscroll-x-contain",
          stacked && "max-sm:flex-col",
        )}
      >
        {lanes.map((lane, at) => (
          <Lane
            key={lane.label}
            {...lane}
            stacked={stacked}
            revealed={revealed?.[at]}
            best={vote?.kind === "best" && vote.lane === at}
          />
        ))}
      </section>
      <div className="border-t border-line px-3 py-2.5">
        {!vote && <Choices lanes={lanes} open={open} keys={keys} onVote={onVote} />}
        <div role="status" className="mt-2 first:mt-0">
          {vote ? (
            <Verdict lanes={lanes} vote={vote} revealed={revealed} />
          ) : (
            <p className="text-center text-xs text-ink-muted">{t(ended ? "voteHint" : "waitForAll")}</p>
          )}
        </div>
        {vote && next && <div className="mt-2 flex flex-wrap justify-center gap-2">{next}</div>}
      </div>
    </div>
  );
}

const stateColours: Record<RunState, string> = {
  running: "text-accent",
  completed: "text-ink-muted",
  stopped: "text-warning",
  failed: "text-danger",
  interrupted: "text-warning",
};

type LaneProps = BlindLane & { revealed: RevealedLane | undefined; best: boolean; stacked: boolean };

function Lane({ label, state, content, revealed, best, stacked }: LaneProps) {
  const t = useTranslations("blind");
  return (
    <section
      aria-label={t("lane", { label })}
      className={cn(
        "flex min-h-0 min-w-[min(22rem,88%)] flex-1 snap-start flex-col border-e border-line last:border-e-0",
        stacked && "max-sm:min-w-0 max-sm:border-e-0 max-sm:not-first:border-t",
        best && "shadow-[inset_0_2px_0_var(--color-accent)]",
      )}
    >
      <header className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-0.5 border-b border-line bg-surface px-3 py-1.5">
        <span className="grid size-6 shrink-0 place-items-center rounded-md bg-sunken text-sm font-semibold">
          {label}
        </span>
        {revealed && <span className="min-w-0 text-sm font-medium wrap-anywhere">{revealed.model}</span>}
        {best && (
          <span className="inline-flex items-center gap-1 rounded bg-accent-soft px-1.5 text-xs text-accent">
            <Trophy size={12} aria-hidden /> {t("best")}
          </span>
        )}
        {!revealed && (
          <span className={cn("text-sm", stateColours[state])}>{t(`state.${state}`, { label })}</span>
        )}
        {revealed?.toldItself && <span className="text-xs text-warning">{t("laneTold")}</span>}
      </header>
      {content}
    </section>
  );
}

type ChoicesProps = {
  lanes: readonly BlindLane[];
  open: boolean;
  keys: boolean;
  onVote: (vote: Vote) => void;
};

const bestKeys = [
  shortcuts.voteFirst,
  shortcuts.voteSecond,
  shortcuts.voteThird,
  shortcuts.voteFourth,
] as const;

function Choices({ lanes, open, keys, onVote }: ChoicesProps) {
  const t = useTranslations("blind");
  const two = lanes.length === 2;
  const choices: { vote: Vote; name: string; key: string }[] = [
    ...lanes.map(({ label }, lane) => ({
      vote: { kind: "best" as const, lane },
      name: t(two ? "isBetter" : "isBest", { label }),
      key: keyNames(bestKeys[lane] ?? shortcuts.voteFirst).join("+"),
    })),
    { vote: { kind: "tie" }, name: t("tie"), key: keyNames(shortcuts.voteTie).join("+") },
    {
      vote: { kind: "bad" },
      name: t(two ? "bothBad" : "allBad"),
      key: keyNames(shortcuts.voteBad).join("+"),
    },
  ];
  return (
    <fieldset className="flex flex-wrap items-center justify-center gap-2">
      <legend className="sr-only">{t("question")}</legend>
      {choices.map(({ vote, name, key }) => (
        <Button
          key={name}
          disabled={!open}
          title={keys ? `${name} (${key})` : name}
          onClick={() => onVote(vote)}
        >
          {name}
          {keys && (
            <kbd aria-hidden className="text-xs font-normal text-ink-faint pointer-coarse:hidden">
              {key}
            </kbd>
          )}
        </Button>
      ))}
    </fieldset>
  );
}

type VerdictProps = Pick<BlindVoteProps, "lanes" | "revealed"> & { vote: Vote };

function Verdict({ lanes, vote, revealed }: VerdictProps) {
  const t = useTranslations("blind");
  const two = lanes.length === 2;
  const said =
    vote.kind === "best"
      ? t(two ? "isBetter" : "isBest", { label: lanes[vote.lane]?.label ?? "" })
      : t(vote.kind === "tie" ? "tie" : two ? "bothBad" : "allBad");
  const who = lanes.flatMap(({ label }, at) => {
    const model = revealed?.[at]?.model;
    return model === undefined ? [] : [t("was", { label, model })];
  });
  return (
    <p className="flex flex-wrap items-center justify-center gap-x-2 gap-y-1 text-sm">
      <Check size={16} className="text-accent" aria-hidden />
      <span className="font-medium">{t("voted", { vote: said })}</span>
      <span className="text-ink-muted wrap-anywhere">{who.join(" · ")}</span>
      {revealed?.some(({ toldItself }) => toldItself) && (
        <span className="text-warning">{t("toldItself")}</span>
      )}
    </p>
  );
}
