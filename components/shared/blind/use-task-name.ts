"use client";

import { useTranslations } from "use-intl";
import { isTaskTag } from "@/lib/rounds/vote-record";

/** How a task tag is called in the language of the page; a person's own stays as it was written. */
export function useTaskName(): (task: string) => string {
  const t = useTranslations("blind");
  return (task) => {
    if (task === "") return t("noTask");
    return isTaskTag(task) ? t(`tasks.${task}`) : task;
  };
}
