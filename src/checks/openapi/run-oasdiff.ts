/** Compares two OpenAPI documents with `oasdiff`, in the sandbox, where references can reach nothing but the given files. */
import { dirname } from "node:path";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { captureStdout } from "../capture-stdout.ts";
import { withReportDirectory, writeFiles } from "../with-report-directory.ts";
import { type ApiChange, decodeChanges } from "./decode-changes.ts";
import { describeFault, type Fault } from "./describe-fault.ts";
import type { Document } from "./gather-document.ts";

const limits = { seconds: 300, cpuSeconds: 900, memoryBytes: 3_000_000_000 };
const maxReportBytes = 32_000_000;

export type Comparison = {
  changes: ApiChange[];
  /** Name and version of the program. */
  tool: string;
  /** The report as the program printed it. */
  report: Untrusted;
};

export const runOasdiff = (
  program: string,
  base: Document,
  head: Document,
  sandbox: Sandbox,
  env: Record<string, string>,
): Promise<Result<Comparison, Fault>> =>
  withReportDirectory(sandbox, async (dir) => {
    writeFiles(`${dir}/base`, base.files);
    writeFiles(`${dir}/head`, head.files);
    const options = { cwd: dir, dir, env, readOnly: [dirname(program)], maxBytes: maxReportBytes, limits };
    // A document of one file is compared with references shut off, so that none can hide from the scan.
    const hasReferences = base.files.size + head.files.size + base.outside.length + head.outside.length > 2;
    const { result, stdout } = await captureStdout(
      sandbox,
      [
        program,
        "changelog",
        `base/${base.path}`,
        `head/${head.path}`,
        "--format=json",
        "--lang=en",
        "--flatten-params",
        "--case-insensitive-headers",
        `--allow-external-refs=${hasReferences}`,
      ],
      options,
    );
    const over = describeEnd(result.timedOut, result.exceeded, stdout);
    if (over !== null) return failure({ side: null, reason: over });
    if (result.exitCode !== 0) return failure(describeFault(result.output));
    const changes = decodeChanges(stdout ?? "");
    if (!changes.ok) return failure({ side: null, reason: `cannot be compared: oasdiff ${changes.error}` });
    const version = await sandbox.run([program, "--version"], { ...options, limits: { seconds: 20 } });
    const number = /\d+\.\d+\.\d+[\w.-]{0,40}/.exec(version.output.slice(0, 200))?.[0];
    return success({ changes: changes.value, tool: number ? `oasdiff ${number}` : "oasdiff", report: stdout ?? "" });
  });

const describeEnd = (timedOut: boolean, exceeded: string | null, stdout: string | null): string | null => {
  if (timedOut) return `cannot be compared: oasdiff did not end within ${limits.seconds} seconds`;
  if (exceeded !== null) return `cannot be compared: oasdiff was ended for its ${exceeded}`;
  return stdout === null ? `cannot be compared: the report is larger than ${maxReportBytes / 1e6} MB` : null;
};
