/** What lies at SiliconFlow. */
export const batchFiles = {
  label: "Files at SiliconFlow",
  hint: "Files that were sent, and what batches wrote. SiliconFlow keeps results for 30 days.",
  noDelete:
    "They cannot be deleted from here: SiliconFlow’s API names no way to delete a file. They go by themselves.",
  noRoute: "SiliconFlow documents no way to fetch a file; where its usual one is not there, this fails.",
  name: "Name",
  purpose: "Purpose",
  size: "Size",
  lines: "{count, plural, one {# line} other {# lines}}",
  date: "Date",
  download: "Download {name}",
  none: "There are no files.",
  unknown: "not said",
  reload: "Look again",
  more: "More",
  batches: "All batches of the account",
  batchesHint:
    "Also those that other programs or browsers began. One that is taken over is followed to its end, and its results are saved here. It costs nothing.",
  noBatches: "The account has no batches.",
  takeOver: "Take over",
  open: "Open",
  counts: "{completed} of {total} answered, {failed} failed",
  begun: "begun {date}",
  ended: "ended {date}",
} as const;
