import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Captured, captureStdout } from "./capture-stdout.ts";
import { withChange } from "./changed-context.fixture.ts";
import { withReportDirectory } from "./with-report-directory.ts";

const capture = async (script: string, maxBytes = 1_000): Promise<Captured> => {
  let captured: Captured | undefined;
  await withChange({ base: {}, head: { "a.txt": "text of a" }, checks: {} }, async (context) => {
    const sandbox = await context.sandbox();
    const limits = { seconds: 30 };
    let own = "";
    captured = await withReportDirectory(sandbox, (dir) => {
      own = dir;
      return captureStdout(sandbox, ["sh", "-c", script], {
        dir,
        cwd: sandbox.tree,
        env: context.env,
        maxBytes,
        limits,
      });
    });
    expect(existsSync(own)).toBe(false);
    expect(existsSync(join(sandbox.tree, "a.txt"))).toBe(true);
  });
  if (captured === undefined) throw new Error("nothing was captured");
  return captured;
};

describe("captureStdout", () => {
  test("keeps both streams apart and gives the exit status", async () => {
    const { result, stdout } = await capture("echo careful >&2; cat a.txt; exit 4");
    expect(stdout).toBe("text of a");
    expect(result).toMatchObject({ exitCode: 4, output: "careful\n" });
  });

  test("passes arguments on as they are", async () => {
    const { stdout } = await capture(`printf '%s|' "$0" '$(id)' "a b"`);
    expect(stdout).toBe("sh|$(id)|a b|");
  });

  test("gives no part of a document that is too long", async () => {
    expect((await capture("head -c 1001 /dev/zero")).stdout).toBeNull();
    expect((await capture("head -c 1000 /dev/zero")).stdout).toHaveLength(1_000);
  });

  test("ends a command that prints for ever", async () => {
    const { result, stdout } = await capture("exec yes", 100_000);
    expect(stdout).toBeNull();
    expect(result).toMatchObject({ timedOut: false });
  });
});
