/** Controls of patches and of writing to git. */
import type { Control } from "./control.ts";

const attacks = "bench/attacks/attacks.test.ts";
const rails = "src/guardrails";
const paths = ["src/patch/validate.test.ts", attacks];
const bundles = ["src/publish/verify-bundle.test.ts"];

export const patchControls: readonly Control[] = [
  {
    id: "PAT-1",
    holds: "a diff becomes one canonical form or nothing; what is applied is printed from that form, with exact counts",
    where: ["src/patch/parse", "src/patch/render.ts", "src/patch/apply-canonical.ts"],
    tests: [
      "src/patch/parse/parse-patch.test.ts",
      "src/patch/apply-beside-git-random.test.ts",
      "src/patch/apply-git-diff-random.test.ts",
    ],
    breaks: [
      {
        rule: "nothing between hunks",
        file: "src/patch/parse/parse-patch.ts",
        from: "if (gap) return gap;",
        to: "",
        tests: ["src/patch/parse"],
      },
      {
        rule: "a header as git prints it",
        file: "src/patch/parse/parse-patch.ts",
        from: "return fault ? malformed(draft, draft.at + fault.index, fault.detail) : file;",
        to: "return file;",
        tests: ["src/patch/parse"],
      },
      {
        rule: "a hunk",
        file: "src/patch/parse/decide-hunk.ts",
        each: "checks",
        in: "decideHunk",
        tests: ["src/patch/parse"],
      },
      {
        rule: "no last line without an end",
        file: "src/patch/parse/parse-patch.ts",
        from: 'if (lines.pop() !== "")',
        to: 'if (lines.pop() === "never")',
        tests: ["src/patch/parse"],
      },
    ],
  },
  {
    id: "PAT-2",
    holds: "a path is relative, the same file on every platform, inside of the repository, and leads through no link",
    where: ["src/patch/validate.ts", "src/patch/find-collisions.ts"],
    tests: [...paths, "src/patch/find-collisions.test.ts"],
    breaks: [
      { rule: "a path", file: "src/patch/validate.ts", each: "checks", in: "pathFault", tests: paths },
      { rule: "a component", file: "src/patch/validate.ts", each: "checks", in: "componentFault", tests: paths },
      { rule: "paths together", file: "src/patch/validate.ts", each: "checks", in: "validatePaths", tests: paths },
      {
        rule: "no collision with the tree",
        file: "src/patch/find-collisions.ts",
        from: "if (same !== undefined)",
        to: "if (false)",
        tests: ["src/patch/find-collisions.test.ts"],
      },
      {
        rule: "no way through a file",
        file: "src/patch/find-collisions.ts",
        from: "if (through !== undefined)",
        to: "if (false)",
        tests: ["src/patch/find-collisions.test.ts"],
      },
    ],
  },
  {
    id: "PAT-3",
    holds: "git's own files are never named, in any spelling",
    where: ["src/patch/validate.ts", `${rails}/protected-paths.ts`],
    tests: paths,
    breaks: [
      { rule: "names of git", file: "src/patch/validate.ts", each: "entries", in: "gitOwn", tests: paths },
      {
        rule: "short names of git",
        file: "src/patch/validate.ts",
        from: "gitOwn.has(name) || shortGitName.test(name)",
        to: "gitOwn.has(name)",
        tests: paths,
      },
    ],
  },
  {
    id: "PAT-4",
    holds: "new files have mode 100644; modes, links and submodules never change",
    where: ["src/patch/parse/parse-header.ts", "src/publish/publish-commit.ts"],
    tests: ["src/patch/parse/parse-faults.test.ts", attacks],
    breaks: [
      {
        rule: "a known mode",
        file: "src/patch/parse/parse-header.ts",
        each: "checks",
        in: "modeFault",
        tests: ["src/patch/parse", attacks],
      },
      {
        rule: "the mode stays",
        file: "src/patch/parse/parse-header.ts",
        from: "header.fault ??= modesFault(header);",
        to: "",
        tests: ["src/patch/parse", attacks],
      },
    ],
  },
  {
    id: "PAT-6",
    holds: "bytes, files, changed lines, length of a line and deletions are bounded; a repository can only lower that",
    where: [`${rails}/patch-size.ts`, `${rails}/mass-deletion.ts`, "src/config/apply-policy.ts"],
    tests: [`${rails}/patch-size.test.ts`, `${rails}/mass-deletion.test.ts`, attacks],
    breaks: [
      {
        rule: "the bounds",
        file: `${rails}/guardrails.ts`,
        each: "entries",
        in: "guardrails",
        tests: [rails, attacks],
      },
    ],
  },
  {
    id: "PAT-8",
    holds: "binary patches are refused before anything is unpacked",
    where: ["src/patch/parse/parse-header.ts", `${rails}/binary.ts`],
    tests: ["src/patch/parse/parse-faults.test.ts", `${rails}/binary.test.ts`],
    breaks: [
      {
        rule: "both marks",
        file: "src/patch/parse/parse-header.ts",
        from: '{ prefix: "GIT binary patch", read: binaryFault },',
        to: "",
        tests: ["src/patch/parse", attacks],
      },
      {
        rule: "both marks",
        file: "src/patch/parse/parse-header.ts",
        from: '{ prefix: "Binary files ", read: binaryFault },',
        to: "",
        tests: ["src/patch/parse", attacks],
      },
      {
        rule: "a NUL on either side",
        file: `${rails}/binary.ts`,
        from: 'before?.includes("\\0") || after?.includes("\\0")',
        to: 'before?.includes("\\0")',
        tests: [`${rails}/binary.test.ts`],
      },
    ],
  },
  {
    id: "GIT-3",
    holds: "publish applies the canonical patch to blobs that it read itself and moves the branch forward only",
    where: ["src/publish/publish-commit.ts", "src/publish/verify-bundle.ts"],
    tests: ["src/publish/publish-bundle.test.ts", ...bundles],
    breaks: [
      {
        rule: "a plain file",
        file: "src/publish/publish-commit.ts",
        from: 'if (entry.mode !== "100644" && entry.mode !== "100755")',
        to: "if (false)",
        tests: ["src/publish"],
      },
      {
        rule: "guardrails once more",
        file: "src/publish/publish-commit.ts",
        from: "if (violations.length > 0)",
        to: "if (false)",
        tests: ["src/publish"],
      },
      {
        rule: "collisions once more",
        file: "src/publish/publish-commit.ts",
        from: "if (collisions.length > 0)",
        to: "if (false)",
        tests: ["src/publish"],
      },
      {
        rule: "secrets once more",
        file: "src/publish/publish-commit.ts",
        from: "if (!screened.ok)",
        to: "if (false)",
        tests: ["src/publish"],
      },
    ],
  },
];
