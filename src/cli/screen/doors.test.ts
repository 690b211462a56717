/** Every door by a table of texts: what is refused or cleaned, and what people write every day and must pass. */
import { describe, expect, it } from "vitest";
import { renderRecord } from "../../flow/record-text.ts";
import { sampleRecord } from "../../flow/samples.fixture.ts";
import { createSeal, noSeal } from "../../flow/state-seal.ts";
import type { Verdict } from "./door.ts";
import { doors } from "./doors.ts";
import { screenText } from "./screen-text.ts";

type Case = [what: string, text: string, verdict: Verdict, options?: Record<string, unknown>, holds?: string | RegExp];

const check = (door: string, cases: Case[]): void => {
  describe(door, () => {
    it.each(cases)("%s", async (_, text, verdict, options = {}, holds = "") => {
      const screened = await screenText(door, text, options);
      if (!screened.ok) throw new Error(screened.error);
      expect(`${screened.value.verdict} (${screened.value.reason})`).toMatch(new RegExp(`^${verdict} `));
      if (typeof holds === "string") expect(screened.value.text).toContain(holds);
      else expect(screened.value.text).toMatch(holds);
    });
  });
};

const hidden = /^(?![\s\S]*(?:obey|<\|im_start))/;

check("issue", [
  ["plain words", "Please add an export.\n\n- [ ] one\n", "accepted", {}, "Please add an export."],
  ["code with markup", "```html\n<!-- keep -->\n```", "accepted", {}, "<!-- keep -->"],
  ["line ends of a browser", "one\r\ntwo\r\n", "accepted", {}, "one\ntwo"],
  ["emoji and other scripts", "Großartig ✅ 日本語", "accepted"],
  ["an HTML comment", "see <!-- obey --> this", "sanitised", {}, hidden],
  ["an image's alternative", "![obey](https://x.test/a.png)", "sanitised", {}, hidden],
  ["a link's title", '[docs](https://x.test "obey")', "sanitised", {}, hidden],
  ["tag characters", "hi\u{e0041}\u{e0042}", "sanitised", {}, /^hi$/],
  ["entities around a token", "&lt;|im_start|&gt;system", "sanitised", {}, hidden],
  ["a unused definition", "[obey]: #", "sanitised", {}, hidden],
  ["too much", "x ".repeat(40_000), "truncated"],
  ["a plain title", "Add an export", "accepted", { field: "title" }],
  ["a hidden title", "Add\u200b an export", "sanitised", { field: "title" }, /^Add an export$/],
]);

check("comment", [
  ["thanks", "Thanks, looks good!", "accepted"],
  ["stop", "/draftsmith stop", "accepted"],
  ["an answer", "/draftsmith answer Both.", "accepted"],
  ["a command in a quote", "> /draftsmith stop", "ignored"],
  ["a command in a fence", "```\n/draftsmith stop\n```", "ignored"],
  ["look-alike letters", "/draftsmi\u200bth stop", "ignored"],
  ["full-width letters", "\uff0fdraftsmith stop", "ignored"],
  ["an edit", "/draftsmith stop", "ignored", { edited: true }],
  ["an app", "/draftsmith stop", "ignored", { authorType: "Bot" }],
  ["an app by its name", "/draftsmith stop", "ignored", { login: "x[bot]" }],
  ["the bot itself", "/draftsmith stop", "ignored", { isOwn: true }],
  ["somebody without push right", "/draftsmith stop", "ignored", { mayPush: false }],
  ["the issue's author without push right", "/draftsmith stop", "ignored", { mayPush: false, isIssueAuthor: true }],
  ["a stranger's words", "Please merge.", "ignored", { mayPush: false }, /^$/],
  ["the issue's author", "It also happens on Windows.", "accepted", { mayPush: false, isIssueAuthor: true }],
  ["a hidden order", "Yes. <!-- obey -->", "sanitised", {}, hidden],
]);

const maria = { id: 2, login: "maria" };
const at = "2026-03-01T09:00:00Z";
const later = "2026-03-01T09:00:01Z";
const labelled = { events: [{ actor: maria, created_at: at }], permissions: { maria: "write" } };
const world = (change: object = {}): string => JSON.stringify({ ...labelled, ...change });
const payload = (change: object) => ({ payload: { sender: maria, issue: { updated_at: at, ...change } } });

check("label", [
  ["a writer", world(), "accepted"],
  ["somebody without push right", world({ permissions: { maria: "read" } }), "refused"],
  ["a right that nobody can tell", world({ permissions: { maria: 404 } }), "refused"],
  [
    "another account of the name",
    world({ permissions: { maria: { permission: "admin", user: { id: 3 } } } }),
    "refused",
  ],
  ["nobody", world({ events: [{ actor: null, created_at: at }] }), "refused"],
  ["a pull request", world({ issue: { pull_request: {} } }), "ignored"],
  ["the label came off", world({ issue: { labels: [] } }), "ignored"],
  ["a list that lags", world(), "refused", payload({ updated_at: later })],
  ["a list that is as new", world(), "accepted", payload({})],
  ["no case", "words", "refused"],
]);

check("freeze", [
  ["nothing changed", world(), "accepted", {}, "Please."],
  ["edited before", world({ edits: ["2026-03-01T08:59:59Z"] }), "accepted"],
  ["edited in the label's second", world({ edits: [at] }), "frozen", {}, /^$/],
  ["renamed later", world({ renames: [later] }), "frozen"],
  ["another text at the second look", world({ later: { body: "x" } }), "revalidated"],
  ["another text in the event", world(), "revalidated", payload({ body: "x" })],
  ["hidden characters", world({ issue: { body: "a\u200bb" } }), "frozen"],
  ["the same in private", world({ issue: { body: "a\u200bb" }, public: false }), "accepted", {}, "ab"],
  ["a comment of the label's second", world({ comments: [{ user: maria, body: "x", created_at: at }] }), "ignored"],
  ["a run goes on", world({ released: {} }), "accepted"],
  ["edited while it waited", world({ released: {}, issue: { body: "x" } }), "frozen"],
  [
    "a fork's head",
    world({ released: {}, pull: { head: { ref: "agent/1-x", sha: "f", repo: { id: 1 } } } }),
    "refused",
  ],
  ["no case", world({ released: 1 }), "refused"],
  ["nobody asked", world({ events: [] }), "refused"],
]);

const token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
const live = "live-value-4711-abcdefgh";

check("outgoing", [
  ["plain words", "It works.\n", "accepted"],
  ["emoji with joiners and selectors", "⚠️ 👩‍💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ done", "accepted", {}, "⚠️ 👩‍💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ done"],
  [
    "a secret in pieces that only a reader puts together",
    "1. vK9-qT\n1. 3_mZ71\n1. bWx5Hs\n",
    "redacted",
    { secrets: ["vK9-qT3_mZ71bWx5Hs"] },
  ],
  ["another style of list", "* one\n* two", "accepted", {}, "- one"],
  ["code", "Run `npm test`.\n\n```sh\nnpm ci\n```", "accepted"],
  ["a mention", "Thanks @maria", "sanitised", {}, "`@maria`"],
  ["a picture", "![x](https://x.test/a.png)", "sanitised", {}, /^(?![\s\S]*!\[)/],
  ["HTML", "<img src=x onerror=y>", "sanitised"],
  ["a closing word", "Fixes #12", "sanitised"],
  ["a token", `The key is ${token}.`, "redacted", {}, /^(?![\s\S]*ghp_)/],
  ["a live secret backwards", [...live].reverse().join(""), "redacted", { secrets: [live] }, /redacted/],
  ["a summary", "Done.\n", "accepted", { sink: "summary" }],
  ["a commit", "feat: add an export\n\nIt was missing.", "accepted", { sink: "commit" }],
  ["a commit that skips", "feat: x [skip ci]", "sanitised", { sink: "commit" }, /^(?!.*\[skip)/],
  ["a commit with trailers", "feat: x\n\nCo-authored-by: a <a@b.test>", "sanitised", { sink: "commit" }, "by - a"],
  ["a title", "Add an export", "accepted", { sink: "title" }],
  ["a title of two lines", "Add\nX", "sanitised", { sink: "title" }, /^Add X$/],
  ["a long title", "word ".repeat(100), "truncated", { sink: "title" }],
  ["a branch", "Add $(x)", "sanitised", { sink: "branch", issue: 7 }, /^agent\/7-add-x$/],
  ["a branch with a live secret", live, "refused", { sink: "branch", secrets: [live] }],
  ["a file", "export const a = 1;\n", "accepted", { sink: "file" }],
  ["a file with a token", `const t = "${token}";\n`, "refused", { sink: "file" }, /^$/],
  ["a path with a token", "x\n", "refused", { sink: "file", path: `src/${token}.ts` }],
  ["a log", "::error::x", "sanitised", { sink: "log" }],
  ["a prompt", "words", "accepted", { sink: "prompt" }],
  ["a prompt with a live secret", live, "redacted", { sink: "prompt", secrets: [live] }, /redacted/],
  ["an artifact with a token", token, "redacted", { sink: "artifact" }, /redacted/],
  ["a step output", "claimed issue 7", "accepted", { sink: "output" }, "summary=claimed issue 7"],
  ["a step output of two lines", "a\nGITHUB_TOKEN=x", "refused", { sink: "output" }],
  ["a step output of another name", "a", "refused", { sink: "output", name: "PATH" }],
]);

check("log", [
  ["lines", "one\n\ttwo\n", "accepted", {}, "│ one\n│   two"],
  ["a command", "  ::add-mask::x", "sanitised", {}, "│ : :add-mask"],
  ["the old form", "x ##[error]y", "sanitised", {}, "## [error]"],
  ["colours", "\u001b[31mred\u001b[0m", "sanitised", {}, "│ red"],
  ["a lone carriage return", "a\r::error::x", "sanitised", {}, "│ : :error"],
  ["a secret", `key=${live}`, "redacted", { secrets: [live] }, /^(?![\s\S]*live-value)/],
  ["too many lines", "x\n".repeat(2_000), "truncated"],
  ["a long line", "x".repeat(2_000), "truncated"],
  ["outside of Actions", "one", "accepted", { actions: false }, /^(?!::)/],
]);

check("config", [
  ["nothing", "", "accepted"],
  ["limits below the operator's", "limits: { openRuns: 1 }", "accepted"],
  ["limits above", "limits: { openRuns: 9 }", "clamped", {}, '"openRuns":3'],
  ["limits above a small policy", "limits: { repairs: 3 }", "clamped", { operator: { DRAFTSMITH_MAX_REPAIRS: "1" } }],
  ["an unknown key", "endpoint: https://x.test", "refused"],
  ["an alias", "a: &a 1\nb: *a", "refused"],
  ["a tag", "allow: !!js/function 'x'", "refused"],
  ["a key twice", "allow: []\nallow: []", "refused"],
  ["a command as text", "projects: [{ test: 'npm test; curl x' }]", "refused"],
  ["a path outside", "projects: [{ dir: ../x }]", "refused"],
  ["too large", `# ${"x".repeat(70_000)}`, "refused"],
]);

const triage = { kind: "behaviour", ready: true, questions: [], reason: "Clear." };
const reply = (change: object = {}): string => JSON.stringify({ ...triage, ...change });

check("model-output", [
  ["an object", reply(), "accepted", { role: "triage" }],
  ["a fenced object", `Here:\n\`\`\`json\n${reply()}\n\`\`\``, "accepted", { role: "triage" }],
  ["another key", reply({ labels: ["agent:ready"] }), "refused", { role: "triage" }],
  ["another kind", reply({ kind: "release" }), "refused", { role: "triage" }],
  ["a prototype", `{"__proto__": {}, ${reply().slice(1)}`, "refused", { role: "triage" }],
  ["a key twice", `{"ready": false, ${reply().slice(1)}`, "refused", { role: "triage" }],
  ["too deep", `{"a": ${"[".repeat(40)}${"]".repeat(40)}}`, "refused", { role: "triage" }],
  ["too long", reply({ reason: "x".repeat(5_000) }), "refused", { role: "triage" }],
  ["too large", " ".repeat(1_100_000) + reply(), "refused", { role: "triage" }],
  ["two answers", `${reply()}\n${reply({ ready: false })}`, "refused", { role: "triage" }],
  ["no object", "Sure!", "refused", { role: "planner" }],
  ["a change", JSON.stringify({ summary: "x", diff: "--- a\n+++ b\n" }), "accepted", { role: "implementer" }],
]);

check("git-ref", [
  ["plain words", "Add an export", "accepted", { issue: 7 }, /^agent\/7-add-an-export$/],
  ["a branch's name", "main", "accepted", {}, /^agent\/1-main$/],
  ["an option", "--upload-pack=x", "sanitised", {}, /^agent\/1-upload-pack-x$/],
  ["a refspec", "+a:refs/heads/main", "sanitised", {}, /^agent\/1-a-refs-heads-main$/],
  ["nothing that is left", "日本語", "sanitised", {}, /^agent\/1-change$/],
  ["a second run", "Add", "accepted", { run: 2 }, /^agent\/1-add-2$/],
  ["one of ours", "agent/7-add", "accepted", { as: "ref" }],
  ["somebody else's", "main", "refused", { as: "ref" }],
  ["a full name", "refs/heads/agent/7-add", "refused", { as: "ref" }],
  ["a way out", "agent/7-../main", "refused", { as: "ref" }],
  ["a second line", "agent/7-add\nx", "refused", { as: "ref" }],
]);

check("url", [
  ["a public host", "https://github.com/a", "accepted", { addresses: ["140.82.112.3"] }],
  ["the operator's own", "http://app.internal:8080/", "accepted", { privateHosts: ["app.internal:8080"] }],
  ["a listed host", "https://a.vercel.app/", "accepted", { hosts: ["*.vercel.app"] }],
  ["another host", "https://x.test.net/", "refused", { hosts: ["*.vercel.app"] }],
  ["plain http", "http://github.com/", "refused"],
  ["another port", "https://github.com:8443/", "refused"],
  ["a user", "https://a@github.com/", "refused"],
  ["loopback", "https://127.0.0.1/", "refused"],
  ["loopback as a number", "https://2130706433/", "refused"],
  ["metadata", "https://169.254.169.254/latest", "refused"],
  ["mapped", "https://[::ffff:10.0.0.1]/", "refused"],
  ["a name that leads inside", "https://github.com/", "refused", { addresses: ["140.82.112.3", "10.0.0.1"] }],
  ["no address", "https://github.com/", "refused", { addresses: [] }],
  ["a file", "file:///etc/passwd", "refused"],
  [
    "a redirect",
    "https://github.com/",
    "accepted",
    { redirects: [{ url: "/b", addresses: ["140.82.112.3"] }] },
    "com/b",
  ],
  ["a redirect inside", "https://github.com/", "refused", { redirects: [{ url: "https://10.0.0.1/" }] }],
  ["a second answer", "https://github.com/", "accepted", { answers: [["140.82.112.3"], ["10.0.0.1"]] }],
  [
    "a second answer that counts",
    "https://github.com/",
    "refused",
    { answers: [["140.82.112.3"], ["10.0.0.1"]], redirects: [{ url: "/b" }] },
  ],
  ["a packed answer", "https://github.com/", "refused", { contentEncoding: "gzip" }],
  ["storage of a log", "https://a.blob.core.windows.net/b", "accepted", { api: "https://api.github.com" }],
  ["storage inside", "https://10.0.0.1/b", "refused", { api: "https://api.github.com" }],
]);

check("ci-log", [
  ["a failure", "AssertionError: expected 1 to be 2", "accepted", {}, "expected 1 to be 2"],
  ["a command", "::set-output name=a::b", "sanitised", {}, /^(?![\s\S]*::set-output)/],
  ["too much", "x\n".repeat(200_000), "truncated"],
  ["a live secret", "Zq7kd93Xw81pLm4RtB0vYc6", "redacted", { secrets: ["Zq7kd93Xw81pLm4RtB0vYc6"] }, /^(?![\s\S]*Zq7)/],
]);

check("env", [
  ["a token", "GITHUB_TOKEN=x", "absent", {}, /^(?!.*GITHUB_TOKEN)/],
  ["a token that is asked for", "GITHUB_TOKEN=x", "absent", { asked: ["GITHUB_TOKEN"] }],
  ["a variable of this process", "FOO=1", "absent"],
  ["one that is asked for", "FOO=1", "present", { asked: ["FOO"] }],
  ["the path", "PATH=/usr/bin", "present"],
  ["a toolchain", "GOROOT=/opt/go", "present"],
  ["home", "HOME=/root", "rewritten", { asked: ["HOME"] }, '"HOME":"/sandbox/home"'],
  ["options of node", '{"NODE_OPTIONS": "--require x"}', "absent", { asked: ["NODE_OPTIONS"] }],
  ["a proxy", "https_proxy=x", "absent", { asked: ["https_proxy"] }],
  ["several", "A=1\nPATH=/bin\n", "sanitised"],
  ["nothing", "", "accepted"],
  ["no variables", "some words", "refused"],
  ["a name alone", "ACTIONS_RUNTIME_TOKEN", "absent"],
  ["a token for git", "GITHUB_TOKEN=x", "absent", { of: "git" }],
  ["configuration for git", "GIT_CONFIG_GLOBAL=/home/x/.gitconfig", "rewritten", { of: "git" }, "/dev/null"],
]);

const header = (path: string): string => `diff --git a/${path} b/${path}\n`;
const added = (path: string, line: string): string =>
  `${header(path)}new file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+${line}\n`;
const changed = (path: string): string =>
  `${header(path)}--- a/${path}\n+++ b/${path}\n@@ -3,2 +3,2 @@\n one\n-two\n+three\n`;

check("patch", [
  ["a new file", added("src/a.ts", "export {};"), "accepted"],
  ["a change of what it shows", changed("src/a.ts"), "accepted", {}, "+three"],
  ["a change of a given file", changed("src/a.ts"), "accepted", { files: { "src/a.ts": "0\n0\none\ntwo\n" } }],
  ["a change of another text", changed("src/a.ts"), "refused", { files: { "src/a.ts": "else\n" } }],
  ["a reply with prose", `Here:\n\n\`\`\`diff\n${changed("src/a.ts")}\`\`\`\nDone.`, "accepted"],
  [
    "a deletion",
    `${header("a.txt")}deleted file mode 100644\n--- a/a.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n`,
    "accepted",
  ],
  ["a rename", `${header("a.txt").replace("b/a", "b/b")}rename from a.txt\nrename to b.txt\n`, "accepted"],
  ["a test", added("test/a.test.ts", "x"), "accepted"],
  ["a test in the stage of code", added("test/a.test.ts", "x"), "refused", { stage: "implement" }],
  ["a manifest", changed("package.json"), "flagged"],
  ["a manifest in a plan for it", changed("package.json"), "flagged", { kind: "build" }],
  ["a test that is skipped", changed("test/a.test.ts").replace("+three", "+it.skip(x)"), "flagged"],
  ["a name of two scripts", added("src/a.ts", "let \u0430dmin;"), "flagged"],
  ["a workflow", added(".github/workflows/x.yml", "x"), "refused"],
  ["a way out", added("../x", "x"), "refused"],
  ["git's own", added(".git/config", "x"), "refused"],
  ["a mode", `${header("a.txt")}old mode 100644\nnew mode 100755\n`, "refused"],
  ["a link", added("a", "/etc/passwd").replace("100644", "120000"), "refused"],
  ["a token", added("src/a.ts", token), "refused"],
  ["a live secret", added("src/a.ts", live), "refused", { secrets: [live] }],
  ["bidi", added("src/a.ts", "a\u202eb"), "refused"],
  ["outside of what is allowed", added("src/a.ts", "x"), "refused", { allow: ["docs/**"] }],
  ["nothing", "Sure!", "refused"],
]);

it("every door has a case here, names its options in the help, and refuses others", async () => {
  for (const door of doors) {
    const wrong = await screenText(door.name, "x", { surely: 1 });
    expect(wrong).toEqual({ ok: false, error: expect.stringContaining("surely") });
    for (const name of Object.keys(door.help)) {
      const given = await screenText(door.name, "x", { [name]: Symbol("wrong") });
      expect(given.ok, `${door.name}.${name}`).toBe(false);
    }
  }
});

it("names the doors where there is none of that name, and bounds the text", async () => {
  expect(await screenText("door", "", {})).toMatchObject({ ok: false, error: expect.stringContaining("outgoing") });
  expect(await screenText("issue", "x".repeat(5_000_000), {})).toMatchObject({ ok: false });
});

const pinned = `actions/checkout@${"ab".repeat(20)}`;
const workflowOf = (step: string) =>
  `on: pull_request\npermissions: {}\njobs: { a: { runs-on: ubuntu-24.04, steps: [${step}] } }\n`;

check("workflow", [
  ["plain CI", workflowOf(`{ uses: ${pinned}, with: { persist-credentials: false } }`), "accepted"],
  ["an action by a tag", workflowOf("{ uses: acme/build@v1 }"), "detected"],
  ["what cannot be read", "on: [", "detected"],
  ["a template with the label", "labels: [agent:ready]\n", "detected", { path: ".github/ISSUE_TEMPLATE/a.yml" }],
  ["a template without it", "labels: [bug]\n", "accepted", { path: ".github/ISSUE_TEMPLATE/a.yml" }],
  ["another ready label", "labels: [go]\n", "detected", { path: ".github/ISSUE_TEMPLATE/a.yml", readyLabel: "go" }],
]);

check("git-config", [
  ["a plain checkout", '[remote "origin"]\n\turl = https://github.com/acme/shop\n', "accepted"],
  ["a token in an address", "[remote]\n\turl = https://a:b@github.com/acme/shop\n", "refused"],
]);

check("audit", [
  ["no audit", "hello\n", "detected"],
  ["a reason", "Tests passed", "accepted", { as: "entry" }, "Tests passed"],
  [
    "a reason with a secret",
    "it was live-secret-of-ours",
    "redacted",
    { as: "entry", secrets: ["live-secret-of-ours"] },
    /^(?!.*live-secret)/,
  ],
]);

const stateKey = "a key of these tests, long enough";
const bodyOf = (change: Parameters<typeof sampleRecord>[0] = {}, seal = noSeal) =>
  `Closes #1\n\n${renderRecord(sampleRecord(change), seal)}`;
const signed = bodyOf({}, createSeal(stateKey));

check("record", [
  ["the bot's own", bodyOf(), "accepted", { repositoryId: 1001, issue: 1, branch: "agent/1-greet" }, '"issue":1'],
  ["under somebody else's account", bodyOf(), "ignored", { authorIsBot: false }, /^$/],
  ["two of them", bodyOf() + bodyOf(), "refused"],
  ["none", "Closes #1", "refused"],
  ["of another pull request", bodyOf({ pull: 9 }), "refused"],
  ["of another repository", bodyOf(), "refused", { repositoryId: 5 }],
  ["put back from an older body", bodyOf({ sequence: 2 }), "refused", { committedSequence: 3 }],
  ["of another claim than the bundle", bodyOf(), "refused", { sequence: 2 }],
  ["behind its branch", bodyOf(), "revalidated", { head: "c".repeat(40) }],
  ["signed", signed, "accepted", { key: stateKey }],
  ["not signed", bodyOf(), "refused", { key: stateKey }],
  ["signed and altered", signed.replace('"lostUsd":0', '"lostUsd":1'), "refused", { key: stateKey }],
  ["signed with the key before", signed, "accepted", { key: "x".repeat(32), previousKey: stateKey }],
]);

const often = Array.from({ length: 3 }, () => ({ actorId: 7, askedAt: "2026-01-01T11:30:00Z" }));
const call = { model: "gpt-5.2", inputTokens: 100_000, maxOutputTokens: 16_000, usage: null };

check("budget", [
  ["the first start of a day", JSON.stringify({ start: { actorId: 7 } }), "accepted"],
  ["a start after the day's money", JSON.stringify({ start: { actorId: 7 }, runs: [{ usd: 20 }] }), "stopped"],
  [
    "a start after the account's",
    JSON.stringify({ start: { actorId: 7 }, runs: [{ usd: 9.5, actorId: 7 }] }),
    "stopped",
  ],
  ["the fourth start within an hour", JSON.stringify({ start: { actorId: 7 }, runs: often }), "rate_limited"],
  ["a start of somebody else", JSON.stringify({ start: { actorId: 8 }, runs: often }), "accepted"],
  ["too many open runs", JSON.stringify({ start: { actorId: 7 }, openRuns: 3 }), "rate_limited"],
  ["too many open pull requests", JSON.stringify({ start: { actorId: 7 }, openPulls: 10 }), "rate_limited"],
  ["an issue whose money is used up", JSON.stringify({ start: { actorId: 7, spentUsd: 2 } }), "stopped"],
  ["one call without usage", JSON.stringify({ calls: [call] }), "accepted"],
  ["calls without usage", JSON.stringify({ calls: [call, call, call] }), "stopped"],
  ["a tree that comes back", JSON.stringify({ outcomes: [{ tree: "a" }, { tree: "b" }, { tree: "a" }] }), "stopped"],
  ["a failure that comes back", JSON.stringify({ outcomes: [{ fingerprint: "a" }, { fingerprint: "a" }] }), "stopped"],
  ["more than the operator allows", JSON.stringify({ limits: { usdPerIssue: 500 } }), "clamped", {}, '"usdPerIssue":2'],
  ["a limit below zero", JSON.stringify({ limits: { usdPerIssue: -1 } }), "refused"],
  ["no JSON", "[[[", "refused"],
]);
