import type { MessageHit, Snippet, TitleHit } from "@/lib/history/search/search-protocol";
import type { Command } from "./command";

/** A line of the palette. */
export type PaletteItem =
  | { type: "command"; key: string; command: Command }
  | { type: "title"; key: string; hit: TitleHit }
  /** `first` of its conversation: it says which one that is. */
  | { type: "message"; key: string; hit: MessageHit; first: boolean };

export type PaletteGroup = { value: "commands" | "titles" | "messages"; items: PaletteItem[] };

type Found = { titles: readonly TitleHit[]; messages: readonly MessageHit[][] };

/** Everything that matches, in groups; without a query all commands. */
export function groupsOf(commands: readonly Command[], query: string, found: Found): PaletteGroup[] {
  const wanted = query.toLowerCase();
  const matching = commands.filter(({ label }) => label.toLowerCase().includes(wanted));
  const groups: PaletteGroup[] = [
    {
      value: "commands",
      items: matching.map((command) => ({ type: "command", key: `command ${command.id}`, command })),
    },
    {
      value: "titles",
      items: found.titles.map((hit) => ({ type: "title", key: `title ${hit.threadId}`, hit })),
    },
    {
      value: "messages",
      items: found.messages.flatMap((hits) =>
        hits.map((hit, at) => ({ type: "message" as const, key: hit.messageId, hit, first: at === 0 })),
      ),
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

const textOf = ({ before, match, after }: Snippet) => before + match + after;

/** What a line says, as text. */
export function labelOf(item: PaletteItem): string {
  if (item.type === "command") return item.command.label;
  return item.type === "title" ? textOf(item.hit.title) : textOf(item.hit.snippet);
}
