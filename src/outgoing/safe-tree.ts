/** Rebuilds a Markdown tree from the kinds of node that may leave, block by block. */
import type { BlockContent, Definition, DefinitionContent, ListItem, Nodes, Root, RootContent, TableRow } from "mdast";
import { safeCode } from "./safe-code.ts";
import { type InlineContext, safeInline, type TreeOptions, text, withoutComments } from "./safe-inline.ts";

type Block = BlockContent | DefinitionContent;

const item = (node: ListItem, context: InlineContext): ListItem => ({
  type: "listItem",
  spread: node.spread ?? false,
  checked: node.checked ?? null,
  children: blocks(node.children, context) as Block[],
});

const row = (node: TableRow, context: InlineContext): TableRow => ({
  type: "tableRow",
  children: node.children.map((cell) => ({
    type: "tableCell",
    children: safeInline(cell.children, context).map((child) => (child.type === "break" ? text(" ") : child)),
  })),
});

const blocks = (nodes: RootContent[], context: InlineContext): RootContent[] =>
  nodes.flatMap((node): RootContent[] => {
    switch (node.type) {
      case "paragraph":
      case "heading": {
        const children = safeInline(node.children, context);
        return children.length === 0
          ? []
          : [
              node.type === "heading"
                ? { type: "heading", depth: node.depth, children }
                : { type: "paragraph", children },
            ];
      }
      case "blockquote": {
        const children = blocks(node.children, context) as Block[];
        return children.length === 0 ? [] : [{ type: "blockquote", children }];
      }
      case "list":
        return [
          {
            type: "list",
            ordered: node.ordered ?? false,
            start: node.start ?? null,
            spread: node.spread ?? false,
            children: node.children.map((child) => item(child, context)),
          },
        ];
      case "table":
        return [
          { type: "table", align: node.align ?? [], children: node.children.map((child) => row(child, context)) },
        ];
      case "code":
        return [safeCode(node.value, node.lang)];
      case "html": {
        const value = withoutComments(node.value);
        return value.trim() === "" ? [] : [safeCode(value, "html")];
      }
      case "thematicBreak":
        return [{ type: "thematicBreak" }];
      case "footnoteDefinition":
        return blocks(node.children, context);
      default:
        return [];
    }
  });

const definitionsOf = (node: Nodes, found = new Map<string, Definition>()): Map<string, Definition> => {
  if (node.type === "definition" && !found.has(node.identifier)) found.set(node.identifier, node);
  if ("children" in node) for (const child of node.children) definitionsOf(child, found);
  return found;
};

/** The same document in allowed nodes only. */
export const safeTree = (root: Root, options: TreeOptions): Root => ({
  type: "root",
  children: blocks(root.children, { ...options, definitions: definitionsOf(root) }),
});
