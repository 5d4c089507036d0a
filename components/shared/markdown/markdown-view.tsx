"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { PlainOnError } from "./plain-on-error";
import { PlainText } from "./plain-text";

type MarkdownViewProps = {
  text: string;
  /** Whether the text may still grow: its last block then shows code and formulas as they are written. */
  streaming: boolean;
};

/** Longer text is shown as it is written: parsing it would hold the page up. */
const maximumCharacters = 256 * 1024;

const loadBlocks = () => import("./markdown-blocks");
const MarkdownBlocks = lazy(async () => ({ default: (await loadBlocks()).MarkdownBlocks }));

// Safari has no idle callbacks.
const whenIdle = (work: () => void) =>
  "requestIdleCallback" in window ? requestIdleCallback(work) : setTimeout(work, 500);

/** Gets what renders Markdown ready, so that the first answer does not pay for it. */
export function preloadMarkdown(): void {
  loadBlocks()
    .then(({ warmUp }) => whenIdle(warmUp))
    .catch(() => {}); // the view asks again, and shows plain text meanwhile
}

const subscribeToNothing = () => () => {};

/** A model's answer as it arrives. Until the renderer is loaded, and if it fails, the text is shown plainly. */
export function MarkdownView({ text, streaming }: MarkdownViewProps) {
  const inBrowser = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  const plain = <PlainText text={text} />;
  return (
    <div className="prose-answer">
      {inBrowser && text.length <= maximumCharacters ? (
        <PlainOnError plain={plain}>
          <Suspense fallback={plain}>
            <MarkdownBlocks text={text} streaming={streaming} />
          </Suspense>
        </PlainOnError>
      ) : (
        plain
      )}
    </div>
  );
}
