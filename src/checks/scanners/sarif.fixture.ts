/** Small SARIF documents for tests. */

export type SampleResult = Record<string, unknown>;

export const place = (uri: string, startLine: number, endLine?: number): SampleResult => ({
  physicalLocation: { artifactLocation: { uri }, region: { startLine, ...(endLine === undefined ? {} : { endLine }) } },
});

export const result = (uri: string, line: number, more: SampleResult = {}): SampleResult => ({
  ruleId: "rule",
  message: { text: "it is wrong" },
  locations: [place(uri, line)],
  ...more,
});

export const sarif = (results: unknown, run: SampleResult = {}): string =>
  JSON.stringify({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "lint", version: "1.2" } }, results, ...run }],
  });
