import { batchNew } from "./batch-new";

export const batch = {
  title: "Batches",
  begin: "New batch",
  new: batchNew,
  list: {
    label: "Batches of this browser",
    empty: "No batch was sent from this browser yet.",
  },
} as const;
