import compile from "icu-minify/compile";
import type { AppMessages } from "./messages";

type Tree = { readonly [key: string]: string | Tree };

const compileTree = (tree: Tree): object =>
  Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === "string" ? compile(value) : compileTree(value),
    ]),
  );

/**
 * Messages with their ICU syntax read already, so that no page has to load what reads it. use-intl is told by an
 * alias in next.config.ts that they come like this; its types know only messages as they are written.
 */
export const compileMessages = (messages: AppMessages) =>
  // The compiler's objects have no prototype, and React hands only plain ones to a page.
  structuredClone(compileTree(messages)) as AppMessages;
