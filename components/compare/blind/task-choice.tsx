"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { useTaskName } from "@/components/shared/blind/use-task-name";
import { isTaskTag, taskTags } from "@/lib/rounds/vote-record";

type TaskChoiceProps = { task: string; onTask: (task: string) => void };

const own = "own";
const longestTask = 40;

/** What the question is about: one of the tags, or a person's own words. */
export function TaskChoice({ task, onTask }: TaskChoiceProps) {
  const t = useTranslations("blind");
  const nameOf = useTaskName();
  const id = useId();
  const [writing, setWriting] = useState(false);
  const isOwn = writing || (task !== "" && !isTaskTag(task));
  return (
    <div className="flex flex-wrap items-center gap-1.5 text-xs">
      <label htmlFor={id} className="text-ink-muted">
        {t("task")}
      </label>
      <select
        id={id}
        className="h-7 rounded-lg border border-line bg-surface px-1.5"
        value={isOwn ? own : task}
        onChange={({ target: { value } }) => {
          setWriting(value === own);
          onTask(value === own ? "" : value);
        }}
      >
        {["", ...taskTags].map((tag) => (
          <option key={tag} value={tag}>
            {nameOf(tag)}
          </option>
        ))}
        <option value={own}>{t("ownTask")}</option>
      </select>
      {isOwn && (
        <input
          aria-label={t("ownTaskName")}
          placeholder={t("ownTaskName")}
          maxLength={longestTask}
          value={task}
          onChange={(event) => onTask(event.target.value)}
          className="h-7 w-32 rounded-lg border border-line bg-surface px-2"
        />
      )}
    </div>
  );
}
