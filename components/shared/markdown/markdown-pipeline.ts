import type { ExtraProps, Options } from "react-markdown";
import rehypeSanitize, { type Options as SanitizeSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import {
  hostOf,
  imageAddress,
  imageProtocols,
  linkAddress,
  linkProtocols,
} from "@/lib/markdown/address-policy";

type HtmlElement = NonNullable<ExtraProps["node"]>;
type HtmlParent = { children: (HtmlElement["children"][number] | { type: "doctype" })[] };
type RemarkRehypeOptions = NonNullable<Options["remarkRehypeOptions"]>;

/** Everything an answer may become; what a plugin adds beyond it is taken out. */
const schema: SanitizeSchema = {
  tagNames: [
    ...["a", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img"],
    ...[
      "input",
      "li",
      "ol",
      "p",
      "pre",
      "span",
      "strong",
      "sup",
      "table",
      "tbody",
      "td",
      "th",
      "thead",
      "tr",
      "ul",
    ],
  ],
  attributes: {
    a: ["href", "title"],
    code: [["className", /^language-[\w+#.-]+$/, "math-inline", "math-display"]],
    img: ["src", "alt", "title"],
    input: [["type", "checkbox"], ["disabled", true], "checked"],
    li: [["className", "task-list-item"]],
    ol: ["start", ["className", "contains-task-list"]],
    span: ["dataHost", "dataAlt"],
    td: ["align"],
    th: ["align"],
    ul: [["className", "contains-task-list"]],
  },
  ancestors: {
    li: ["ol", "ul"],
    tbody: ["table"],
    td: ["table"],
    th: ["table"],
    thead: ["table"],
    tr: ["table"],
  },
  protocols: { href: [...linkProtocols], src: [...imageProtocols] },
  required: { input: { disabled: true, type: "checkbox" } },
  strip: ["script", "style"],
};

/** Puts in place of an image that may not load a mark that names the host it wanted to load from. */
function replaceForeignImages(parent: HtmlParent): void {
  parent.children = parent.children.map((child) => {
    if (child.type !== "element") return child;
    if (child.tagName !== "img") {
      replaceForeignImages(child);
      return child;
    }
    const source = String(child.properties["src"] ?? "");
    if (imageAddress(source) !== null) return child;
    const properties = { dataHost: hostOf(source), dataAlt: String(child.properties["alt"] ?? "") };
    return { type: "element", tagName: "span", properties, children: [] };
  });
}

function rehypeOwnImages(): (tree: HtmlParent) => void {
  return replaceForeignImages;
}

/** HTML in an answer is shown as the text it is, but for the line break, which tables have no other way to make. */
const handlers: NonNullable<RemarkRehypeOptions["handlers"]> = {
  html: (_state, node: { value: string }, parent: { type: string } | undefined) => {
    if (/^<br\s*\/?>$/i.test(node.value))
      return { type: "element", tagName: "br", properties: {}, children: [] };
    const text = { type: "text" as const, value: node.value };
    const ownBlock = parent?.type === "root" || parent?.type === "blockquote" || parent?.type === "listItem";
    return ownBlock ? { type: "element", tagName: "p", properties: {}, children: [text] } : text;
  },
  /** A note and what refers to it may be in different blocks, so each stays where it was written. */
  footnoteReference: (_state, node: { label?: string; identifier: string }) => ({
    type: "element",
    tagName: "sup",
    properties: {},
    children: [{ type: "text", value: `[${node.label ?? node.identifier}]` }],
  }),
  definition: (_state, node: { label?: string; identifier: string; url: string }) => ({
    type: "element",
    tagName: "p",
    properties: {},
    children: [
      { type: "text", value: `[${node.label ?? node.identifier}]: ` },
      {
        type: "element",
        tagName: "a",
        properties: { href: node.url },
        children: [{ type: "text", value: node.url }],
      },
    ],
  }),
  footnoteDefinition: (state, node) => ({
    type: "element",
    tagName: "div",
    properties: {},
    children: [{ type: "text", value: `[${node.label ?? node.identifier}] ` }, ...state.all(node)],
  }),
};

export const remarkPlugins: NonNullable<Options["remarkPlugins"]> = [remarkGfm, remarkMath];
export const rehypePlugins: NonNullable<Options["rehypePlugins"]> = [
  rehypeOwnImages,
  [rehypeSanitize, schema],
];
export const remarkRehypeOptions: RemarkRehypeOptions = { handlers };

/** The last gate, after every plugin: no other address reaches the page. */
export function addressFor(address: string, attribute: string): string | null {
  return attribute === "src" ? imageAddress(address) : linkAddress(address);
}
