/** A list to choose from, as wide as its words. */
export const selectClass =
  "w-auto rounded-lg border border-line bg-surface px-2 py-1 text-base text-ink sm:text-sm";
