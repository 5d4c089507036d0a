/*
 * Days as `YYYY-MM-DD` in China's time, which knows no summer time. SiliconFlow does not say where a day of its bill
 * begins; that it is Beijing's midnight is our reading.
 */

/** A name that Postgres and browsers know. */
export const billTimeZone = "Asia/Shanghai";
const offset = "+08:00";
const offsetMs = 8 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** The day of a moment in epoch milliseconds. */
export const dayOf = (at: number): string => new Date(at + offsetMs).toISOString().slice(0, 10);

export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);

/** When a day begins, in ISO 8601. */
export const startOf = (day: string): string => `${day}T00:00:00${offset}`;

/** Both days belong to it. */
export type DaySpan = { first: string; last: string };

/** Every day of a span, in order. */
export function daysOf({ first, last }: DaySpan): string[] {
  const count = Math.round((Date.parse(last) - Date.parse(first)) / dayMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => addDays(first, at));
}

/** The month of a moment, as `YYYY-MM`. */
export const monthOf = (at: number): string => dayOf(at).slice(0, 7);
