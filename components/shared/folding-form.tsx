"use client";

import { ChevronUp, Plus } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

/** A form that makes room for what came of it. `filled`: something is in it, so that it is not out of sight. */
export function useFolding(filled: boolean) {
  const [open, setOpen] = useState(true);
  useEffect(() => {
    if (filled) setOpen(true);
  }, [filled]);
  return { open, setOpen };
}

export type Folding = ReturnType<typeof useFolding>;

type FoldingFormProps = {
  /** The page's name. */
  title: string;
  /** What a person begins by opening it. */
  begin: string;
  folding: Folding;
  children: ReactNode;
};

/** The head of a page with its form, which a person can fold away and open again. */
export function FoldingForm({ title, begin, folding: { open, setOpen }, children }: FoldingFormProps) {
  const t = useTranslations("shared");
  const id = useId();
  const told = open ? t("foldForm") : begin;
  const buttonRef = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // What had the focus went away with the form.
    if (!open && document.activeElement === document.body) buttonRef.current?.focus();
  }, [open]);
  return (
    <>
      <header className="flex h-12 shrink-0 items-center gap-2 px-4 max-lg:ps-14 max-lg:pe-28">
        <h1 className="grow truncate text-sm font-semibold">{title}</h1>
        <Button
          ref={buttonRef}
          size="small"
          variant={open ? "ghost" : "outline"}
          aria-expanded={open}
          aria-controls={id}
          title={told}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronUp size={14} aria-hidden /> : <Plus size={14} aria-hidden />}
          {/* A phone has no room for it beside the page's name. */}
          <span className="max-sm:sr-only">{told}</span>
        </Button>
      </header>
      <div id={id} hidden={!open} className="shrink-0">
        {children}
      </div>
    </>
  );
}
