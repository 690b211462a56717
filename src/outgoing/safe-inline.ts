/** Rebuilds the inside of a Markdown block: no HTML, images or foreign links, and live references in code. */
import type { Definition, Nodes, PhrasingContent } from "mdast";
import { findBotCommand } from "./bot-commands.ts";
import { ownLink, type RepositoryName } from "./own-link.ts";
import { hasClosingKeyword, segmentReferences } from "./references.ts";
import { breakSkips } from "./skip-words.ts";
import { removeInvisible } from "./visible-text.ts";

export type TreeOptions = { repository: RepositoryName; ownIssue: number | null };

/** What may stand inside a block. */
export type Inline = Exclude<
  PhrasingContent,
  { type: "html" | "image" | "imageReference" | "linkReference" | "footnoteReference" }
>;

/** The options, and where the document's link definitions lead. */
export type InlineContext = TreeOptions & { definitions: Map<string, Definition> };

const maxAddress = 300;

/** Also in code, since readers of our own hidden markers look at the raw text. */
export const withoutMarkers = (text: string): string => breakSkips(removeInvisible(text).replaceAll("<!-", "<! -"));

/** HTML without its comments; one that is not closed takes the rest. */
export const withoutComments = (html: string): string => {
  let result = "";
  let at = 0;
  for (let open = html.indexOf("<!--"); open !== -1; open = html.indexOf("<!--", at)) {
    result += html.slice(at, open);
    const close = html.indexOf("-->", open + 4);
    if (close === -1) return result;
    at = close + 3;
  }
  return result + html.slice(at);
};

const inlineCode = (value: string): Inline[] => {
  const shown = withoutMarkers(value).replace(/\s+/g, " ").trim();
  return shown === "" ? [] : [{ type: "inlineCode", value: shown }];
};

export const text = (value: string): Inline => ({ type: "text", value: withoutMarkers(value) });

/** All text below a node, as a reader would see it. */
export const plainText = (node: Nodes): string => {
  if ("children" in node) {
    const isBlock = node.children.some(
      (child) => !["text", "inlineCode", "emphasis", "strong", "delete", "link", "break"].includes(child.type),
    );
    return node.children.map(plainText).join(isBlock ? "\n" : "");
  }
  return node.type === "break" ? "\n" : "value" in node ? node.value : "";
};

const address = (url: string, shown: string): Inline[] => {
  if (url === shown || url === `http://${shown}` || url === `mailto:${shown}`) return [];
  return [text(" ("), ...inlineCode(url.slice(0, maxAddress)), text(")")];
};

const link = (url: string, label: Inline[], context: InlineContext): Inline[] => {
  const shown = label.map(plainText).join("");
  const own = ownLink(url, context.repository, context.ownIssue);
  const flat = label.flatMap((node) => (node.type === "link" ? (node.children as Inline[]) : [node]));
  if (own !== null)
    return [
      { type: "link", url: own, title: null, children: shown.trim() === "" || url === shown ? [text(own)] : flat },
    ];
  return shown.trim() === "" ? inlineCode(url.slice(0, maxAddress)) : [...flat, ...address(url, shown)];
};

/** Keeps what may stay and turns the rest into text or code; text is not yet searched for references. */
const reduce = (node: PhrasingContent, context: InlineContext): Inline[] => {
  const children = "children" in node ? node.children.flatMap((child) => reduce(child, context)) : [];
  const target = "identifier" in node ? context.definitions.get(node.identifier) : undefined;
  switch (node.type) {
    case "text":
      return [text(node.value)];
    case "inlineCode":
      return inlineCode(node.value);
    case "break":
      return [{ type: "break" }];
    case "emphasis":
    case "strong":
    case "delete":
      return children.length === 0 ? [] : [{ type: node.type, children }];
    case "link":
      return link(node.url, children, context);
    case "linkReference":
      return target ? link(target.url, children, context) : children;
    case "image":
      return [text(node.alt ?? ""), ...address(node.url, "")];
    case "imageReference":
      return [text(node.alt ?? ""), ...(target ? address(target.url, "") : [])];
    case "footnoteReference":
      return [text(`[${node.identifier}]`)];
    case "html":
      return inlineCode(withoutComments(node.value));
  }
};

const merge = (nodes: Inline[]): Inline[] => {
  const merged: Inline[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (node.type === "text" && last?.type === "text") last.value += node.value;
    else merged.push(node.type === "text" ? { ...node } : node);
  }
  return merged;
};

/** Lines of the block that are a command for another bot, in code; one in bold or a link has a sign before it already. */
const quietenCommands = (nodes: Inline[]): Inline[] =>
  nodes.flatMap((node, index): Inline[] => {
    if (node.type !== "text") return [node];
    const lines = node.value.split("\n");
    return lines.flatMap((line, at): Inline[] => {
      const isStart = at > 0 || index === 0 || nodes[index - 1]?.type === "break";
      const found = isStart ? findBotCommand(line) : null;
      const shown = found === null ? [text(line)] : [...inlineCode(found.command), text(found.rest)];
      return at === lines.length - 1 ? shown : [...shown, text("\n")];
    });
  });

/** Puts live references into code, below links and emphasis too. A link to ourselves may show its own address. */
const quieten = (nodes: Inline[], quiet: string | null): Inline[] =>
  merge(nodes).flatMap((node): Inline[] => {
    if (node.type === "text")
      return segmentReferences(node.value, quiet).flatMap((segment) =>
        segment.isActive ? inlineCode(segment.text) : [text(segment.text)],
      );
    if (node.type === "link" && node.children.length === 1 && plainText(node) === node.url) return [node];
    if ("children" in node) return [{ ...node, children: quieten(node.children as Inline[], quiet) } as Inline];
    return [node];
  });

/** The texts of a block apart from each other, as they stand once mentions before or behind them are code. */
const leaves = (nodes: Inline[]): string[] =>
  nodes.flatMap((node) => ("children" in node ? leaves(node.children as Inline[]) : [plainText(node)]));

/** The allowed nodes for what stands in one block. */
export const safeInline = (nodes: PhrasingContent[], context: InlineContext): Inline[] => {
  const kept = nodes.flatMap((node) => reduce(node, context));
  const own = context.ownIssue === null ? null : `#${context.ownIssue}`;
  const isClosing = ["", " "].some((between) => hasClosingKeyword(leaves(kept).join(between)));
  return quieten(quietenCommands(merge(kept)), isClosing ? null : own);
};
