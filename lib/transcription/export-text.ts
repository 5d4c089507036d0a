import { formatClock } from "@/lib/ui/format";

export type ExportedTranscript = {
  name: string;
  model: string;
  seconds: number | undefined;
  /** When it was asked for, in the reader's own words. */
  when: string;
  text: string;
};

/** A text that Markdown takes for nothing else: what stands for markup is escaped. */
const plain = (text: string) =>
  text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&").replace(/^(\s*)([-+]|\d+\.)(?=\s)/gm, "$1\\$2");

/** A transcript with where it comes from. */
export function transcriptMarkdown({ name, model, seconds, when, text }: ExportedTranscript): string {
  const facts = [seconds !== undefined && formatClock(seconds * 1000), plain(model), when].filter(Boolean);
  return `# ${plain(name)}\n\n${facts.join(" · ")}\n\n${plain(text)}\n`;
}

export const transcriptText = ({ text }: Pick<ExportedTranscript, "text">): string => `${text}\n`;
