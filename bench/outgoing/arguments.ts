/** What the functions under measurement take beside the text, and those that take lines or documents in place of one. */

import { findReferences } from "../../src/checks/openapi/find-references.ts";
import { decodePaths } from "../../src/checks/scanners/artifact-path.ts";
import { cleanText } from "../../src/checks/scanners/clean-text.ts";
import { decodeSarif } from "../../src/checks/scanners/decode-sarif.ts";
import type { Left } from "../../src/checks/tests/adapters/adapter.ts";
import { decodeGo } from "../../src/checks/tests/decode/decode-go.ts";
import { decodeJest } from "../../src/checks/tests/decode/decode-jest.ts";
import { decodeMocha } from "../../src/checks/tests/decode/decode-mocha.ts";
import { findRustFaults } from "../../src/checks/tests/decode/find-rust-faults.ts";
import { localFile } from "../../src/checks/tests/decode/local-file.ts";
import { parseJunit } from "../../src/checks/tests/decode/parse-junit.ts";
import { parseLibtest } from "../../src/checks/tests/decode/parse-libtest.ts";
import { parseUnittest } from "../../src/checks/tests/decode/parse-unittest.ts";
import { isNameOfFile } from "../../src/checks/tests/find-lost.ts";
import { addedLines } from "../../src/checks/tests/integrity/added-lines.ts";
import { splitCode } from "../../src/checks/tests/integrity/split-code.ts";
import { normaliseOutput } from "../../src/checks/tests/normalise-output.ts";
import { readFrames } from "../../src/checks/tests/read-frames.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { decodeOperatorPolicy } from "../../src/config/operator-policy.ts";
import { parseWorkflow } from "../../src/config/read-workflow.ts";
import { readYaml } from "../../src/config/read-yaml.ts";
import type { FileChange } from "../../src/domain/patch.ts";
import { renderBranch } from "../../src/flow/branch-name.ts";
import { decodeHidden } from "../../src/flow/hidden-json.ts";
import { hasIssueRecord, parseIssueRecord, textWithoutRecord } from "../../src/flow/issue-record.ts";
import { sampleRecord } from "../../src/flow/samples.fixture.ts";
import { cleanLog } from "../../src/github/ci/clean-log.ts";
import { findFailingPart } from "../../src/github/ci/find-failing-part.ts";
import { decodeComment, decodeThread } from "../../src/github/decode.ts";
import { contextOf } from "../../src/guardrails/example-change.fixture.ts";
import { checkGuardrails } from "../../src/guardrails/guardrails.ts";
import { matchFoldedPaths } from "../../src/guardrails/path-globs.ts";
import { parseMetrics } from "../../src/health/regressions/parse-metrics.ts";
import { renderInlineText, renderTableCell } from "../../src/outgoing/inline-text.ts";
import { renderSafeMarkdown } from "../../src/outgoing/markdown.ts";
import { checkOutsideUrl } from "../../src/outgoing/outside-url.ts";
import { ownLink } from "../../src/outgoing/own-link.ts";
import { redactValue } from "../../src/outgoing/redact-value.ts";
import { screenPatch } from "../../src/outgoing/screen-patch.ts";
import { createSecretScanner } from "../../src/outgoing/secrets.ts";
import { cutAtWord } from "../../src/outgoing/visible-text.ts";
import { applyCanonical } from "../../src/patch/apply-canonical.ts";
import { applyReply } from "../../src/patch/apply-reply.ts";
import { linesOf } from "../../src/patch/extract/json-edits.ts";
import { scan } from "../../src/patch/extract/scan.ts";
import { mergeTexts } from "../../src/patch/merge-texts.ts";
import { renderPatch } from "../../src/patch/render.ts";
import { renderWordDiff } from "../../src/patch/render-word-diff.ts";
import { renderBody } from "../../src/publish/render-body.ts";
import { code, inline } from "../../src/publish/render-foreign.ts";
import { decodeReply } from "../../src/roles/decode-reply.ts";
import { scanJsonObject } from "../../src/roles/scan-json.ts";

/** Live secrets as a run has them: a token, two keys, a webhook secret and a private key. */
export const liveSecrets = [
  `ghs_${"1a2B3c4D5e6F7g8H9i0J".repeat(2)}`.slice(0, 40),
  "Zq7-kd93_Xw81/pLm+4RtB0vYc6Hs2",
  `sk-test-${"0pQ9rS8tU7vW6xY5z".repeat(3)}`,
  "whk-51c0ffee51c0ffee51c0ffee51c0ffee",
  `-----BEGIN RSA KEY-----\n${Array.from({ length: 24 }, (_, line) => `${line}hT4kq/W2nB+x7Zr9mC0vLs5yPd3gJf8aEe1uKoQi6XtRbNwH${line}VcMz`).join("\n")}\n-----END RSA KEY-----`,
];

export const scanner = createSecretScanner(liveSecrets);

const repository = { owner: "acme", name: "app" };
const door = { scanner, repository, ownIssue: 42 };
const screen = (markdown: string): string => renderSafeMarkdown(markdown, door);
const policy = decodeOperatorPolicy({});
const change = (path: string, before: string | null, after: string): FileChange => ({
  path,
  before,
  after,
});

const left = (text: string): Left => ({
  documents: [{ text, path: null }],
  output: text,
  place: { root: "/w/tree", dir: "." },
  clean: (each) => normaliseOutput(each, { root: "/w/tree", scratch: "/w/home" }),
  source: { isFile: () => false, read: () => null, list: () => [] },
});

const half = (text: string): string => text.slice(text.length / 2);
const inJson = (text: string): string => JSON.stringify({ text, lines: text.split("\n").slice(0, 1_000) });
const account = { id: 1, login: "octo", type: "User" };
const times = { created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" };

/** Functions with more than a text to take, under the name of their file and their own. */
export const more: Record<string, (text: string) => unknown> = {
  "outgoing/markdown.ts renderSafeMarkdown": screen,
  "outgoing/inline-text.ts renderInlineText": (text) => renderInlineText(text, scanner),
  "outgoing/inline-text.ts renderTableCell": (text) => renderTableCell(text, scanner),
  "outgoing/visible-text.ts cutAtWord": (text) => cutAtWord(text, 60_000),
  "outgoing/outside-url.ts checkOutsideUrl": (text) => checkOutsideUrl(text, { hosts: null, privateHosts: [] }),
  "outgoing/own-link.ts ownLink": (text) => ownLink(`https://github.com/${text}`, repository, 42),
  "outgoing/secrets.ts find": (text) => scanner.find(text),
  "outgoing/secrets.ts redact": (text) => scanner.redact(text),
  "outgoing/redact-value.ts redactValue": (text) => redactValue({ text, lines: text.split("\n") }, scanner),
  "outgoing/screen-patch.ts screenPatch": (text) =>
    screenPatch({ files: [{ kind: "add", path: "a.txt", content: text }] }, scanner),
  "config/load-config.ts loadConfig": (text) => policy.ok && loadConfig(text, policy.value),
  "config/read-yaml.ts readYaml": (text) => readYaml(text),
  "config/read-workflow.ts parseWorkflow": (text) => parseWorkflow({ path: "a.yml", text }),
  "flow/hidden-json.ts decodeHidden": (text) => decodeHidden(text, "<!-- a ", " -->"),
  "flow/issue-record.ts parseIssueRecord": (text) => parseIssueRecord(text, "draftsmith"),
  "flow/issue-record.ts hasIssueRecord": (text) => hasIssueRecord(text, "draftsmith"),
  "flow/issue-record.ts textWithoutRecord": (text) => textWithoutRecord(text, "draftsmith"),
  "flow/branch-name.ts renderBranch": (text) => renderBranch(1, text, 1),
  "github/ci/find-failing-part.ts findFailingPart": (text) => findFailingPart(cleanLog(text), "Run tests"),
  "github/decode.ts decodeThread": (text) =>
    decodeThread({ id: 1, number: 1, title: text, body: text, user: account, state: "open", ...times }),
  "github/decode.ts decodeComment": (text) => decodeComment({ id: 1, body: text, user: account, ...times }),
  "guardrails/path-globs.ts matchFoldedPaths": (text) => matchFoldedPaths(["src/**", "**/*.test.{ts,js}"])(text),
  "guardrails/guardrails.ts checkGuardrails": (text) => {
    const changes = [change("src/a.ts", half(text), text), change("src/b.ts", null, text)];
    return checkGuardrails({ changes, text: renderPatch(changes) }, contextOf());
  },
  "health/regressions/parse-metrics.ts parseMetrics": (text) =>
    parseMetrics(text, { requests: "a", statusLabel: "b", duration: "a" }),
  "patch/apply-canonical.ts applyCanonical": (text) => applyCanonical(text, () => text),
  "patch/apply-reply.ts applyReply": (text) => applyReply(text, { read: () => half(text) }),
  "patch/apply-reply.ts applyReply of a diff": (text) =>
    applyReply(`\`\`\`diff\n--- a/a\n+++ b/a\n@@ -1,9 +1,9 @@\n${text}\n\`\`\`\n`, { read: () => half(text) }),
  "patch/extract/scan.ts scan": (text) =>
    scan(linesOf(text, 1), {
      path: null,
      isClosed: false,
      isRendered: true,
      depth: 0,
      carried: { path: undefined },
      scan,
    }),
  "patch/render.ts renderPatch": (text) => renderPatch([change("a", half(text), `b${text}`)]),
  "patch/render-word-diff.ts renderWordDiff": (text) => renderWordDiff(text, half(text)),
  "patch/merge-texts.ts mergeTexts": (text) =>
    mergeTexts(half(text).split("\n"), text.split("\n"), `a\n${half(text)}`.split("\n")),
  "publish/render-body.ts renderBody": (text) => renderBody(text, sampleRecord({ reason: text }), screen),
  "publish/render-foreign.ts inline": (text) => inline(text, 300),
  "publish/render-foreign.ts code": (text) => code(text, 300),
  "roles/decode-reply.ts decodeReply": (text) => decodeReply(text, { hasDiff: true, defaults: () => ({}) }),
  "roles/scan-json.ts scanJsonObject": (text) => scanJsonObject(`{${text}`, 0),
  "checks/scanners/artifact-path.ts decodePaths": (text) => decodePaths(text, ["/w/tree"]),
  "checks/scanners/clean-text.ts cleanText": (text) => cleanText(text, 300),
  "checks/scanners/decode-sarif.ts decodeSarif": (text) => decodeSarif(text, () => null),
  "checks/scanners/decode-sarif.ts decodeSarif of a message": (text) =>
    decodeSarif(
      `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"a"}},"results":[{"message":${inJson(text)}}]}]}`,
      () => null,
    ),
  "checks/openapi/find-references.ts findReferences": (text) => findReferences(text, "api/openapi.yaml"),
  "checks/tests/decode/decode-go.ts decodeGo": (text) => decodeGo(left(text)),
  "checks/tests/decode/decode-jest.ts decodeJest": (text) => decodeJest(left(text)),
  "checks/tests/decode/decode-mocha.ts decodeMocha": (text) => decodeMocha(left(text)),
  "checks/tests/decode/parse-junit.ts parseJunit": (text) => parseJunit(left(text)),
  "checks/tests/decode/parse-junit.ts parseJunit of a document": (text) => parseJunit(left(`<a>${text}`)),
  "checks/tests/decode/parse-libtest.ts parseLibtest": (text) => parseLibtest(left(text)),
  "checks/tests/decode/parse-unittest.ts parseUnittest": (text) => parseUnittest(left(text)),
  "checks/tests/decode/find-rust-faults.ts findRustFaults": (text) => findRustFaults(text, "."),
  "checks/tests/decode/local-file.ts localFile": (text) => localFile(text, { root: "/w/tree", dir: "." }),
  "checks/tests/find-lost.ts isNameOfFile": (text) => isNameOfFile(text, "a.test.ts"),
  "checks/tests/integrity/added-lines.ts addedLines": (text) => addedLines(half(text), text),
  "checks/tests/integrity/split-code.ts splitCode": (text) => [
    splitCode(text, "javascript"),
    splitCode(text, "python"),
    splitCode(text, "other"),
  ],
  "checks/tests/normalise-output.ts normaliseOutput": (text) =>
    normaliseOutput(text, { root: "/w/tree", scratch: "/w/home" }),
  "checks/tests/read-frames.ts readFrames": (text) => readFrames(text, ["src"], () => false),
};

/** They start with a string that is no foreign text: a place on disk, a word of ours, or a setting that code chose. */
export const notText = new Set([
  "checks/check.ts evidenceOf",
  "checks/drivers/request-once.ts requestOnce",
  "checks/install/copy-tree.ts copyTree",
  "checks/install/list-added.ts listAdded",
  "checks/install/list-added.ts listPaths",
  "checks/load/compare-rounds.ts compareRounds",
  "checks/openapi/find-documents.ts findDocuments",
  "checks/openapi/find-oasdiff.ts findOasdiff",
  "checks/openapi/run-oasdiff.ts runOasdiff",
  "checks/read-regular-file.ts readRegularBytes",
  "checks/read-regular-file.ts readRegularFile",
  "checks/read-regular-file.ts isReallyInside",
  "checks/sbom/generate-with-npm.ts npmLockfiles",
  "checks/serve/find-command.ts findCommand",
  "checks/serve/find-command.ts executableAt",
  "checks/serve/local-server.ts isLoopback",
  "checks/serve/local-server.ts refuseServer",
  "checks/serve/server-excerpt.ts serverExcerpt",
  "checks/tests/adapters/find-report-directories.ts findReportDirectories",
  "checks/tests/decode/find-faulty-files.ts findFaultyFiles",
  "checks/tests/decode/parse-json-report.ts parseJsonReport",
  "checks/tests/describe-comparison.ts withReason",
  "checks/tests/missing-symbols.ts isPlanned",
  "checks/tests/open-source.ts openSource",
  "checks/tests/read-frames.ts findClass",
  "checks/tests/read-report.ts removeReport",
  "checks/ui/find-chromium.ts findChromium",
  "checks/with-report-directory.ts writeFiles",
]);
