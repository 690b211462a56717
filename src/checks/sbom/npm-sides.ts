/** Both sides from their package-lock.json, by npm. */
import { posix } from "node:path";
import { failure, type Result, success } from "../../domain/result.ts";
import { askSandbox } from "../ask-sandbox.ts";
import type { CheckContext } from "../check.ts";
import { gatherNpmFiles, generateWithNpm } from "./generate-with-npm.ts";
import type { Generate, Sides } from "./sides.ts";

const otherLocks = ["pnpm-lock.yaml", "yarn.lock", "bun.lock", "Cargo.lock", "go.sum", "poetry.lock", "uv.lock"];

/** The error is a sentence that says why nothing can be generated from the head. */
export const npmSides = (context: CheckContext, dir: string): Result<Sides, string> => {
  const head = gatherNpmFiles(context.head, dir);
  if (head.ok && head.value === null) return failure(describeMissing(context, dir));
  const base = gatherNpmFiles(context.base, dir);
  const generate =
    (files: typeof head): Generate =>
    async () => {
      if (!files.ok) return failure({ kind: "failed", reason: files.error });
      const sandbox = await askSandbox(context.sandbox);
      return sandbox.ok
        ? generateWithNpm(sandbox.value, files.value ?? new Map(), context.env)
        : failure({ kind: "unavailable", reason: sandbox.error });
    };
  return success({ head: generate(head), base: isAbsent(base) ? null : generate(base), isSame: isSame(base, head) });
};

type Gathered = ReturnType<typeof gatherNpmFiles>;

const isAbsent = (side: Gathered): boolean => side.ok && side.value === null;

const isSame = (base: Gathered, head: Gathered): boolean => {
  if (!base.ok || !head.ok) return !base.ok && !head.ok && base.error === head.error;
  const [before, after] = [base.value ?? new Map(), head.value ?? new Map()];
  return before.size === after.size && [...before].every(([path, text]) => after.get(path) === text);
};

const describeMissing = ({ head }: CheckContext, dir: string): string => {
  const files = new Set(head.list());
  const other = otherLocks.map((name) => posix.join(dir, name)).find((path) => files.has(path));
  const where = dir === "." ? "" : ` in ${dir}`;
  return other === undefined
    ? `There is no package-lock.json${where}; set \`checks.sbom.command\` to a command that prints CycloneDX in JSON.`
    : `npm cannot read ${other}; set \`checks.sbom.command\` to a command that prints CycloneDX in JSON for it.`;
};
