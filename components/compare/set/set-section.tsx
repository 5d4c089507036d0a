import type { ReactNode } from "react";
import { cn } from "@/lib/ui/cn";

/** A part of the set-up under its heading. */
export function SetSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="grid grid-cols-[minmax(0,1fr)] gap-2 border-b border-line py-3 last:border-b-0"
    >
      <h3 className="text-xs font-medium text-ink-muted">{title}</h3>
      {children}
    </section>
  );
}

type LabelledProps = {
  /** The id of the control; what explains it has the same with `-hint`. */
  id: string;
  label: string;
  hint?: string | undefined;
  fault?: string | undefined;
  /** The heading above says the same. */
  hidden?: boolean;
  children: ReactNode;
};

/** A control with its name, what it is for, and what is wrong with it. */
export function Labelled({ id, label, hint, fault, hidden = false, children }: LabelledProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <label htmlFor={id} className={cn("text-xs", hidden && "sr-only")}>
        {label}
      </label>
      {children}
      {(hint || fault) && (
        <p
          id={`${id}-hint`}
          role={fault ? "alert" : undefined}
          className={cn("text-xs", fault ? "text-danger" : "text-ink-faint")}
        >
          {fault ?? hint}
        </p>
      )}
    </div>
  );
}
