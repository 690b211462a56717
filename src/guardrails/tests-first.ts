/** Each stage writes its own files: tests come first and stay as they are while the code is written. */
import type { FileChange } from "../domain/patch.ts";
import type { Stage } from "../domain/stage.ts";
import type { Guardrail, GuardrailContext, Violation } from "./guardrail.ts";
import { matchPaths } from "./path-globs.ts";
import { isDocumentation, isTest } from "./path-lists.ts";

const rule = "tests-first";

const denied = (changes: FileChange[], isDenied: (path: string) => boolean, reason: string): Violation[] =>
  changes.filter(({ path }) => isDenied(path)).map(({ path }) => ({ rule, path, message: `\`${path}\` ${reason}` }));

const checkTests = (changes: FileChange[], { testGlobs }: GuardrailContext): Violation[] => {
  const isTestPath = matchPaths(testGlobs);
  const globs = testGlobs.join(", ");
  const others = denied(
    changes,
    (path) => !isTestPath(path),
    `is no test file (${globs}): the stage \`tests\` changes only tests`,
  );
  if (changes.some(({ path, after }) => after !== null && isTestPath(path))) return others;
  return [
    ...others,
    { rule, path: null, message: `the change holds no test: write at least one file that matches ${globs}` },
  ];
};

const checkCode = (changes: FileChange[], context: GuardrailContext): Violation[] => {
  if (context.kind !== "behaviour" && context.kind !== null) return [];
  return denied(
    changes,
    isTest(context),
    "is a test file, and tests are settled before the code: change the code so that they pass",
  );
};

const checkDocument = (changes: FileChange[], context: GuardrailContext): Violation[] => [
  ...denied(
    changes,
    (path) => !isDocumentation(path),
    "is no documentation: the stage `document` changes only *.md, *.mdx, *.rst, *.txt and docs/",
  ),
  ...checkCode(changes, context),
];

const checkNothing =
  (stage: Stage) =>
  (changes: FileChange[]): Violation[] =>
    denied(changes, () => true, `cannot be changed in the stage \`${stage}\`, which writes no files`);

const checks: Record<Stage, (changes: FileChange[], context: GuardrailContext) => Violation[]> = {
  triage: checkNothing("triage"),
  plan: checkNothing("plan"),
  tests: checkTests,
  implement: checkCode,
  check: checkNothing("check"),
  review: checkNothing("review"),
  secure: checkCode,
  document: checkDocument,
};

export const testsFirst: Guardrail = ({ changes }, context) => checks[context.stage](changes, context);
