/** Looks whether the base can carry a proof, before money is spent on what could not be proven. */
import { isUsable } from "../checks/tests/compare-tests.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { ChangeKind } from "../domain/plan.ts";
import { gaveUp } from "./create-outcome.ts";
import type { StageContext } from "./stage-context.ts";

const example = `projects:
  - dir: .
    install: [npm, ci, --ignore-scripts]
    test: [npm, test]
    tests: ["test/**"]`;

/** Null when the tests of the base pass, or some fail by name, or are not needed for `kind`; else the outcome that says what to do. */
export const checkBase = async (context: StageContext, kind: ChangeKind): Promise<Outcome | null> => {
  const { stage, tests } = context;
  if (!tests.isConfigured)
    return kind === "docs"
      ? null
      : gaveUp(stage, "No test command was found, so nothing could be proven.", {
          feedback: `Name one in .github/draftsmith.yml, for instance:\n\n${example}`,
        });
  const baseline = await tests.baseline();
  const isDead = !baseline.passed && !baseline.tests.some((test) => test.status === "passed");
  if (isUsable(baseline) && !isDead) return null;
  const named = isDead && baseline.tests.length > 0 ? "all fail" : "fail without naming the ones that do";
  const why = baseline.timedOut ? "do not end in time" : named;
  return gaveUp(
    stage,
    `The tests of the untouched base ${why}, so red and green could not be told apart (proof: none).`,
    {
      feedback: `${baseline.excerpt.slice(-6_000)}\n\nMend the base, or name the right command in .github/draftsmith.yml:\n\n${example}`,
    },
  );
};
