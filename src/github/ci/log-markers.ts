/** Lines by which tools announce that something failed, strongest first. */

/** Each is tried on lines of a thousand characters at most, and none of them backtracks. */
export const failureMarkers: readonly { tool: string; pattern: RegExp }[] = [
  { tool: "vitest, jest", pattern: /^\s*(?:FAIL |● .+ › |AssertionError|⎯⎯ Failed )/ },
  { tool: "node:test, TAP", pattern: /^\s*(?:not ok \d|✖ |✗ )/ },
  { tool: "mocha", pattern: /^\s*\d+\) \S/ },
  { tool: "pytest", pattern: /^(?:=+ (?:FAILURES|ERRORS) =+|_{3,} .+ _{3,}|E {3}|FAILED |ERROR \S+::)/ },
  { tool: "Python", pattern: /^\s*Traceback \(most recent call last\)/ },
  { tool: "go test", pattern: /^\s*--- FAIL: |^panic: |^FAIL\t|^\S+\.go:\d+:\d+: / },
  {
    tool: "cargo",
    pattern: /^error(?:\[E\d+\])?: |^---- .+ stdout ----|^thread '.+' .*panicked at|^test .+ \.\.\. FAILED/,
  },
  { tool: "tsc", pattern: /\berror TS\d+:/ },
  { tool: "Maven", pattern: /^\[ERROR\] |BUILD FAILURE|<<< (?:FAILURE|ERROR)!/ },
  { tool: "Gradle", pattern: /^FAILURE: Build failed|^> Task \S+ FAILED|^\S.* > .+ FAILED$/ },
  { tool: "npm", pattern: /^npm (?:ERR!|error) / },
  { tool: "linters", pattern: /^\s*\d+:\d+ {2,}error {2,}|^\s*✖ \d+ problems?/ },
];

/** Said by nearly every tool, so these count only where none of the others does. */
export const weakMarker = /(?:^|\s)(?:[A-Za-z]*Error|error|ERROR|fatal|FATAL|Exception)\b\s*:/;
