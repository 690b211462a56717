/** The one comment of a pull request about its previews. Pure. */
import type { Write } from "../../domain/bundle.ts";
import { renderCodeCell, renderRows } from "../../outgoing/code-cell.ts";
import type { CheckedPreview } from "./check-preview.ts";

export const previewMarker = "previews";

export type PullPreviews = {
  number: number;
  /** The issue of the run. */
  issue: number | null;
  sha: string;
  previews: CheckedPreview[];
  /** A comment about previews stands there already. */
  hasComment: boolean;
  /** The freeze label is on the pull request or its issue. */
  isFrozen: boolean;
};

export const renderPreviews = ({ sha, previews }: Pick<PullPreviews, "sha" | "previews">): string =>
  [
    "### Previews",
    "",
    ...renderRows(
      ["Environment", "URL", "State", "Health", "Commit"],
      previews.map((preview) => [
        renderCodeCell(preview.environment, 100),
        renderCodeCell(preview.url ?? "", 300),
        renderCodeCell(preview.state, 40),
        renderCodeCell(preview.health, 300),
        renderCodeCell(preview.sha.slice(0, 12)),
      ]),
    ),
    ...(previews.length === 0 ? [`No preview of \`${sha.slice(0, 12)}\` has been reported yet.`] : []),
  ].join("\n");

/** Publish leaves a comment alone that says the same already. */
export const decidePreviews = (
  pull: PullPreviews,
): { action: "comment" | "nothing"; reason: string; writes: Write[] } => {
  if (pull.isFrozen) return { action: "nothing", reason: "frozen by a person", writes: [] };
  if (pull.previews.length === 0 && !pull.hasComment)
    return { action: "nothing", reason: "no preview was reported", writes: [] };
  const healthy = pull.previews.filter(({ health }) => health.startsWith("healthy")).length;
  return {
    action: "comment",
    reason: `${pull.previews.length} previews, ${healthy} healthy`,
    writes: [{ kind: "comment", number: pull.number, marker: previewMarker, markdown: renderPreviews(pull) }],
  };
};
