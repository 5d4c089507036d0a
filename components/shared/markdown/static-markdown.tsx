import katex from "katex";
import { type ComponentProps, createElement, type ReactNode } from "react";
import Markdown, { type Components, type ExtraProps } from "react-markdown";
import type { BlockContent } from "@/lib/markdown/block-content";
import { finish, openBlock, splitText } from "@/lib/markdown/block-splitter";
import { emptySplit } from "@/lib/markdown/split-state";
import { formulaLimits, longestFormula } from "./formula";
import { nodeText } from "./html-node";
import { addressFor, rehypePlugins, remarkPlugins, remarkRehypeOptions } from "./markdown-pipeline";

/*
 * An answer for a file that has to stand on its own: no script, no style sheet, no font. The same parser and the same
 * rules as on the page; formulas are MathML, which browsers typeset by themselves.
 */

function StaticFormula({ tex, display }: { tex: string; display: boolean }) {
  const formula = typeset(tex, display);
  if (!formula) return display ? <pre>{tex}</pre> : <code>{tex}</code>;
  return <span className={display ? "formula" : ""}>{asReact(formula, 0)}</span>;
}

function typeset(tex: string, display: boolean): Element | undefined {
  if (tex.length > longestFormula) return undefined;
  const place = document.createElement("span");
  try {
    katex.render(tex, place, { ...formulaLimits, output: "mathml", displayMode: display });
    return place.querySelector("math") ?? undefined;
  } catch {
    return undefined; // shown as it is written: the model's mistake
  }
}

/** Built elements as React's, attribute by attribute: nothing is read as HTML on the way into the file. */
function asReact(node: Node, key: number): ReactNode {
  if (!(node instanceof Element)) return node.textContent;
  const attributes = [...node.attributes].filter(({ name }) => name !== "class" && name !== "style");
  const named = Object.fromEntries(attributes.map(({ name, value }) => [name, value]));
  return createElement(node.localName, { key, ...named }, ...[...node.childNodes].map(asReact));
}

function InlineCode({ className, children, node }: ComponentProps<"code"> & ExtraProps) {
  if (className?.includes("math-inline")) return <StaticFormula tex={nodeText(node)} display={false} />;
  return <code>{children}</code>;
}

function Preformatted({ node }: ComponentProps<"pre"> & ExtraProps) {
  const code = node?.children[0];
  const text = nodeText(code).replace(/\n$/, "");
  const names = code?.type === "element" ? String(code.properties["className"] ?? "") : "";
  if (names.includes("language-math")) return <StaticFormula tex={text} display />;
  return (
    <pre>
      <code>{text}</code>
    </pre>
  );
}

/** A picture of another host is never loaded, and one of this program is not in the file. */
function PictureName({ node }: ExtraProps) {
  return <em>{String(node?.properties["dataAlt"] ?? node?.properties["alt"] ?? "")}</em>;
}

const elements: Components = {
  a: ({ href, children }) =>
    href ? (
      <a href={href} rel="noopener noreferrer nofollow">
        {children}
      </a>
    ) : (
      children
    ),
  code: InlineCode,
  img: PictureName,
  pre: Preformatted,
  span: PictureName,
};

function StaticBlock({ content }: { content: BlockContent }) {
  switch (content.kind) {
    case "code":
      return (
        <pre>
          <code>{content.code}</code>
        </pre>
      );
    case "math":
      return <StaticFormula tex={content.tex} display />;
    case "plain":
      return <p className="plain">{content.text}</p>;
    case "markdown":
      return (
        <Markdown
          components={elements}
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

/** A whole text, to be rendered once into a string. */
export function StaticMarkdown({ text }: { text: string }) {
  const split = finish(splitText(emptySplit, "", text));
  const open = openBlock(split, false);
  return (open ? [...split.closed, open] : split.closed).map(({ key, content }) => (
    <StaticBlock key={key} content={content} />
  ));
}
