import type { ExtraProps } from "react-markdown";

/** A node of what Markdown became, before it is React's. */
export type HtmlNode = NonNullable<ExtraProps["node"]>["children"][number];

/** All text in a node. */
export function nodeText(node: HtmlNode | undefined): string {
  if (node?.type === "text") return node.value;
  return node?.type === "element" ? node.children.map(nodeText).join("") : "";
}
