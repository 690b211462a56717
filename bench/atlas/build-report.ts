/** Shows what building a map took beside its peer, as a table with ratios. */
import type { TreeSize } from "./describe-tree.ts";
import type { Usage } from "./measure-process.ts";

export type BuildReport = TreeSize & { repository: string; rows: (Usage & { name: string })[] };

/** What the others are compared with. */
const peer = "ctags, scripts";

export const renderBuildReport = ({ repository, rows, ...tree }: BuildReport): string => {
  const base = rows.find(({ name }) => name === peer);
  const ratio = (value: number, to: number | undefined): string => (to ? `${(value / to).toFixed(2)} ×` : "");
  const lines = rows.map(({ name, wallSeconds, cpuSeconds, megabytes }) =>
    [
      name.padEnd(22),
      `${wallSeconds.toFixed(2)} s`.padStart(8),
      ratio(wallSeconds, base?.wallSeconds).padStart(8),
      `${cpuSeconds.toFixed(2)} s`.padStart(8),
      ratio(cpuSeconds, base?.cpuSeconds).padStart(8),
      `${megabytes.toFixed(0)} MB`.padStart(8),
    ].join("  "),
  );
  const head = [
    "".padEnd(22),
    ...["wall", "to peer", "CPU", "to peer", "memory"].map((title) => title.padStart(8)),
  ].join("  ");
  const size = `${tree.files} files (${tree.megabytes.toFixed(1)} MB), ${tree.scripts} scripts (${tree.scriptMegabytes.toFixed(1)} MB)`;
  return [`${repository}: ${size}`, head, ...lines, ""].join("\n");
};
