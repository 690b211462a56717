/** The functions that take a text within something else, or more than a text: each as a function of the text alone. */

import { z } from "zod";
import { findMentions } from "../../src/atlas/search/find-mentions.ts";
import { createPathBook } from "../../src/atlas/search/path-book.ts";
import { startBehind } from "../../src/atlas/symbols/tree/head-words.ts";
import { hideMacros } from "../../src/atlas/symbols/tree/hide-macros.ts";
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
import { parseJsonReport } from "../../src/checks/tests/decode/parse-json-report.ts";
import { parseJunit } from "../../src/checks/tests/decode/parse-junit.ts";
import { parseLibtest } from "../../src/checks/tests/decode/parse-libtest.ts";
import { parseUnittest } from "../../src/checks/tests/decode/parse-unittest.ts";
import { isNameOfFile } from "../../src/checks/tests/find-lost.ts";
import { normaliseOutput } from "../../src/checks/tests/normalise-output.ts";
import { findClass, readFrames } from "../../src/checks/tests/read-frames.ts";
import { pageSlugs } from "../../src/checks/ui/page-slug.ts";
import { parseIssueNumber } from "../../src/cli/parse-number.ts";
import { screenLog } from "../../src/cli/screen/log-door.ts";
import { nearestKey } from "../../src/config/known-keys.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { decodeOperatorPolicy } from "../../src/config/operator-policy.ts";
import { parseWorkflow } from "../../src/config/read-workflow.ts";
import { readYaml } from "../../src/config/read-yaml.ts";
import type { FileChange } from "../../src/domain/patch.ts";
import { renderBranch } from "../../src/flow/branch-name.ts";
import { decodeHidden } from "../../src/flow/hidden-json.ts";
import { hasIssueRecord, parseIssueRecord, renderIssueRecord, textWithoutRecord } from "../../src/flow/issue-record.ts";
import { sampleRecord } from "../../src/flow/samples.fixture.ts";
import { noSeal } from "../../src/flow/state-seal.ts";
import { cleanLog } from "../../src/github/ci/clean-log.ts";
import { findFailingPart } from "../../src/github/ci/find-failing-part.ts";
import {
  decodeAccount,
  decodeComment,
  decodeCommit,
  decodeListedCommit,
  decodeThread,
  decodeTreeEntry,
} from "../../src/github/decode.ts";
import { explainError } from "../../src/github/explain-error.ts";
import { contextOf } from "../../src/guardrails/example-change.fixture.ts";
import { checkGuardrails } from "../../src/guardrails/guardrails.ts";
import { matchFoldedPaths } from "../../src/guardrails/path-globs.ts";
import { parseMetrics } from "../../src/health/regressions/parse-metrics.ts";
import { addedLines } from "../../src/integrity/added-lines.ts";
import { splitCode } from "../../src/integrity/split-code.ts";
import { decodeCompletion } from "../../src/model/decode-completion.ts";
import { decodeError } from "../../src/model/decode-error.ts";
import { scanJsonObject } from "../../src/model/scan-json.ts";
import { renderInlineText, renderTableCell } from "../../src/outgoing/inline-text.ts";
import { renderSafeMarkdown } from "../../src/outgoing/markdown.ts";
import { checkOutsideUrl } from "../../src/outgoing/outside-url.ts";
import { ownLink } from "../../src/outgoing/own-link.ts";
import { redactValue } from "../../src/outgoing/redact-value.ts";
import { screenPatch } from "../../src/outgoing/screen-patch.ts";
import { cutAtWord } from "../../src/outgoing/visible-text.ts";
import { alignLines } from "../../src/patch/align-lines.ts";
import { applyCanonical } from "../../src/patch/apply-canonical.ts";
import { applyReply } from "../../src/patch/apply-reply.ts";
import { linesOf } from "../../src/patch/extract/json-edits.ts";
import { scan } from "../../src/patch/extract/scan.ts";
import { readFileText } from "../../src/patch/locate/file-text.ts";
import { locateHunks } from "../../src/patch/locate/locate-hunks.ts";
import { type Reading, readHunk } from "../../src/patch/locate/reading.ts";
import { mergeTexts } from "../../src/patch/merge-texts.ts";
import { renderPatch } from "../../src/patch/render.ts";
import { renderWordDiff } from "../../src/patch/render-word-diff.ts";
import { renderBody } from "../../src/publish/render-body.ts";
import { code, inline } from "../../src/publish/render-foreign.ts";
import { parseBundle } from "../../src/publish/verify-bundle.ts";
import { decodeReply } from "../../src/roles/decode-reply.ts";
import { renderFrame } from "../../src/roles/frame.ts";
import { explainMissing, type ReadableTree } from "../../src/work/tools/create-tool.ts";
import { createSearch } from "../../src/work/tools/search.ts";
import { liveSecrets, scanner } from "./live-secrets.ts";

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

const commit = (text: string) => ({
  sha: "0".repeat(40),
  message: text,
  author: { name: text, email: text, date: times.created_at },
  committer: { name: text, email: text, date: times.created_at },
  tree: { sha: "0".repeat(40) },
  parents: [],
});

const tree: ReadableTree = { list: () => ["src/a.ts", ".env"], read: () => null };
const reading = (text: string): Reading =>
  readHunk(
    {
      at: 1,
      before: { start: 1, count: 9 },
      after: { start: 1, count: 9 },
      sections: [],
      lines: text.split("\n").map((line, at) => ({ mark: at % 3 === 0 ? "-" : " ", text: line, at })),
      mustEnd: false,
      isClosed: true,
      isUnclosed: false,
    },
    1,
  );

const half = (text: string): string => text.slice(text.length / 2);
const inJson = (text: string): string => JSON.stringify({ text, lines: text.split("\n").slice(0, 1_000) });
const account = { id: 1, login: "octo", type: "User" };
const times = { created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" };

/** Under the path of their file below `src/` and their own name; one function may stand here in several ways. */
export const adapters: Readonly<Record<string, (text: string) => unknown>> = {
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
  "flow/issue-record.ts parseIssueRecord": (text) => parseIssueRecord(text, "draftsmith", noSeal),
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
  "publish/render-body.ts renderBody": (text) => renderBody(text, sampleRecord({ reason: text }), noSeal, screen),
  "publish/render-foreign.ts inline": (text) => inline(text, 300),
  "publish/render-foreign.ts code": (text) => code(text, 300),
  "roles/decode-reply.ts decodeReply": (text) => decodeReply(text, { hasDiff: true, defaults: () => ({}) }),
  "model/scan-json.ts scanJsonObject": (text) => scanJsonObject(`{${text}`, 0),
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
  "integrity/added-lines.ts addedLines": (text) => addedLines(half(text), text),
  "integrity/split-code.ts splitCode": (text) => [
    splitCode(text, "javascript"),
    splitCode(text, "python"),
    splitCode(text, "other"),
  ],
  "checks/tests/normalise-output.ts normaliseOutput": (text) =>
    normaliseOutput(text, { root: "/w/tree", scratch: "/w/home" }),
  "checks/tests/read-frames.ts readFrames": (text) => readFrames(text, ["src"], () => false),
  "atlas/search/find-mentions.ts findMentions": (text) =>
    findMentions(createPathBook(["src/a.ts", "src/b/c.py"]), text),
  "atlas/symbols/tree/head-words.ts startBehind": (text) => startBehind(text, text.length, ["export", "a"]),
  "atlas/symbols/tree/hide-macros.ts hideMacros": (text) => hideMacros(text),
  "checks/tests/decode/parse-json-report.ts parseJsonReport": (text) => parseJsonReport(text, z.unknown()),
  "checks/tests/read-frames.ts findClass": (text) => findClass(text, text, ["src", "test"], () => false),
  "checks/ui/page-slug.ts pageSlugs": (text) => pageSlugs(text.split("\n").slice(0, 20)),
  "cli/parse-number.ts parseIssueNumber": (text) => parseIssueNumber(text),
  "cli/screen/log-door.ts screenLog": (text) => screenLog(text, liveSecrets, true),
  "config/known-keys.ts nearestKey": (text) => nearestKey(text, ["labels", "allow", "projects", "limits"]),
  "flow/issue-record.ts renderIssueRecord": (text) => renderIssueRecord("draftsmith", { text }, noSeal),
  "github/decode.ts decodeCommit": (text) => decodeCommit(commit(text)),
  "github/decode.ts decodeListedCommit": (text) =>
    decodeListedCommit({ sha: "0".repeat(40), commit: commit(text), author: account, committer: account, parents: [] }),
  "github/decode.ts decodeTreeEntry": (text) =>
    decodeTreeEntry({ path: text, mode: "100644", type: "blob", sha: "0".repeat(40), size: 1 }),
  "github/decode.ts decodeAccount": (text) => decodeAccount({ ...account, login: text }),
  "github/explain-error.ts explainError": (text) => explainError(new Error(text)),
  "model/decode-error.ts decodeError": (text) => decodeError(new Error(text), "a", 0),
  "model/decode-completion.ts decodeCompletion": (text) =>
    decodeCompletion({ choices: [{ message: { content: text } }], usage: null }),
  "patch/align-lines.ts alignLines": (text) =>
    alignLines(text.split("\n").slice(0, 60), half(text).split("\n").slice(0, 60), 0),
  "patch/locate/locate-hunks.ts locateHunks": (text) => locateHunks("a", readFileText(half(text)), [reading(text)]),
  "patch/locate/locate-hunks.ts locateHunks in small hunks": (text) => {
    const pieces = Array.from({ length: Math.ceil(text.length / 400) }, (_, at) =>
      text.slice(at * 400, (at + 1) * 400),
    );
    return locateHunks(
      "a",
      readFileText(`b\n${text}`),
      pieces.map((piece, at) => ({ ...reading(piece), number: at + 1 })),
    );
  },
  "publish/verify-bundle.ts parseBundle": (text) => parseBundle(JSON.stringify({ text })),
  "roles/frame.ts renderFrame": (text) => renderFrame("nonce", { text, lines: text.split("\n") }),
  "work/tools/create-tool.ts explainMissing": (text) => explainMissing(text, tree),
  "work/tools/search.ts createSearch": (text) =>
    createSearch({ ...tree, read: () => text }).run({
      text: `(a|aa|${text.slice(0, 80).replace(/\W/g, "")}*)*$`,
      isPattern: true,
    }),
};
