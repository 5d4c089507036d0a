/** Why a file can't be attached. The words are in the messages of `attachments`, one entry each. */
export const fileProblems = [
  "empty",
  "tooLarge",
  "tooManyPixels",
  "pictureUnreadable",
  "heic",
  "svg",
  "textTooLong",
  "pdfEncrypted",
  "pdfUnreadable",
  "unknownKind",
  "unreadable",
  "storageFull",
] as const;
export type FileProblem = (typeof fileProblems)[number];
