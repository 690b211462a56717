/** Prints a Markdown tree the same way everywhere, with every character escaped that would mean something else. */
import type { Root } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";

/** GitHub Flavored Markdown that ends with a line end, or nothing for an empty tree. */
export const printMarkdown = (root: Root): string =>
  toMarkdown(root, {
    bullet: "-",
    rule: "-",
    listItemIndent: "one",
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  });
