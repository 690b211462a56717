/** One case for a person to read: the reply, what it should have become, and what the engine made of it. */
import type { Case } from "./case.ts";
import type { Engine } from "./engines/engine.ts";
import { judge, type Snapshot, snapshotOf } from "./judge.ts";

const differences = (name: string, one: Snapshot, other: Snapshot): string => {
  const paths = [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path));
  const parts = paths.map((path) => {
    const [left, right] = [one, other].map((tree) =>
      Buffer.from(tree.get(path) ?? "", "latin1")
        .toString("utf8")
        .split("\n"),
    );
    const [from = [], to = []] = [left, right];
    let head = 0;
    while (head < from.length && head < to.length && from[head] === to[head]) head++;
    let tail = 0;
    while (tail < from.length - head && tail < to.length - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
    const marked = (mark: string, lines: string[]) =>
      lines.slice(head, lines.length - tail).map((line) => `${mark}${JSON.stringify(line)}`);
    return [`  ${path}, from line ${head + 1}:`, ...marked("  -", from), ...marked("  +", to)].join("\n");
  });
  return `== ${name}\n${parts.join("\n") || "  no difference"}\n`;
};

export const showCase = async (engine: Engine, one: Case): Promise<string> => {
  const answer = await engine.apply(one);
  const lines = one.reply.split("\n").map((line, at) => `${String(at + 1).padStart(4)} ${line}`);
  return [
    `${one.id} (${one.expect}), tree: ${Object.keys(one.base).join(", ")}`,
    ...lines,
    differences(
      "the commit, from the base (-) to what is expected (+)",
      snapshotOf(one.base),
      snapshotOf(one.expected),
    ),
    `== ${engine.name}: ${judge(one, answer)} ${answer.detail}`,
    answer.status === "refused"
      ? ""
      : differences("from what is expected (-) to what was made (+)", snapshotOf(one.expected), answer.tree),
  ].join("\n");
};
