/** That an id is the Pro edition's, which its last part does not tell. */
export function EditionMark({ id }: { id: string }) {
  if (!id.startsWith("Pro/")) return null;
  return (
    <span className="ms-1.5 rounded border border-line px-1 text-xs font-normal text-ink-muted">Pro</span>
  );
}
