/** The directories of the map as a tree, and the weight of everything below each. */

/** @import { MapFile } from "./unpack-atlas.js" */

/**
 * @typedef {object} TreeNode
 * @property {string} name
 * @property {string} path Empty at the root.
 * @property {TreeNode | null} parent
 * @property {MapFile | null} file Null for a directory.
 * @property {TreeNode[]} children
 * @property {number} weight
 * @property {number} fileCount
 * @property {boolean} isSorted Whether `children` are in order of their weight, heaviest first.
 */

/** @typedef {{ root: TreeNode, nodes: TreeNode[], byPath: Map<string, TreeNode> }} Tree */

/**
 * @param {string} path
 * @param {TreeNode | null} parent
 * @param {MapFile | null} file
 * @returns {TreeNode}
 */
const createNode = (path, parent, file) => ({
  name: path.slice(path.lastIndexOf("/") + 1),
  path,
  parent,
  file,
  children: [],
  weight: 0,
  fileCount: 0,
  isSorted: false,
});

/**
 * `nodes` holds parents before their children.
 *
 * @param {MapFile[]} files
 * @returns {Tree}
 */
export const growTree = (files) => {
  const root = createNode("", null, null);
  const nodes = [root];
  const byPath = new Map([["", root]]);
  /** @param {string} path @returns {TreeNode} */
  const directory = (path) => {
    /** @type {string[]} */
    const missing = [];
    let known = byPath.get(path);
    for (let at = path; known === undefined; known = byPath.get(at)) {
      missing.push(at);
      at = at.slice(0, Math.max(0, at.lastIndexOf("/")));
    }
    return missing.reduceRight((parent, at) => add(createNode(at, parent, null)), known);
  };
  /** @param {TreeNode} node */
  const add = (node) => {
    node.parent?.children.push(node);
    nodes.push(node);
    byPath.set(node.path, node);
    return node;
  };
  for (const file of files) {
    const slash = file.path.lastIndexOf("/");
    add(createNode(file.path, directory(file.path.slice(0, Math.max(0, slash))), file));
  }
  return { root, nodes, byPath };
};

/**
 * Weighs files, and directories by the sum of what is below; null leaves a file out.
 *
 * @param {Tree} tree
 * @param {(file: MapFile) => number | null} weigh
 */
export const weighTree = ({ nodes }, weigh) => {
  for (const node of nodes) {
    const weight = node.file === null ? null : weigh(node.file);
    node.weight = weight ?? 0;
    node.fileCount = weight === null ? 0 : 1;
    node.isSorted = false;
  }
  for (let at = nodes.length - 1; at > 0; at--) {
    const node = nodes[at];
    if (node?.parent == null) continue;
    node.parent.weight += node.weight;
    node.parent.fileCount += node.fileCount;
  }
};

/**
 * Heaviest first, without those that weigh nothing.
 *
 * @param {TreeNode} node
 */
export const heaviest = (node) => {
  if (!node.isSorted) node.children.sort((a, b) => b.weight - a.weight || (a.path < b.path ? -1 : 1));
  node.isSorted = true;
  const end = node.children.findIndex(({ weight }) => weight <= 0);
  return end === -1 ? node.children : node.children.slice(0, end);
};

/**
 * The heaviest file of the heaviest directory, all the way down: it lends its colour to a directory too small to show.
 *
 * @param {TreeNode} node
 */
export const mainFile = (node) => {
  let at = node;
  while (at.file === null) {
    const [first] = heaviest(at);
    if (first === undefined) return null;
    at = first;
  }
  return at.file;
};
