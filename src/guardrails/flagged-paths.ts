/** Manifests, lockfiles, build runners and executable configuration change only when the plan is of the kind `build`. */
import type { Guardrail } from "./guardrail.ts";
import { changesOnlyDescription } from "./manifest-description.ts";
import { isFlagged, isPolicy } from "./path-lists.ts";

/** What passes here is flagged for a person all the same. */
export const flaggedPaths: Guardrail = ({ changes }, { kind }) => {
  if (kind === "build") return [];
  return changes
    .filter((change) => isFlagged(change.path) && !changesOnlyDescription(change))
    .filter(({ path }) => kind !== "docs" || !isPolicy(path))
    .map(({ path }) => ({
      rule: "flagged-paths",
      path,
      message: `\`${path}\` decides what is installed or run, so it changes only in a plan of the kind \`build\`: leave it as it is`,
    }));
};
