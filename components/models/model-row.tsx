"use client";

import type { Ref } from "react";
import { useTranslations } from "use-intl";
import type { CustomItemComponentProps } from "virtua";
import { abilities } from "@/lib/models/find-models";
import { cn } from "@/lib/ui/cn";
import { type ModelItemProps, ModelMarks } from "./model-marks";
import { ModelState } from "./model-state";
import { TryLink } from "./try-link";
import { usePriceWords } from "./use-price-words";

const line =
  "grid w-full min-w-[60rem] grid-cols-[minmax(20rem,3fr)_7rem_minmax(14rem,2fr)_5rem_minmax(9rem,3fr)_4rem] items-center gap-3 text-start shadow-[inset_0_-1px_var(--line)]";
const columns = ["name", "kind", "price", "context", "can"] as const;

/** What stands in which column; it stays in sight. */
export function ModelTableHead() {
  const t = useTranslations("catalogue");
  return (
    <thead className="sticky top-0 z-1 block w-fit min-w-full bg-canvas">
      <tr className={cn(line, "[&>*]:py-1.5 text-xs text-ink-muted")}>
        {columns.map((column) => (
          <th key={column} className={cn("text-start font-normal", column === "name" && "ps-[3.75rem]")}>
            {t(`columns.${column}`)}
          </th>
        ))}
        <td />
      </tr>
    </thead>
  );
}

type ModelLineProps = CustomItemComponentProps & { ref?: Ref<HTMLTableRowElement> };

/** The line of a table that the list measures, without padding of its own, and puts in its place. */
export function ModelLine({ style, children, ref }: ModelLineProps) {
  return (
    <tr ref={ref} style={style} className={cn(line, "[&>*]:py-1.5 text-sm")}>
      {children}
    </tr>
  );
}

/** What is told of one model in a line. */
export function ModelCells(props: ModelItemProps) {
  const t = useTranslations("catalogue");
  const words = usePriceWords();
  const { model, onOpen } = props;
  const { id, entry } = model;
  const can = abilities.filter((ability) => entry?.capabilities[ability]);
  return (
    <>
      <td className="flex min-w-0 items-center gap-1.5">
        <span className="flex w-[3.375rem] shrink-0 justify-end">
          <ModelMarks {...props} />
        </span>
        <span className="min-w-0">
          <button
            type="button"
            onClick={onOpen}
            className="text-start wrap-anywhere hover:text-accent hover:underline"
          >
            {id}
          </button>
          <ModelState model={model} />
        </span>
      </td>
      <td className="text-xs text-ink-muted">{entry ? t(`kinds.${entry.sub_type}`) : t("unknown")}</td>
      <td className="tabular-nums">{words.price(entry)}</td>
      <td className="tabular-nums">{words.context(entry) ?? t("unknown")}</td>
      <td className="text-xs text-ink-muted">
        {can.map((ability) => t(`abilities.${ability}`)).join(" · ")}
      </td>
      <td className="text-end">
        <TryLink model={model} />
      </td>
    </>
  );
}
