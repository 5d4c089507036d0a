"use client";

type Example = { id: string; title: string; text: string };

type ExamplesProps = {
  examples: readonly Example[];
  disabled?: boolean;
  onChoose: (text: string) => void;
};

/** What an empty page offers to begin with: each with what it is and the words themselves. */
export function Examples({ examples, disabled = false, onChoose }: ExamplesProps) {
  return (
    <ul className="grid gap-2.5 sm:grid-cols-2">
      {examples.map(({ id, title, text }) => (
        <li key={id}>
          <button
            type="button"
            disabled={disabled}
            onClick={() => onChoose(text)}
            className="h-full w-full rounded-card border border-line bg-surface px-4 py-3 text-start transition-colors hover:border-accent hover:bg-accent-soft"
          >
            <span className="block text-sm font-medium">{title}</span>
            <span className="mt-0.5 block text-sm text-ink-muted">{text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
