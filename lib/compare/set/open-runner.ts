import { unlessTaken } from "@/lib/core/tab-locks";
import { sharedConnection } from "@/lib/runs/run-source";
import { judgeApart } from "./judge-client";
import type { PromptSet } from "./prompt-set";
import { SetRunner } from "./set-runner";
import { dropAnswers, eachCell, loadCell, saveCell } from "./set-store";

/** Runners of this page: a set goes on while a person looks at something else. */
const runners = new Map<string, SetRunner>();

/** The runner of a set: the one that is at work, or a new one. */
export function runnerOf(set: PromptSet): SetRunner {
  const known = runners.get(set.id);
  if (known) return known;
  const cells = { each: eachCell, load: loadCell, save: saveCell, drop: dropAnswers };
  const whileAlone = (setId: string, work: () => Promise<void>) => unlessTaken(`prompt-set ${setId}`, work);
  const runner = new SetRunner(set, { runs: sharedConnection, cells, judgeByRule: judgeApart, whileAlone });
  runners.set(set.id, runner);
  void runner.open();
  return runner;
}

/** Nobody looks at a set any more: its runner is let go as soon as it is done. */
export function releaseRunner(setId: string): void {
  const runner = runners.get(setId);
  if (!runner) return;
  const release = () => {
    if (runner.store.getState().phase !== "idle" || runners.get(setId) !== runner || runner.watched) return;
    runners.delete(setId);
    end();
  };
  const end = runner.store.subscribe(release);
  release();
}
