"use client";

import { Braces } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import type { CreationRecord } from "@/lib/history/creation-record";
import { formatYuan } from "@/lib/ui/format";

type ModelFactsProps = {
  record: CreationRecord;
  /** What it is here, besides a model. */
  role?: ReactNode;
  /** What it took, in a few words each; what does not apply is no text. */
  facts: readonly (string | false | undefined)[];
  /** Yuan; null where no source names a price, undefined where there is nothing to pay yet. */
  cny: number | null | undefined;
  inspect: string;
  onInspect: (runId: string) => void;
};

/** A model in a line: its name, what it took and cost, and the way to its request. */
export function ModelFacts({ record, role, facts, cny, inspect, onInspect }: ModelFactsProps) {
  const words = useTranslations("shared");
  const price =
    cny === null
      ? words("priceUnknown")
      : cny === 0
        ? words("priceFree")
        : cny !== undefined && words("priceKnown", { amount: formatYuan(cny) });
  const { runId } = record;
  return (
    <div className="flex items-center gap-x-3">
      <p className="flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium wrap-anywhere">{record.model}</span>
        {role}
        <span className="flex flex-wrap gap-x-2.5 text-ink-faint tabular-nums">
          {[...facts, price].map((text) => text && <span key={text}>{text}</span>)}
        </span>
      </p>
      {runId && (
        <IconButton size="icon-small" label={inspect} onClick={() => onInspect(runId)}>
          <Braces size={15} />
        </IconButton>
      )}
    </div>
  );
}
