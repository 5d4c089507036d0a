import "katex/dist/katex.min.css";
import katex, { type KatexOptions } from "katex";
import { use, useCallback, useMemo } from "react";
import { GrowingContext } from "./growing-context";

/** A formula may load nothing, lead nowhere, expand without end nor outgrow its line. */
export const formulaLimits: KatexOptions = {
  trust: false,
  strict: "ignore",
  maxExpand: 500,
  maxSize: 20,
  throwOnError: true,
  errorColor: "var(--danger)",
};
export const longestFormula = 4000;

/**
 * The typeset formula, or null if it is none. KaTeX builds elements rather than HTML text, which the page's
 * Trusted Types would refuse; they stay outside the document, so building them while rendering changes nothing.
 */
function typeset(tex: string, display: boolean): HTMLElement | null {
  if (tex.length > longestFormula) return null;
  const element = document.createElement("span");
  try {
    katex.render(tex, element, { ...formulaLimits, displayMode: display });
    return element;
  } catch {
    return null; // shown as it is written: the model's mistake, or a formula that is not whole
  }
}

/**
 * Typesets once for nothing. The first formula costs several times what later ones do, some 80 ms: better while
 * the page is idle than in the middle of an answer.
 */
export function warmUpTypesetting(): void {
  typeset("W = \\frac{\\lambda}{\\mu(\\mu - \\lambda)} \\sum_{i=1}^{n} \\sqrt{x_i}", true);
}

type FormulaProps = { tex: string; display: boolean };

export function Formula({ tex, display }: FormulaProps) {
  const growing = use(GrowingContext);
  const formula = useMemo(() => (growing ? null : typeset(tex, display)), [growing, tex, display]);
  const place = useCallback(
    (parent: HTMLElement | null) => parent?.replaceChildren(formula ?? ""),
    [formula],
  );
  if (formula) return display ? <div ref={place} /> : <span ref={place} />;
  return display ? (
    <pre className="overflow-x-auto whitespace-pre-wrap font-mono text-[0.8125rem]">{tex}</pre>
  ) : (
    <code>{tex}</code>
  );
}
