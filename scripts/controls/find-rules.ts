/** Where the single rules inside of a constant stand in a source text, and what takes each of them out. */
import { parseSync } from "oxc-parser";
import type { Removal } from "./control.ts";

/** The characters from `start` to before `end` become `to`; `text` is the rule for people. */
export type Rule = { start: number; end: number; to: string; text: string };

type Node = { type: string; start: number; end: number; [key: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value;

const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);

const findAll = (node: Node, accept: (node: Node) => boolean): Node[] => [
  ...(accept(node) ? [node] : []),
  ...childrenOf(node).flatMap((child) => findAll(child, accept)),
];

/** Removes a node; `comma` takes the separator behind it along. */
const remove = (source: string, { start, end }: Node, comma: boolean): Rule => {
  const behind = comma ? (/^\s*,/.exec(source.slice(end))?.[0].length ?? 0) : 0;
  return { start, end: end + behind, to: "", text: source.slice(start, end).replace(/\s+/g, " ") };
};

const findEntries = (source: string, constant: Node): Rule[] => {
  const [holder] = findAll(constant, ({ type }) => type === "ArrayExpression" || type === "ObjectExpression");
  return holder ? childrenOf(holder).map((node) => remove(source, node, true)) : [];
};

const isText = ({ type, value }: Node): boolean =>
  type === "TemplateLiteral" || (type === "Literal" && typeof value === "string");

const findWords = (source: string, constant: Node): Rule[] =>
  findAll(constant, isText).flatMap(({ start, end }) =>
    [...source.slice(start + 1, end - 1).matchAll(/\S+/g)].map((match) => {
      const at = start + 1 + match.index;
      return { start: at, end: at + match[0].length, to: "", text: match[0] };
    }),
  );

const findChecks = (source: string, constant: Node): Rule[] =>
  findAll(constant, ({ type }) => type === "IfStatement").map((node) => ({ ...remove(source, node, false), to: ";" }));

const operandsOf = (node: unknown, operator: unknown): Node[] => {
  if (!isNode(node)) return [];
  if (node.type === "ParenthesizedExpression") return operandsOf(node.expression, operator);
  return node.type === "LogicalExpression" && node.operator === operator
    ? [...operandsOf(node.left, operator), ...operandsOf(node.right, operator)]
    : [node];
};

const findTerms = (source: string, constant: Node): Rule[] => {
  const chains = findAll(constant, ({ type, operator }) => type === "LogicalExpression" && operator !== "??").map(
    (node) => ({ operator: node.operator, operands: operandsOf(node, node.operator) }),
  );
  const [longest] = chains.sort((a, b) => b.operands.length - a.operands.length);
  return (longest?.operands ?? []).map((node) => ({
    ...remove(source, node, false),
    to: longest?.operator === "&&" ? "true" : "false",
  }));
};

const finders = { entries: findEntries, words: findWords, checks: findChecks, terms: findTerms };

/** In the order of the text. Throws when the constant does not exist or holds no such rule. */
export const findRules = (source: string, removal: Pick<Removal, "each" | "in">): Rule[] => {
  const program = parseSync("rules.ts", source).program as unknown as Node;
  const [constant] = findAll(
    program,
    ({ type, id }) => type === "VariableDeclarator" && isNode(id) && id.name === removal.in,
  );
  const rules = constant ? finders[removal.each](source, constant) : [];
  if (rules.length === 0) throw new Error(`there is nothing to take out: ${removal.each} of ${removal.in}`);
  return rules;
};
