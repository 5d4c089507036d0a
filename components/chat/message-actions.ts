import type { MessageRecord, ToolResult } from "@/lib/history/record";
import type { ModelSummary } from "@/lib/models/model-summary";

/** What a person can do with a message. The same object for the life of a conversation's view. */
export type MessageActions = {
  regenerate: (messageId: string, model?: string) => void;
  /** Goes on with an answer that was cut. */
  continueAnswer: (messageId: string) => void;
  /** New words, what follows stays. */
  reword: (messageId: string, text: string, suffix?: string) => void;
  /** New words, and a new answer to them. */
  askAgain: (messageId: string, text: string, suffix?: string) => void;
  deleteMessage: (messageId: string) => void;
  fork: (messageId: string) => void;
  showVersion: (messageId: string) => void;
  choose: (messageId: string, choice: number) => void;
  /** Gives whether the conversation took them. */
  giveResults: (results: readonly ToolResult[]) => Promise<boolean>;
  inspect: (runId: string) => void;
  models: () => readonly ModelSummary[];
  /** What was said before a message. */
  pathBefore: (messageId: string) => readonly MessageRecord[];
};
