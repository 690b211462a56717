/** The paths fit the kind of the plan: a change of docs touches docs, a change of the build touches build files. */
import type { ChangeKind } from "../domain/plan.ts";
import type { Guardrail } from "./guardrail.ts";
import type { PathTest } from "./path-globs.ts";
import { isBuildFile, isDocumentation } from "./path-lists.ts";

const fitting: Partial<Record<ChangeKind, { fits: PathTest; what: string }>> = {
  docs: { fits: isDocumentation, what: "documentation (*.md, *.mdx, *.rst, *.txt, docs/)" },
  build: { fits: isBuildFile, what: "build files and configuration" },
};

/** `tests` and `document` have their own files, whatever the kind. */
export const kindFits: Guardrail = ({ changes }, { kind, stage }) => {
  const rule = kind === null || stage === "tests" || stage === "document" ? undefined : fitting[kind];
  if (!rule) return [];
  return changes
    .filter(({ path }) => !rule.fits(path))
    .map(({ path }) => ({
      rule: "kind-fits",
      path,
      message: `\`${path}\` does not fit a plan of the kind \`${kind}\`, which changes only ${rule.what}: leave it as it is`,
    }));
};
