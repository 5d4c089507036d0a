import { memo, startTransition, use, useEffect, useState } from "react";
import { languageOf } from "@/lib/markdown/code-languages";
import { type CodeChunk, chunkPieces, type TokenKind } from "@/lib/markdown/code-pieces";
import { requestHighlight } from "@/lib/markdown/highlighter";
import { GrowingContext } from "./growing-context";
import { useGradualCount } from "./use-gradual-count";

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

type Highlighted = { code: string; chunks: CodeChunk[] };

const chunksAtATime = 2;

/** The coloured chunks of exactly this code, or null until the worker has answered, which it need not. */
function useHighlight(code: string, label: string): CodeChunk[] | null {
  const growing = use(GrowingContext);
  const [highlighted, setHighlighted] = useState<Highlighted | null>(null);
  const language = growing ? null : languageOf(label);

  useEffect(() => {
    if (!language) return;
    return requestHighlight(code, language, (pieces) => {
      startTransition(() => setHighlighted({ code, chunks: chunkPieces(pieces) }));
    });
  }, [code, language]);

  return highlighted?.code === code ? highlighted.chunks : null;
}

/** Each chunk is a block, so that the browser lays out the new ones only. */
const Chunk = memo(function Chunk({ chunk }: { chunk: CodeChunk }) {
  let start = chunk.start;
  return (
    <span className="block">
      {chunk.pieces.map(({ kind, text }) => {
        const key = start;
        start += text.length;
        return (
          <span key={key} className={colourOfKind[kind]}>
            {text}
          </span>
        );
      })}
    </span>
  );
});

function Chunks({ chunks }: { chunks: readonly CodeChunk[] }) {
  const coloured = useGradualCount(chunks.length, chunksAtATime);
  return chunks.map((chunk, index) =>
    index < coloured ? (
      <Chunk key={chunk.start} chunk={chunk} />
    ) : (
      <span key={chunk.start} className="block">
        {chunk.text}
      </span>
    ),
  );
}

/** Code in colours once it is whole; plain before, and where its language is unknown. */
export function HighlightedCode({ label, code }: { label: string; code: string }) {
  const chunks = useHighlight(code, label);
  return chunks ? <Chunks chunks={chunks} /> : code;
}
