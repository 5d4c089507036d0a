"use client";

import { Button } from "@/components/ui/button";

type EmptyFeedProps = {
  title: string;
  hint: string;
  example: string;
  /** Nothing where there is none that costs nothing. */
  onExample: (() => void) | undefined;
};

/** What stands where nothing was made yet: what the page is for, and an example that runs on one press. */
export const EmptyFeed = ({ title, hint, example, onExample }: EmptyFeedProps) => (
  <section aria-label={title} className="mx-auto w-full max-w-3xl px-4 py-8">
    <h2 className="text-2xl font-semibold tracking-tight">{title}</h2>
    <p className="mt-1 text-ink-muted">{hint}</p>
    {onExample && (
      <Button className="mt-4" onClick={onExample}>
        {example}
      </Button>
    )}
  </section>
);
