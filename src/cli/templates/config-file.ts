/** `.github/draftsmith.yml` as `init` writes it: valid as it stands, the less common keys as comments. */
import { defaultSettings } from "../../domain/settings.ts";

export const renderConfigFile = (): string => {
  const { labels, limits } = defaultSettings();
  return `# What Draftsmith may do here. Read from the default branch alone; it can narrow what the workflows allow, never widen it.
# Every key may be left out. docs/setup.md of Draftsmith explains each.

labels:
  ready: "${labels.ready}" # asks for a run; only people who may push count
  freeze: ${labels.freeze} # on an issue or pull request: nothing more is written
  red: ${labels.red} # on an open issue: only fix tasks start
  clarify: ${labels.clarify} # set by Draftsmith when it has questions
  fix: [${labels.fix.join(", ")}] # labels of fix tasks

limits:
  openRuns: ${limits.openRuns}
  repairs: ${limits.repairs}
  patchLines: ${limits.patchLines}
  patchFiles: ${limits.patchFiles}
  usdPerIssue: ${limits.usdPerIssue}
  usdPerDay: ${limits.usdPerDay}

# Paths that may be changed; without this key every path that no guardrail denies.
# allow: ["src/**", "test/**", "docs/**", "README.md"]

# Without this key the projects and their test commands are found from the files.
# projects:
#   - dir: .
#     install: [npm, ci, --ignore-scripts]
#     test: [npm, test]
#     junit: reports/junit.xml
#     tests: ["test/**", "**/*.test.ts"]
#     timeoutSeconds: 300

# Which tier of model a role uses.
# models:
#   roles: { implementer: fast, reviewer: strong }

# checks:
#   ui: { start: [npm, start], url: "http://127.0.0.1:3000" }
#   openapi: openapi.yaml
#   sbom: true
#   load: { start: [npm, start], url: "http://127.0.0.1:3000" }
#   scanners: [{ name: semgrep, command: [semgrep, scan, --sarif, --config, rules/] }]
#   codeScanning: true

# What is deployed: previews are found by themselves, the rest is off without these keys.
# health:
#   probes: [{ name: shop, url: "https://shop.example/health" }]
#   metrics: { url: "https://shop.example/metrics" }
`;
};
