import type { ComponentProps } from "react";
import type { Components, ExtraProps } from "react-markdown";
import { useTranslations } from "use-intl";
import { CodeBlock } from "./code-block";
import { Formula } from "./formula";
import { type HtmlNode, nodeText } from "./html-node";
import { ScrollRegion } from "./scroll-region";

function Link({ href, title, children }: ComponentProps<"a">) {
  if (!href) return <span title={title}>{children}</span>;
  return (
    <a href={href} title={title} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function Picture({ src, alt, title }: ComponentProps<"img">) {
  if (!src) return alt;
  // biome-ignore lint/performance/noImgElement: the optimizer is off, and would fetch for anybody who asks
  return <img src={src} alt={alt ?? ""} title={title} loading="lazy" className="max-w-full rounded-card" />;
}

/** The only spans that the pipeline makes stand for pictures that may not load. */
function RefusedPicture({ node }: ExtraProps) {
  const t = useTranslations("shared");
  const alt = String(node?.properties["dataAlt"] ?? "");
  const note = t("image", { host: String(node?.properties["dataHost"] ?? "?") });
  return (
    <span className="rounded border border-line bg-sunken px-1.5 py-0.5 text-ink-muted text-sm">
      {alt ? `${alt} · ${note}` : note}
    </span>
  );
}

function InlineCode({ className, children, node }: ComponentProps<"code"> & ExtraProps) {
  if (className?.includes("math-inline")) return <Formula tex={nodeText(node)} display={false} />;
  return <code>{children}</code>;
}

function Preformatted({ node }: ComponentProps<"pre"> & ExtraProps) {
  const code = node?.children[0];
  const classNames = code?.type === "element" ? String(code.properties["className"] ?? "").split(/[ ,]/) : [];
  const text = nodeText(code).replace(/\n$/, "");
  if (classNames.includes("language-math")) return <Formula tex={text} display />;
  const language = classNames.find((name) => name.startsWith("language-"))?.slice("language-".length);
  return <CodeBlock label={language ?? ""} code={text} />;
}

/** A table is named by its columns, since nothing else says what it is about. */
function Table({ node, children }: ComponentProps<"table"> & ExtraProps) {
  const head = node?.children.find((child) => child.type === "element");
  const cells = head?.type === "element" ? head.children.flatMap(cellTexts) : [];
  return (
    <ScrollRegion label={cells.join(", ")}>
      <table>{children}</table>
    </ScrollRegion>
  );
}

function cellTexts(row: HtmlNode): string[] {
  if (row.type !== "element") return [];
  return row.children.map((cell) => nodeText(cell).trim()).filter((text) => text !== "");
}

export const markdownElements: Components = {
  a: Link,
  code: InlineCode,
  img: Picture,
  pre: Preformatted,
  span: RefusedPicture,
  table: Table,
};
