import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { controls } from "./controls.ts";
import { mutantsOf } from "./mutants.ts";
import { replaceTable } from "./render-controls.ts";

const pathOf = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const read = (file: string): string => readFileSync(pathOf(file), "utf8");

/** Every control that the threat model wants in the first public version. */
const wanted = `
  AUTH-1 AUTH-2 AUTH-3 AUTH-4 FRZ-1 FRZ-2 INP-1 INP-2 INP-3 INP-4 JOB-1 JOB-2 JOB-3 TOK-1 KEY-1 CI-1 REV-1
  SBX-1 SBX-2 SBX-3 SBX-4 SBX-5 SBX-6 SBX-7 PAT-1 PAT-2 PAT-3 PAT-4 PAT-5 PAT-6 PAT-7 PAT-8 PAT-9 GIT-1 GIT-2 GIT-3
  SEC-1 SEC-2 SEC-3 OUT-1 OUT-2 OUT-3 OUT-4 STA-1 LOOP-1 BUD-1 BUD-2 MOD-1 MOD-2 MOD-3 AUD-1 NET-1 DOS-1 DOS-2
  CFG-1 CFG-2 SUP-1 SUP-2`
  .trim()
  .split(/\s+/);

test("every control of the first version stands in the register, once", () => {
  const ids = controls.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).toEqual(expect.arrayContaining(wanted));
});

describe.each(controls)("$id", (control) => {
  test("names what exists", () => {
    const named = [
      ...control.where,
      ...control.tests,
      ...control.breaks.flatMap(({ file, tests }) => [file, ...tests]),
    ];
    expect(named.filter((file) => !existsSync(pathOf(file)))).toEqual([]);
  });

  test("can be broken on purpose, or says why not", () => {
    expect(mutantsOf(control, read).length > 0).toBe(control.unbroken === undefined);
  });
});

test("docs/security.md shows the register as it is", () => {
  const page = read("docs/security.md");
  expect(replaceTable(page, controls)).toBe(page);
});
