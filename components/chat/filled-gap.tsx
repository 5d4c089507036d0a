type FilledGapProps = { before: string; after: string; text: string };

/** A text with its gap filled: what the model wrote stands out from what was there. */
export function FilledGap({ before, after, text }: FilledGapProps) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
      tabIndex={0}
      className="max-h-[60dvh] overflow-auto whitespace-pre-wrap rounded-card border border-line bg-sunken p-3 text-sm wrap-anywhere"
    >
      <code>
        <span className="text-ink-faint">{before}</span>
        <ins className="rounded bg-accent-soft text-ink no-underline">{text}</ins>
        <span className="text-ink-faint">{after}</span>
      </code>
    </pre>
  );
}
