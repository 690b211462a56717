/** What GitHub would make of the bot's Markdown beyond plain words: mentions, references, pictures, links elsewhere, HTML, commands. */
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

const ownComment = /^<!-- draftsmith:(?:record [^<>]*|[a-z]+(?:-[a-z0-9]+)*) -->$/;
const mention = /(?<![\w`/.])@[a-z0-9][a-z0-9-]*/i;
const reference = /(?<!\w)(?:#|GH-)(\d+)/gi;
const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?\s+(?:[\w.-]+\/[\w.-]+)?#\d+/i;

const hidden = /.{0,40}[\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;

/** `own` are numbers that the bot may refer to, `links` beginnings of addresses that may be live. */
export type Allowed = { own: readonly number[]; links: readonly string[] };

const judgeNode = (node: Nodes, { own, links }: Allowed): string[] => {
  switch (node.type) {
    case "html":
      return ownComment.test(node.value.trim()) ? [] : [`HTML ${node.value.slice(0, 80)}`];
    case "image":
    case "imageReference":
      return ["an image"];
    case "link":
      return links.some((start) => node.url.startsWith(start)) ? [] : [`a link to ${node.url.slice(0, 80)}`];
    case "definition":
      return [`a definition of ${node.url.slice(0, 80)}`];
    case "text": {
      const others = [...node.value.matchAll(reference)].filter(([, number]) => !own.includes(Number(number)));
      return [
        ...(mention.test(node.value) ? [`a mention in ${node.value.slice(0, 80)}`] : []),
        ...(others.length > 0 ? [`a reference ${others[0]?.[0]}`] : []),
        ...(closing.test(node.value) && others.length > 0 ? ["a closing keyword"] : []),
      ];
    }
    default:
      return [];
  }
};

const walk = (node: Nodes, allowed: Allowed): string[] => [
  ...judgeNode(node, allowed),
  ...("children" in node ? node.children.flatMap((child) => walk(child, allowed)) : []),
];

/** Faults of one body or comment. */
export const findMarkup = (markdown: string, allowed: Allowed): string[] => {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const records = markdown.split("<!-- draftsmith:record ").length - 1;
  return [
    ...walk(tree, allowed),
    ...(records > 1 ? [`${records} records in one text`] : []),
    ...(/^\s*\/[a-z]/m.test(markdown.replace(/```[\s\S]*?```/g, "")) ? ["a line that begins with a command"] : []),
    ...[...markdown.matchAll(hidden)].map(([found]) => `hidden marks near ${found}`),
  ];
};
