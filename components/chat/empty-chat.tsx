"use client";

import { useTranslations } from "use-intl";
import { Examples } from "@/components/shared/examples";
import { Kinds } from "./conversation-kind";

const examples = ["example1", "example2", "example3", "example4"] as const;
const fillExamples = {
  python: {
    text: "def is_prime(n: int) -> bool:\n    if n < 2:\n        return False\n",
    suffix: "    return True\n\n\nprint([n for n in range(30) if is_prime(n)])\n",
  },
  text: {
    text: "The sky above the harbour turned dark, and the first drops fell. ",
    suffix: " When the sun came back an hour later, the boat was gone.",
  },
};

type EmptyChatProps = {
  kind: "chat" | "fill";
  temporary: boolean;
  onPick: (prompt: string) => void;
  onFill: (example: { text: string; suffix: string }) => void;
};

const cardClass =
  "h-full w-full rounded-card border border-line bg-surface px-4 py-3 text-start transition-colors hover:border-accent hover:bg-accent-soft";

/** The first thing a person sees: what this is good for, ready to run with one click. */
export function EmptyChat({ kind, temporary, onPick, onFill }: EmptyChatProps) {
  const t = useTranslations("chat");
  return (
    <div className="mx-auto flex w-full max-w-3xl grow flex-col justify-center gap-6 px-4 py-8">
      <div className="sm:hidden">
        <Kinds kind={kind} />
      </div>
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">
          {t(kind === "fill" ? "emptyFillTitle" : "emptyTitle")}
        </h1>
        <p className="mt-1 text-ink-muted">
          {temporary ? t("temporaryHint") : t(kind === "fill" ? "emptyFillHint" : "emptyHint")}
        </p>
      </div>
      {kind === "fill" ? (
        <ul className="grid gap-2.5 sm:grid-cols-2">
          {(["python", "text"] as const).map((example) => (
            <li key={example}>
              <button type="button" onClick={() => onFill(fillExamples[example])} className={cardClass}>
                <span className="block text-sm font-medium">{t(`fillExample.${example}`)}</span>
                <code className="mt-0.5 line-clamp-2 block text-xs text-ink-muted">
                  {fillExamples[example].text}
                </code>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <Examples
          examples={examples.map((id) => ({ id, title: t(`${id}Title`), text: t(`${id}Prompt`) }))}
          onChoose={onPick}
        />
      )}
    </div>
  );
}
