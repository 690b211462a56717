/** All damage classes, in the order in which reports list them. */
import type { Damage } from "./damage.ts";
import { applications } from "./damages/applied.ts";
import { contextIndent } from "./damages/context-indent.ts";
import { contextLines } from "./damages/context-lines.ts";
import { contextMarks } from "./damages/context-marks.ts";
import { contextSpace } from "./damages/context-space.ts";
import { contextText } from "./damages/context-text.ts";
import { controls } from "./damages/control.ts";
import { drifts } from "./damages/drift.ts";
import { duplicates } from "./damages/duplicates.ts";
import { headerFiles } from "./damages/header-files.ts";
import { headerNames } from "./damages/header-names.ts";
import { headerMissing, headerNumbers } from "./damages/header-numbers.ts";
import { inventions } from "./damages/invented.ts";
import { lineEnds } from "./damages/line-ends.ts";
import { noChange } from "./damages/no-change.ts";
import { orders } from "./damages/order.ts";
import { packagingBlocks } from "./damages/packaging-blocks.ts";
import { packagingFences } from "./damages/packaging-fences.ts";
import { renames } from "./damages/rename.ts";
import { securityForms } from "./damages/security-forms.ts";
import { securityPaths } from "./damages/security-paths.ts";
import { truncations } from "./damages/truncated.ts";

export const damages: Damage[] = [
  ...controls,
  ...headerNumbers,
  headerMissing,
  ...headerNames,
  ...headerFiles,
  ...contextSpace,
  ...contextIndent,
  ...contextMarks,
  ...contextText,
  ...contextLines,
  ...packagingFences,
  ...packagingBlocks,
  ...noChange,
  ...lineEnds,
  ...orders,
  ...renames,
  ...drifts,
  ...applications,
  ...duplicates,
  ...inventions,
  ...truncations,
  ...securityPaths,
  ...securityForms,
];
