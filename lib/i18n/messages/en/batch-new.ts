/** The form of a new batch. */
export const batchNew = {
  label: "A new batch",
} as const;
