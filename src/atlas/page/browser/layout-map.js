/** Where everything below a directory stands in the treemap; what would be smaller than a few pixels stands together. */

import { heaviest } from "./grow-tree.js";
import { squarify } from "./squarify.js";

/** @import { TreeNode } from "./grow-tree.js" */
/** @import { Rectangle } from "./squarify.js" */

/**
 * `directory` is a frame around later cells, with a title when there is room; `closed` is a directory too small to look
 * into; `rest` stands for the lightest children of a directory.
 *
 * @typedef {Rectangle & {
 *   node: TreeNode,
 *   kind: "file" | "directory" | "closed" | "rest",
 *   title: string,
 *   count: number,
 *   depth: number,
 * }} Cell
 */

const titleHeight = 18;
const leastArea = 24;
const leastSide = 12;
const maxCells = 30_000;

/**
 * Whether a directory's frame has room for its title.
 *
 * @param {Rectangle} part
 */
export const hasTitle = ({ width, height }) => width > 56 && height > 3 * titleHeight;

/**
 * A directory that holds one directory alone is shown with it as one.
 *
 * @param {TreeNode} node
 */
const innermost = (node) => {
  let at = node;
  for (;;) {
    const [first, second] = heaviest(at);
    if (first === undefined || second !== undefined || first.file !== null) return at;
    at = first;
  }
};

/**
 * The children that can be seen, and how many cannot.
 *
 * @param {TreeNode} directory
 * @param {number} area
 */
const splitChildren = (directory, area) => {
  const children = heaviest(directory);
  const least = (directory.weight * leastArea) / area;
  let end = children.length;
  while (end > 0 && (children[end - 1]?.weight ?? 0) < least) end--;
  // A single one that is too small stays itself.
  if (end === children.length - 1) end++;
  return { seen: children.slice(0, end), rest: children.slice(end) };
};

/**
 * Frames before what is in them; the opened directory itself has none.
 *
 * @param {TreeNode} opened
 * @param {number} width
 * @param {number} height
 * @returns {Cell[]}
 */
export const layoutMap = (opened, width, height) => {
  /** @type {Cell[]} */
  const cells = [];
  /** @type {(directory: TreeNode, inside: Rectangle, depth: number) => void} */
  const fill = (directory, inside, depth) => {
    const { seen, rest } = splitChildren(directory, inside.width * inside.height);
    const weights = seen.map(({ weight }) => weight);
    if (rest.length > 0) weights.push(rest.reduce((sum, { weight }) => sum + weight, 0));
    // The rest can weigh more than the last that is seen.
    const order = weights.map((_, at) => at).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
    const parts = squarify(
      order.map((at) => weights[at] ?? 0),
      inside,
    );
    for (const [rank, at] of order.entries()) {
      const [child, part] = [seen[at], parts[rank]];
      if (part === undefined || cells.length >= maxCells) return;
      if (child === undefined) {
        const count = rest.reduce((sum, { fileCount }) => sum + fileCount, 0);
        cells.push({ ...part, node: directory, kind: "rest", title: "", count, depth });
      } else place(child, part, depth);
    }
  };
  /** @type {(node: TreeNode, part: Rectangle, depth: number) => void} */
  const place = (node, part, depth) => {
    if (node.file !== null) {
      cells.push({ ...part, node, kind: "file", title: node.name, count: 1, depth });
      return;
    }
    const inner = innermost(node);
    const title = node.parent === null ? inner.path : inner.path.slice(node.path.length - node.name.length);
    const cell = { ...part, node: inner, title, count: node.fileCount, depth };
    if (part.width < leastSide || part.height < leastSide) {
      cells.push({ ...cell, kind: "closed" });
      return;
    }
    const top = hasTitle(part) ? titleHeight : 2;
    cells.push({ ...cell, kind: "directory" });
    const inside = { x: part.x + 2, y: part.y + top, width: part.width - 4, height: part.height - top - 2 };
    fill(inner, inside, depth + 1);
  };
  if (opened.weight > 0 && width > 0 && height > 0) fill(opened, { x: 0, y: 0, width, height }, 0);
  return cells;
};

/**
 * The innermost cell at a point.
 *
 * @param {Cell[]} cells
 * @param {number} x
 * @param {number} y
 */
export const cellAt = (cells, x, y) =>
  cells.findLast((cell) => x >= cell.x && x < cell.x + cell.width && y >= cell.y && y < cell.y + cell.height) ?? null;

/**
 * The nearest cell in a direction, frames left out; how far it lies aside counts twice.
 *
 * @param {Cell[]} cells
 * @param {Cell} from
 * @param {{ x: number, y: number }} direction One of them is 1 or -1, the other 0.
 */
export const cellBeside = (cells, from, direction) => {
  /** @param {Cell} cell */
  const middle = (cell) => [cell.x + cell.width / 2, cell.y + cell.height / 2];
  const [fromX = 0, fromY = 0] = middle(from);
  let nearest = null;
  let least = Number.POSITIVE_INFINITY;
  for (const cell of cells) {
    if (cell === from || cell.kind === "directory") continue;
    const [x = 0, y = 0] = middle(cell);
    const along = direction.x === 0 ? (y - fromY) * direction.y : (x - fromX) * direction.x;
    const aside = direction.x === 0 ? Math.abs(x - fromX) : Math.abs(y - fromY);
    if (along <= 0.5 || along + 2 * aside >= least) continue;
    nearest = cell;
    least = along + 2 * aside;
  }
  return nearest;
};
