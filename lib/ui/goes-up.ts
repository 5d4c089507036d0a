/** Where a scrolling region stands, in pixels. */
export type ScrollPlace = { scrollTop: number; scrollHeight: number; clientHeight: number };

/** Browsers round where a page is zoomed. */
const rounding = 2;

/**
 * Whether a reader has gone up between two scroll events. Content that got lower takes a region up too, but only as far as
 * its end then was: `lowest` is the least height that the content had in between.
 */
export function goesUp(before: ScrollPlace, now: ScrollPlace, lowest: number): boolean {
  const forced = Math.max(0, before.scrollTop - (Math.min(lowest, now.scrollHeight) - now.clientHeight));
  const below = now.scrollHeight - now.clientHeight - now.scrollTop;
  return before.scrollTop - now.scrollTop > forced + rounding && below > rounding;
}
