import { startTransition, use, useEffect, useState } from "react";
import { languageOf } from "@/lib/markdown/code-languages";
import type { CodePiece, TokenKind } from "@/lib/markdown/code-pieces";
import { requestHighlight } from "@/lib/markdown/highlighter";
import { GrowingContext } from "./growing-context";

const colourOfKind = {
  plain: undefined,
  keyword: "text-(--code-keyword)",
  string: "text-(--code-string)",
  comment: "text-(--code-comment)",
  constant: "text-(--code-constant)",
  function: "text-(--code-function)",
  parameter: "text-(--code-parameter)",
  punctuation: "text-(--code-punctuation)",
  link: "text-(--code-link)",
} as const satisfies Record<TokenKind, string | undefined>;

type Highlighted = { code: string; pieces: CodePiece[] };

/** The pieces of exactly this code, or null until the worker has answered, which it need not. */
function useHighlight(code: string, label: string): CodePiece[] | null {
  const growing = use(GrowingContext);
  const [highlighted, setHighlighted] = useState<Highlighted | null>(null);
  const language = growing ? null : languageOf(label);

  useEffect(() => {
    if (!language) return;
    return requestHighlight(code, language, (pieces) => {
      startTransition(() => setHighlighted({ code, pieces }));
    });
  }, [code, language]);

  return highlighted?.code === code ? highlighted.pieces : null;
}

/** Code in colours once it is whole; plain before, and where its language is unknown. */
export function HighlightedCode({ label, code }: { label: string; code: string }) {
  const pieces = useHighlight(code, label);
  if (!pieces) return code;
  let start = 0;
  return pieces.map(({ kind, text }) => {
    const key = start;
    start += text.length;
    return (
      <span key={key} className={colourOfKind[kind]}>
        {text}
      </span>
    );
  });
}
