import { memo } from "react";
import Markdown from "react-markdown";
import type { BlockContent } from "@/lib/markdown/block-content";
import type { Block } from "@/lib/markdown/split-state";
import { CodeBlock } from "./code-block";
import { Formula } from "./formula";
import { GrowingContext } from "./growing-context";
import { markdownElements } from "./markdown-elements";
import { addressFor, rehypePlugins, remarkPlugins, remarkRehypeOptions } from "./markdown-pipeline";
import { PlainOnError } from "./plain-on-error";
import { PlainText } from "./plain-text";

function Content({ content }: { content: BlockContent }) {
  switch (content.kind) {
    case "code":
      return <CodeBlock label={content.language} code={content.code} />;
    case "math":
      return <Formula tex={content.tex} display />;
    case "plain":
      return <PlainText text={content.text} />;
    case "markdown":
      return (
        <Markdown
          components={markdownElements}
          remarkPlugins={remarkPlugins}
          rehypePlugins={rehypePlugins}
          remarkRehypeOptions={remarkRehypeOptions}
          urlTransform={addressFor}
        >
          {content.text}
        </Markdown>
      );
  }
}

/** One top-level block. A closed block is always the same value, and so is rendered once. */
export const MarkdownBlock = memo(function MarkdownBlock({
  block,
  growing,
}: {
  block: Block;
  growing: boolean;
}) {
  return (
    <GrowingContext value={growing}>
      <PlainOnError plain={<PlainText text={block.source} />}>
        <Content content={block.content} />
      </PlainOnError>
    </GrowingContext>
  );
});
