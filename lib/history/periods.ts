/** The stretch of time under which a conversation is listed. */
export type Period = "today" | "yesterday" | "week" | "month" | { year: number; month: number };

const daysAgo = (now: Date, days: number) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).getTime();

/**
 * The period of a moment, by the calendar of this device. What lies in the future, because a clock was wrong, is
 * today: headings never go back and forth in a list that is ordered by time.
 */
export function periodOf(time: number, now: Date): Period {
  if (time >= daysAgo(now, 0)) return "today";
  if (time >= daysAgo(now, 1)) return "yesterday";
  if (time >= daysAgo(now, 7)) return "week";
  if (time >= daysAgo(now, 30)) return "month";
  const date = new Date(time);
  return { year: date.getFullYear(), month: date.getMonth() };
}

/** Tells periods apart. */
export const periodKey = (period: Period): string =>
  typeof period === "string" ? period : `${period.year}-${period.month}`;
