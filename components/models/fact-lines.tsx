"use client";

import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Source } from "./source";

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-1.5">
      <h3 className="font-medium">{title}</h3>
      {children}
    </section>
  );
}

type LineProps = { name: string; value: ReactNode; said?: string | null | undefined };

/** One thing that is known of a model, and who says so. */
export function Line({ name, value, said }: LineProps) {
  return (
    <p className="flex flex-wrap justify-between gap-x-4">
      <span className="text-ink-muted">{name}</span>
      <span className="min-w-0 text-end tabular-nums wrap-anywhere">
        {value}
        <Source said={said} />
      </span>
    </p>
  );
}

type Fact<Value> = {
  value: Value | null;
  source: string | null;
  printed?: string | undefined;
  note?: string | undefined;
};
type FactLineProps<Value> = { name: string; fact: Fact<Value>; children: (value: Value) => ReactNode };

/** A figure of the catalogue: what is printed too roughly to be a value is told as it is printed. */
export function FactLine<Value>({ name, fact, children }: FactLineProps<Value>) {
  const t = useTranslations("catalogue");
  const { value, source, printed, note } = fact;
  const unknown = printed === undefined ? t("unknown") : t("printed", { text: printed });
  return (
    <div>
      <Line name={name} value={value === null ? unknown : children(value)} said={source} />
      {note && (
        <p lang="en" className="text-xs text-ink-faint">
          {note}
        </p>
      )}
    </div>
  );
}

export function AmountLine({ name, value }: { name: string; value: number | null }) {
  const t = useTranslations("catalogue");
  const format = useFormatter();
  return <Line name={name} value={value === null ? t("unknown") : format.number(value)} />;
}

export function FlagLine({ name, value, said }: Omit<LineProps, "value"> & { value: boolean | null }) {
  const t = useTranslations("catalogue");
  return <Line name={name} value={value === null ? t("unknown") : t(value ? "yes" : "no")} said={said} />;
}
