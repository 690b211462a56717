/** Controls of authority, of the frozen task, and of what enters. */
import type { Control } from "./control.ts";

const attacks = "bench/attacks/attacks.test.ts";
const room = "src/supervise";

export const intakeControls: readonly Control[] = [
  {
    id: "AUTH-1",
    holds:
      "a run starts by the last event of the ready label, whose actor has push right now; whatever is unclear means no",
    where: [`${room}/gates.ts`, `${room}/judge-release.ts`, "src/github/read-client.ts"],
    tests: [`${room}/decide.test.ts`, `${room}/judge-release.test.ts`, "src/github/client.test.ts", attacks],
    breaks: [
      { rule: "a gate", file: `${room}/gates.ts`, each: "entries", in: "gates", tests: [`${room}/decide.test.ts`] },
      {
        rule: "push right is asked for",
        file: "src/github/read-client.ts",
        from: '(permission === "admin" || permission === "write")',
        to: "true",
        tests: ["src/github/client.test.ts"],
      },
      {
        rule: "an error means no",
        file: `${room}/judge-release.ts`,
        each: "checks",
        in: "findLag",
        tests: [`${room}/judge-release.test.ts`, attacks],
      },
    ],
  },
  {
    id: "AUTH-2",
    holds:
      "accounts are people, compared by number; an app counts only by a number that the operator lists; names mean nothing",
    where: [`${room}/judge-release.ts`, `${room}/gates.ts`],
    tests: [`${room}/judge-release.test.ts`, `${room}/decide.test.ts`, attacks],
    breaks: [
      {
        rule: "who may release",
        file: `${room}/judge-release.ts`,
        each: "checks",
        in: "mayRelease",
        tests: [`${room}/judge-release.test.ts`, attacks],
      },
      {
        rule: "a person",
        file: `${room}/gates.ts`,
        each: "terms",
        in: "isPerson",
        tests: [`${room}/decide.test.ts`, attacks],
      },
      {
        rule: "the same account",
        file: "src/github/read-client.ts",
        from: "account.id > 0 && user?.id === account.id",
        to: "true",
        tests: ["src/github/client.test.ts"],
      },
    ],
  },
  {
    id: "AUTH-3",
    holds:
      "a command is the exact first line of a new, unedited comment by a person with push right; all else is ignored without an answer",
    where: [`${room}/parse-command.ts`, `${room}/judge-command.ts`, `${room}/find-command.ts`],
    tests: [`${room}/parse-command.test.ts`, `${room}/judge-command.test.ts`, `${room}/find-command.test.ts`, attacks],
    breaks: [
      {
        rule: "what is no command",
        file: `${room}/judge-command.ts`,
        each: "checks",
        in: "judgeCommand",
        tests: [`${room}/judge-command.test.ts`],
      },
      {
        rule: "at the very start",
        file: `${room}/parse-command.ts`,
        from: 'if (!body.startsWith("/draftsmith ")) return null;',
        to: "body = body.trimStart();",
        tests: [`${room}/parse-command.test.ts`, attacks],
      },
      {
        rule: "push right",
        file: `${room}/find-command.ts`,
        from: "if (!(await mayPush(command.actor))) continue;",
        to: "",
        tests: [`${room}/find-command.test.ts`],
      },
    ],
  },
  {
    id: "AUTH-4",
    holds: "a pull request is ours only by author, head repository, branch root, record and head commit",
    where: [`${room}/claim.ts`, "src/publish/verify-bundle.ts", "src/flow/bind-record.ts", `${room}/mend-record.ts`],
    tests: [`${room}/claim.test.ts`, "src/publish/verify-bundle.test.ts", `${room}/mend-record.test.ts`, attacks],
    breaks: [
      {
        rule: "ours, when it is claimed",
        file: `${room}/claim.ts`,
        each: "terms",
        in: "isOurs",
        tests: [`${room}/claim.test.ts`],
      },
      {
        rule: "ours, when it is published",
        file: "src/publish/verify-bundle.ts",
        each: "terms",
        in: "isOurs",
        tests: ["src/publish/verify-bundle.test.ts"],
      },
      {
        rule: "a pull request is no issue",
        file: `${room}/observe.ts`,
        from: "const issues = ready.filter((thread) => !thread.isPull);",
        to: "const issues = ready;",
        tests: [`${room}/observe.test.ts`],
      },
    ],
  },
  {
    id: "FRZ-1",
    holds:
      "the task is the text at the second of the label; any edit since stops the run until a person releases it again",
    where: [
      "src/flow/freeze.ts",
      `${room}/check-unedited.ts`,
      `${room}/check-intake.ts`,
      "src/publish/check-released-text.ts",
    ],
    tests: [
      `${room}/check-unedited.test.ts`,
      `${room}/check-intake.test.ts`,
      "src/publish/check-released-text.test.ts",
      "src/cli/released-text.test.ts",
      attacks,
    ],
    breaks: [
      {
        rule: "what was edited",
        file: `${room}/check-unedited.ts`,
        each: "checks",
        in: "checkUnedited",
        tests: [`${room}/check-unedited.test.ts`],
      },
      {
        rule: "what is frozen",
        file: "src/flow/freeze.ts",
        each: "entries",
        in: "freezeHash",
        tests: ["src/flow/names.test.ts", "src/supervise", "src/flow"],
      },
      {
        rule: "once more when it is published",
        file: "src/publish/check-released-text.ts",
        from: "if (issue && hashIssueText(issue) === record.textHash) return;",
        to: "return;",
        tests: ["src/publish/check-released-text.test.ts"],
      },
    ],
  },
  {
    id: "FRZ-2",
    holds: "a commit of somebody else on the bot's branch stops the bot; the branch is never forced",
    where: [`${room}/mend-record.ts`, "src/publish/publish-bundle.ts", "src/publish/publish-commit.ts"],
    tests: [`${room}/mend-record.test.ts`, "src/publish/publish-bundle.test.ts", "src/cli/human-override.test.ts"],
    breaks: [
      {
        rule: "whose commit it is",
        file: "src/publish/publish-bundle.ts",
        each: "terms",
        in: "isLeft",
        tests: ["src/publish/publish-bundle.test.ts"],
      },
      {
        rule: "forced away",
        file: "src/publish/publish-bundle.ts",
        from: "if (known < 0)",
        to: "if (false)",
        tests: ["src/publish/publish-bundle.test.ts"],
      },
      {
        rule: "never force",
        file: "src/github/write-client.ts",
        from: "force: false",
        to: "force: true",
        tests: ["src/publish", "src/github"],
      },
    ],
  },
  {
    id: "FRZ-3",
    holds: "text with characters that nobody sees waits until a writer has looked at it without them",
    where: [`${room}/find-hidden.ts`, `${room}/hold-hidden.ts`, `${room}/check-intake.ts`],
    tests: [`${room}/find-hidden.test.ts`, `${room}/check-intake.test.ts`, "src/cli/released-text.test.ts"],
    breaks: [
      {
        rule: "what is ordinary",
        file: `${room}/find-hidden.ts`,
        each: "checks",
        in: "isOrdinary",
        tests: [`${room}/find-hidden.test.ts`],
      },
      {
        rule: "who holds",
        file: `${room}/check-intake.ts`,
        each: "checks",
        in: "mustHold",
        tests: [`${room}/check-intake.test.ts`],
      },
      {
        rule: "shown before the label",
        file: `${room}/hold-hidden.ts`,
        each: "terms",
        in: "isConsented",
        tests: [`${room}/check-intake.test.ts`, "src/cli/released-text.test.ts"],
      },
    ],
  },
  {
    id: "INP-1",
    holds:
      "incoming text is what a person saw on GitHub: comments, hidden characters and what is not drawn are dropped and counted",
    where: ["src/outgoing/normalise-incoming.ts", "src/outgoing/incoming"],
    tests: ["src/outgoing/normalise-incoming.test.ts", `${room}/normalise-brief.test.ts`, attacks],
    breaks: [
      {
        rule: "hidden characters",
        file: "src/outgoing/normalise-incoming.ts",
        from: 'const seen = removeHidden(cut(text, maxRead).replace(/\\r\\n?/g, "\\n"), dropped);',
        to: 'const seen = cut(text, maxRead).replace(/\\r\\n?/g, "\\n");',
        tests: ["src/outgoing/normalise-incoming.test.ts"],
      },
      {
        rule: "what is not drawn",
        file: "src/outgoing/normalise-incoming.ts",
        from: "cleanMarkup(piece.text, labels, dropped)",
        to: "piece.text",
        tests: ["src/outgoing/normalise-incoming.test.ts"],
      },
      {
        rule: "turn markers",
        file: "src/outgoing/normalise-incoming.ts",
        from: 'breakTemplateTokens(drawn.join(""))',
        to: '{ text: drawn.join(""), count: 0 }',
        tests: ["src/outgoing/normalise-incoming.test.ts"],
      },
      {
        rule: "kinds of hidden markup",
        file: "src/outgoing/incoming/scan-prose.ts",
        each: "entries",
        in: "endOf",
        tests: ["src/outgoing/normalise-incoming.test.ts", attacks],
      },
      {
        rule: "the brief is normalised",
        file: `${room}/normalise-brief.ts`,
        from: "body: clean(issue.body, maxBody)",
        to: "body: issue.body",
        tests: [`${room}/normalise-brief.test.ts`],
      },
    ],
  },
  {
    id: "INP-2",
    holds:
      "untrusted text stands in one JSON document with source and author role, between two lines that it cannot imitate",
    where: ["src/roles/frame.ts", "src/roles/encode-document.ts", "src/roles/untrusted-field.ts"],
    tests: [
      "src/roles/encode-document.test.ts",
      "src/roles/render-messages.test.ts",
      "src/roles/untrusted-field.test.ts",
    ],
    breaks: [
      {
        rule: "nothing that looks like markup or is hidden",
        file: "src/roles/encode-document.ts",
        from: '.replace(unsafe, (found) => (found === "\\n" ? found : escapeUnits(found)))',
        to: "",
        tests: ["src/roles/encode-document.test.ts"],
      },
      {
        rule: "no turn markers",
        file: "src/roles/encode-document.ts",
        from: '.replace(bracketTokens, "\\\\u005b")',
        to: "",
        tests: ["src/roles/encode-document.test.ts"],
      },
      {
        rule: "a nonce that nobody knows before",
        file: "src/roles/frame.ts",
        from: "{brief.hash}",
        to: '{""}',
        tests: ["src/roles"],
      },
    ],
  },
  {
    id: "INP-3",
    holds:
      "a model is shown the issue's author and people with push right, by comments older than the label; nobody else",
    where: [`${room}/build-brief.ts`],
    tests: [`${room}/claim.test.ts`, attacks],
    breaks: [
      {
        rule: "which comments count",
        file: `${room}/build-brief.ts`,
        each: "terms",
        in: "acceptedComments",
        tests: [`${room}/claim.test.ts`, "src/supervise", attacks],
      },
    ],
  },
  {
    id: "INP-4",
    holds: "files that may hold credentials are never shown to a model, by whatever way it reads",
    where: ["src/atlas/is-readable-by-model.ts", "src/work/show.ts", "src/work/tools"],
    tests: ["src/atlas/is-readable-by-model.test.ts", "src/work/show.test.ts", "src/work/tools"],
    breaks: [
      {
        rule: "patterns of names",
        file: "src/atlas/is-readable-by-model.ts",
        each: "entries",
        in: "secretNames",
        tests: ["src/atlas/is-readable-by-model.test.ts"],
      },
      {
        rule: "names of files",
        file: "src/atlas/is-readable-by-model.ts",
        each: "words",
        in: "credentialFiles",
        tests: ["src/atlas/is-readable-by-model.test.ts"],
      },
      {
        rule: "names of directories",
        file: "src/atlas/is-readable-by-model.ts",
        each: "words",
        in: "secretDirectories",
        tests: ["src/atlas/is-readable-by-model.test.ts"],
      },
    ],
  },
];
