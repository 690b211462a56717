/** Titles and commit messages are never redacted: one that holds a secret is refused, and fixed text stands in its place. */
import type { Untrusted } from "../domain/untrusted.ts";
import { renderCommitBody, renderCommitSubject, renderTitle } from "./plain-line.ts";
import { redactText } from "./redact-text.ts";
import type { SecretScanner } from "./secrets.ts";

/** Kinds of the secrets for which a text was refused; empty for a text that may leave. */
type Refused = { refused: readonly string[] };

const fixedTitle = "Untitled change";

/** Both as it came and as it would leave: what stands between the pieces of a secret may be gone by then. */
const kindsIn = (given: string, rendered: string, scanner: SecretScanner): string[] => [
  ...new Set([given, rendered].flatMap((text) => scanner.find(text).map(({ kind }) => kind))),
];

/** A pull request's or issue's title in one line. */
export const screenTitle = (text: Untrusted, scanner: SecretScanner): { title: string } & Refused => {
  const title = renderTitle(redactText(text, scanner));
  const refused = kindsIn(text, renderTitle(text), scanner);
  return refused.length === 0 ? { title, refused } : { title: fixedTitle, refused };
};

type CommitText = { subject: string; body: string };

/** Subject and body of a commit without its trailers; a secret in either leaves neither. */
export const screenCommit = (
  given: { subject: Untrusted; body: Untrusted },
  scanner: SecretScanner,
): CommitText & Refused => {
  const subject = renderCommitSubject(redactText(given.subject, scanner));
  const body = renderCommitBody(redactText(given.body, scanner)).trim();
  const rendered = `${renderCommitSubject(given.subject)}\n${renderCommitBody(given.body)}`;
  const refused = kindsIn(`${given.subject}\n${given.body}`, rendered, scanner);
  return refused.length === 0 ? { subject, body, refused } : { subject: fixedTitle, body: "", refused };
};
