"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { readForDisplay, WrittenNumber } from "@/lib/chat/json-check";

/** Deeper than this, or beyond so many entries, is shown as text. */
const openDepth = 2;
const shownEntries = 500;
const deepest = 60;

type NodeProps = { name?: string; value: unknown; depth: number };

const isBranch = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !(value instanceof WrittenNumber);

function leafText(value: unknown): string {
  if (value instanceof WrittenNumber) return value.source;
  try {
    return JSON.stringify(value);
  } catch {
    return "…"; // nested too deep to be written out
  }
}

/** A JSON text as a tree whose branches open and close. */
export function JsonTree({ text }: { text: string }) {
  const value = useMemo(() => readForDisplay(text), [text]);
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-sunken p-3 font-mono text-sm">
      <Node value={value} depth={0} />
    </div>
  );
}

function Node({ name, value, depth }: NodeProps) {
  const t = useTranslations("chat");
  if (!isBranch(value) || depth > deepest)
    return (
      <p className="wrap-anywhere">
        <Name name={name} />
        <span
          className={typeof value === "string" ? "text-[var(--code-string)]" : "text-[var(--code-constant)]"}
        >
          {leafText(value)}
        </span>
      </p>
    );
  const entries = Object.entries(value);
  const brackets = Array.isArray(value) ? "[ ]" : "{ }";
  return (
    <details open={depth < openDepth}>
      <summary>
        <Name name={name} />
        <span className="text-ink-faint">
          {brackets} {entries.length}
        </span>
      </summary>
      <div className="border-s border-line ps-4">
        {entries.slice(0, shownEntries).map(([key, entry]) => (
          <Node key={key} name={key} value={entry} depth={depth + 1} />
        ))}
        {entries.length > shownEntries && (
          <p className="text-ink-faint">{t("jsonMore", { count: entries.length - shownEntries })}</p>
        )}
      </div>
    </details>
  );
}

const Name = ({ name }: { name: string | undefined }) =>
  name === undefined ? null : <span className="text-[var(--code-function)]">{name}: </span>;
