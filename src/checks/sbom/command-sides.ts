/** Both sides by the configured command, which reads the installed trees. */
import { join } from "node:path";
import { failure } from "../../domain/result.ts";
import { askSandbox } from "../ask-sandbox.ts";
import type { CheckContext } from "../check.ts";
import { isReallyInside } from "../read-regular-file.ts";
import { withReportDirectory } from "../with-report-directory.ts";
import { isDependencyFile } from "./dependency-files.ts";
import { generateSbom } from "./generate-sbom.ts";
import type { Generate, Sides } from "./sides.ts";

export const commandSides = (context: CheckContext, dir: string, argv: string[]): Sides => {
  const generate =
    (ask: CheckContext["sandbox"]): Generate =>
    async () => {
      const sandbox = await askSandbox(ask);
      if (!sandbox.ok) return failure({ kind: "unavailable", reason: sandbox.error });
      const { tree } = sandbox.value;
      const cwd = join(tree, dir);
      if (!isReallyInside(cwd, tree))
        return failure({ kind: "failed", reason: `${dir} is no directory of the repository.` });
      return withReportDirectory(sandbox.value, (own) =>
        generateSbom(sandbox.value, { argv, cwd, dir: own, env: context.env }),
      );
    };
  const touched = context.changes.some(({ path, from }) => isDependencyFile(path) || isDependencyFile(from ?? path));
  return { head: generate(context.sandbox), base: generate(context.baseSandbox), isSame: !touched };
};
