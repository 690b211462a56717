/** Every adapter, in the order in which they are asked: what a project says of itself goes first, the last takes anything. */
import type { TestResult } from "../../../domain/evidence.ts";
import type { Adapter, Invocation, TestCommand } from "./adapter.ts";
import { cargoTest } from "./cargo-test.ts";
import { exitStatus } from "./exit-status.ts";
import { goTest } from "./go-test.ts";
import { gradle } from "./gradle.ts";
import { jest } from "./jest.ts";
import { junitFile } from "./junit-file.ts";
import { maven } from "./maven.ts";
import { mocha } from "./mocha.ts";
import { nodeTest } from "./node-test.ts";
import { pytest } from "./pytest.ts";
import { unittest } from "./unittest.ts";
import { vitest } from "./vitest.ts";

export const adapters: Adapter[] = [
  maven,
  gradle,
  junitFile,
  vitest,
  jest,
  mocha,
  nodeTest,
  pytest,
  unittest,
  goTest,
  cargoTest,
  exitStatus,
];

/** The first adapter that understands the command, and the command as it is to be run. */
export const chooseAdapter = (
  command: TestCommand,
  report: string,
  only: TestResult[] | null = null,
): { adapter: Adapter; invocation: Invocation } => {
  for (const adapter of adapters) {
    const invocation = adapter.invoke(command, report, only);
    if (invocation !== null) return { adapter, invocation };
  }
  return { adapter: exitStatus, invocation: { argv: command.argv } };
};
