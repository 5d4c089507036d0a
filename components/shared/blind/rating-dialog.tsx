"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/shared/dialog";
import { Button } from "@/components/ui/button";
import { deleteVotes, votesOn } from "@/lib/history/votes";
import type { RatingGroup } from "@/lib/rounds/rating";
import { rate } from "@/lib/rounds/rating-client";
import type { VoteRecord } from "@/lib/rounds/vote-record";
import { RatingExport } from "./rating-export";
import { RatingTable } from "./rating-table";
import { useTaskName } from "./use-task-name";

type RatingDialogProps = {
  /** The votes on answers of this operation. */
  operation: string;
  onClose: () => void;
};

/** What a person's own votes say of the models: for all tasks or one. */
export function RatingDialog({ operation, onClose }: RatingDialogProps) {
  const t = useTranslations("blind");
  const votes = useLiveQuery(() => votesOn(operation), [operation]);
  const [task, setTask] = useState<string>();
  const [withTold, setWithTold] = useState(false);
  const ofTask = votes?.filter((vote) => task === undefined || vote.task === task);
  const counted = ofTask?.filter(({ toldItself }) => withTold || !toldItself);
  const groups = useRatings(counted);
  const told = ofTask?.filter(({ toldItself }) => toldItself).length ?? 0;
  return (
    <Dialog title={t("rating")} width="wide" onClose={onClose}>
      <div className="grid gap-4 overflow-y-auto p-4 text-sm">
        <p className="text-ink-muted">{t("ratingHint")}</p>
        {votes && votes.length > 0 && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <TaskFilter votes={votes} task={task} onTask={setTask} />
            {told > 0 && (
              <label className="flex items-center gap-2">
                <input
                  type="checkbox"
                  checked={withTold}
                  onChange={(event) => setWithTold(event.target.checked)}
                />
                {t("withTold", { count: told })}
              </label>
            )}
          </div>
        )}
        {votes?.length === 0 && <p className="rounded-card bg-sunken p-4">{t("noVotes")}</p>}
        {groups === "failed" && (
          <p role="alert" className="text-danger">
            {t("ratingFailed")}
          </p>
        )}
        {groups !== "failed" && counted && counted.length > 0 && (
          <RatingTable votes={counted} groups={groups} />
        )}
        {ofTask && ofTask.length > 0 && groups !== "failed" && (
          <footer className="flex flex-wrap items-center gap-2 border-t border-line pt-4">
            <RatingExport groups={groups} votes={ofTask} />
            <DeleteVotes key={task} votes={ofTask} />
          </footer>
        )}
      </div>
    </Dialog>
  );
}

/** The ratings of votes; those of before until they are there. */
function useRatings(votes: readonly VoteRecord[] | undefined): RatingGroup[] | "failed" | undefined {
  const [groups, setGroups] = useState<RatingGroup[] | "failed">();
  const key = votes && JSON.stringify(votes);
  useEffect(() => {
    if (key === undefined) return;
    const end = new AbortController();
    void rate(JSON.parse(key), end.signal)
      .catch(() => "failed" as const)
      .then(setGroups);
    return () => end.abort();
  }, [key]);
  return groups;
}

type TaskFilterProps = {
  votes: readonly VoteRecord[];
  task: string | undefined;
  onTask: (task: string | undefined) => void;
};

/** One of the tags that votes have. */
function TaskFilter({ votes, task, onTask }: TaskFilterProps) {
  const t = useTranslations("blind");
  const nameOf = useTaskName();
  const tasks = [...new Set(votes.map((vote) => vote.task))].sort();
  const place = task === undefined ? -1 : tasks.indexOf(task);
  return (
    <label className="flex items-center gap-2">
      <span className="text-ink-muted">{t("task")}</span>
      <select
        className="h-8 max-w-56 rounded-lg border border-line bg-surface px-2"
        value={place}
        onChange={(event) => onTask(tasks[Number(event.target.value)])}
      >
        <option value={-1}>{t("allTasks", { count: votes.length })}</option>
        {tasks.map((one, at) => (
          <option key={one} value={at}>
            {nameOf(one)} ({votes.filter((vote) => vote.task === one).length})
          </option>
        ))}
      </select>
    </label>
  );
}

/** Takes the shown votes away, after a second step: they cannot be cast again. */
function DeleteVotes({ votes }: { votes: readonly VoteRecord[] }) {
  const t = useTranslations("blind");
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button size="small" className="ms-auto text-danger" onClick={() => setAsking(true)}>
        {t("deleteVotes")}
      </Button>
    );
  return (
    <span className="ms-auto flex flex-wrap items-center gap-2 text-danger">
      {t("deleteVotesSure", { count: votes.length })}
      <Button size="small" autoFocus className="text-danger" onClick={() => void deleteVotes(votes)}>
        {t("deleteVotesYes")}
      </Button>
      <Button size="small" variant="ghost" onClick={() => setAsking(false)}>
        {t("cancel")}
      </Button>
    </span>
  );
}
