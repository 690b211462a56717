/** Logs of jobs as the runner writes them, around what tools print. */

type LogStep = {
  /** First line of the step's group, such as `Run npm test`. */
  title: string;
  output: string;
  /** Null: the step passed. */
  exitCode?: number | null;
};

const withTimes = (lines: string[]): string =>
  lines.map((line, index) => `2026-03-01T09:00:${String(index % 60).padStart(2, "0")}.1234567Z ${line}`).join("\n");

const renderStep = ({ title, output, exitCode = null }: LogStep): string[] => [
  `##[group]${title}`,
  `\u001b[36;1m${title.replace(/^Run /, "")}\u001b[0m`,
  "shell: /usr/bin/bash -e {0}",
  "env:",
  "  CI: true",
  "##[endgroup]",
  ...output.split("\n"),
  ...(exitCode === null ? [] : [`##[error]Process completed with exit code ${exitCode}.`]),
];

const setUp = [
  "Current runner version: '2.331.0'",
  "##[group]Runner Image Provisioner",
  "Hosted Compute Agent",
  "##[endgroup]",
  "##[group]GITHUB_TOKEN Permissions",
  "Contents: read",
  "##[endgroup]",
  "Complete job name: test",
];

const cleanUp = [
  "Post job cleanup.",
  "[command]/usr/bin/git version",
  "git version 2.52.0",
  "[command]/usr/bin/git config --local --unset-all http.https://github.com/.extraheader",
  "Cleaning up orphan processes",
];

export const jobLog = (steps: LogStep[]): string =>
  `\uFEFF${withTimes([...setUp, ...steps.flatMap(renderStep), ...cleanUp])}\n`;

/** A job whose step `title` failed with this output, after a checkout that says much. */
export const failingLog = (title: string, output: string, exitCode = 1): string =>
  jobLog([
    { title: "Run actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8", output: "Syncing repository: acme/shop" },
    { title, output, exitCode },
  ]);

/** What passed, many times over, as verbose test runs print it. */
export const passingLines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `  ✓ src/cart.test.ts > keeps item ${index} of the cart 3ms`).join("\n");

export const vitestOutput = `
\u001b[1m\u001b[46m RUN \u001b[49m\u001b[22m \u001b[36mv4.1.12 \u001b[39m\u001b[90m/home/runner/work/shop/shop\u001b[39m

${passingLines(400)}
 \u001b[31m❯\u001b[39m test/greet.test.js \u001b[2m(\u001b[22m\u001b[2m2 tests\u001b[22m\u001b[2m | \u001b[22m\u001b[31m1 failed\u001b[39m\u001b[2m)\u001b[22m

\u001b[31m⎯⎯⎯⎯⎯⎯⎯\u001b[39m\u001b[1m\u001b[41m Failed Tests 1 \u001b[49m\u001b[22m\u001b[31m⎯⎯⎯⎯⎯⎯⎯\u001b[39m

\u001b[41m\u001b[1m FAIL \u001b[22m\u001b[49m test/greet.test.js\u001b[2m > \u001b[22mgreets two people
\u001b[31m\u001b[1mAssertionError\u001b[22m: expected 'Hello, Ada!' to be 'Hello, Ada and Bo!' // Object.is equality\u001b[39m

Expected: \u001b[32m"Hello, Ada\u001b[7m and Bo\u001b[27m!"\u001b[39m
Received: \u001b[31m"Hello, Ada!"\u001b[39m

\u001b[36m \u001b[2m❯\u001b[22m test/greet.test.js:\u001b[2m9:31\u001b[22m\u001b[39m

\u001b[2m Test Files \u001b[22m \u001b[1m\u001b[31m1 failed\u001b[39m\u001b[22m\u001b[2m | \u001b[22m\u001b[1m\u001b[32m40 passed\u001b[39m\u001b[22m\u001b[90m (41)\u001b[39m
\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[31m1 failed\u001b[39m\u001b[22m\u001b[2m | \u001b[22m\u001b[1m\u001b[32m400 passed\u001b[39m\u001b[22m\u001b[90m (401)\u001b[39m

##[error]AssertionError: expected 'Hello, Ada!' to be 'Hello, Ada and Bo!' // Object.is equality`;

export const tscOutput = `
> shop@1.0.0 build
> tsc --build --verbose

${Array.from({ length: 300 }, (_, index) => `[9:00:0${index % 10} AM] Project 'packages/p${index}/tsconfig.json' is up to date`).join("\n")}
src/greet.ts(4,7): error TS2322: Type 'string' is not assignable to type 'number'.
src/greet.ts(9,35): error TS2339: Property 'foo' does not exist on type 'string'.
npm error Lifecycle script \`build\` failed with error:
npm error code 2`;

export const pytestOutput = `
============================= test session starts ==============================
platform linux -- Python 3.13.1, pytest-9.0.3, pluggy-1.6.0
rootdir: /home/runner/work/shop/shop
collected 412 items

${Array.from({ length: 300 }, (_, index) => `tests/test_cart.py::test_item_${index} PASSED`).join("\n")}
tests/test_shop.py::test_add FAILED

=================================== FAILURES ===================================
___________________________________ test_add ___________________________________

    def test_add():
>       assert add(2, 2) == 4
E       assert 0 == 4
E        +  where 0 = add(2, 2)

tests/test_shop.py:4: AssertionError
=========================== short test summary info ============================
FAILED tests/test_shop.py::test_add - assert 0 == 4
======================== 1 failed, 411 passed in 5.53s =========================`;

export const goOutput = `
${Array.from({ length: 300 }, (_, index) => `=== RUN   TestCart/item_${index}\n--- PASS: TestCart/item_${index} (0.00s)`).join("\n")}
=== RUN   TestAdd
    add_test.go:7: Add(2, 2) = 0, want 4
--- FAIL: TestAdd (0.00s)
panic: assignment to entry in nil map [recovered]

goroutine 8 [running]:
shop.TestDeep.func1(0x0?)
	/home/runner/work/shop/shop/add_test.go:14 +0x2e
FAIL	shop	0.004s
ok  	shop/cart	0.010s
FAIL`;

export const cargoOutput = `
   Compiling shop v0.1.0 (/home/runner/work/shop/shop)
${Array.from({ length: 300 }, (_, index) => `test cart::item_${index} ... ok`).join("\n")}
test tests::adds ... FAILED

failures:

---- tests::adds stdout ----

thread 'tests::adds' (19307) panicked at src/lib.rs:6:17:
assertion \`left == right\` failed: sum
  left: 0
 right: 4

failures:
    tests::adds

test result: FAILED. 300 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.07s

error: test failed, to rerun pass \`--lib\``;

export const cargoBuildOutput = `
   Compiling shop v0.1.0 (/home/runner/work/shop/shop)
error[E0277]: cannot add \`&str\` to \`i32\`
 --> src/lib.rs:1:39
  |
1 | pub fn add(a: i32, b: i32) -> i32 { a + "b" }
  |                                       ^ no implementation for \`i32 + &str\`

error: could not compile \`shop\` (lib) due to 1 previous error`;

export const mavenOutput = `
[INFO] Scanning for projects...
${Array.from({ length: 300 }, (_, index) => `[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.0${index} s -- in shop.Cart${index}Test`).join("\n")}
[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.041 s <<< FAILURE! -- in shop.AddTest
[ERROR] shop.AddTest.adds -- Time elapsed: 0.005 s <<< FAILURE!
org.opentest4j.AssertionFailedError: expected: <4> but was: <0>
	at shop.AddTest.adds(AddTest.java:9)

[INFO] Results:
[ERROR] Failures:
[ERROR]   AddTest.adds:9 expected: <4> but was: <0>
[ERROR] Tests run: 902, Failures: 1, Errors: 0, Skipped: 0
[INFO] ------------------------------------------------------------------------
[INFO] BUILD FAILURE
[INFO] ------------------------------------------------------------------------
[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.5.2:test (default-test) on project shop: There are test failures.`;

export const npmInstallOutput = `
npm error code E503
npm error 503 Service Unavailable - GET https://registry.npmjs.org/left-pad
npm error A complete log of this run can be found in: /home/runner/.npm/_logs/2026-03-01T09_00_00_000Z-debug-0.log`;
