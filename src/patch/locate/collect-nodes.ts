/** Where in the file each line of a hunk could stand, and how much it says that it stands there. */
import type { LineIndex } from "./line-index.ts";
import type { PlacedToken } from "./placement.ts";
import { isOld, type Reading, type Token } from "./reading.ts";
import { informationOf } from "./similarity.ts";

export const maxNodes = 1_200;
const maxPlacesOfLine = 24;

/** So many lines around where a rarer one says that it should stand, a line that stands all over the file may stand. */
const window = 4;

/** What it costs to take an added line for one that the file holds already. */
const appliedCost = 0.3;

/** An added line that says less than this is no sign that the file holds it already. */
const minInformation = 0.6;

/** A line of the hunk at a line of the file, read in one way; `weight` is what that is worth. */
export type Node = { token: number; line: number; role: PlacedToken["role"]; text: string; weight: number };

type Option = { text: string; role: PlacedToken["role"]; cost: number };

/** What a line of the hunk may stand for in the file, the plain reading first. */
const optionsOf = (token: Token): Option[] => {
  const { text, raw, mark } = token;
  if (mark === "+") {
    const asItem: Option = { text: raw, role: "context", cost: 0.1 };
    const information = informationOf(text);
    return information < minInformation
      ? [asItem]
      : [asItem, { text, role: "applied", cost: appliedCost + information }];
  }
  if (mark === "-")
    return [
      { text, role: "remove", cost: 0 },
      { text: raw, role: "context", cost: 0.1 },
    ];
  return [{ text, role: "context", cost: 0 }];
};

/** The line of the file where each token would stand if the header's number were right, or null. */
const statedLines = ({ tokens, stated }: Reading): (number | null)[] => {
  let line = stated;
  return tokens.map((token) => (line === null ? null : isOld(token) ? line++ : line));
};

/** All nodes, ordered by line of the hunk and then of the file; lines that stand all over the file only near rarer ones. */
export const collectNodes = (reading: Reading, index: LineIndex, allowsApplied: boolean): Node[] => {
  const { tokens } = reading;
  const stated = statedLines(reading);
  const { places, key, keys } = index.at(3);
  const { lines } = index.text;
  const rare: Node[] = [];
  const common: { token: number; option: Option; found: number[] }[] = [];
  const nodesOf = (token: number, option: Option, count: number): ((line: number) => Node) => {
    const { text, role } = option;
    const base = informationOf(text) / (1 + Math.log2(count) / 8);
    return (line) => {
      const exact = lines[line] === text ? 0.05 : 0;
      const asStated = stated[token] === line ? 0.1 : 0;
      return { token, line, role, text, weight: base + exact + asStated - option.cost };
    };
  };
  for (const [token, one] of tokens.entries())
    for (const option of optionsOf(one)) {
      if (option.role === "applied" && !allowsApplied) continue;
      const found = places.get(key(option.text)) ?? [];
      if (found.length > maxPlacesOfLine) common.push({ token, option, found });
      else rare.push(...found.map(nodesOf(token, option, found.length)));
    }
  let added = 0;
  for (const { token, option, found } of common) {
    if (added === maxNodes) break;
    const wanted = key(option.text);
    const nodeAt = nodesOf(token, option, found.length);
    const near = new Set<number>();
    const offsets = new Set(rare.slice(0, maxNodes).map((anchor) => anchor.line - anchor.token));
    for (const offset of offsets)
      for (let line = offset + token - window; line <= offset + token + window && added < maxNodes; line++) {
        if (near.has(line) || keys[line] !== wanted) continue;
        near.add(line);
        added += 1;
        rare.push(nodeAt(line));
      }
  }
  return rare.sort((one, other) => one.token - other.token || one.line - other.line);
};
