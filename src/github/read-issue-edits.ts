/** Text of an issue together with when it was last edited, which REST does not tell. */
import { RequestError } from "@octokit/request-error";
import { z } from "zod";
import { FailureError } from "../domain/failure.ts";
import type { GithubClient } from "./create-client.ts";
import { explained, statusOf } from "./explain-error.ts";

export type IssueEdits = {
  title: string;
  body: string;
  /** When the body was last edited (ISO 8601, UTC), null when it never was. */
  editedAt: string | null;
  /** False where the time may also be that of another change, such as a label. */
  isExact: boolean;
};

export const issueEditsQuery = `query IssueEdits($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      title
      body
      lastEditedAt
    }
  }
}`;

const answerShape = z.object({
  repository: z
    .object({
      issue: z.object({ title: z.string(), body: z.string(), lastEditedAt: z.string().nullable() }).nullable(),
    })
    .nullable(),
});

const restShape = z.object({ title: z.string(), body: z.string().nullish(), updated_at: z.string() });

const unreadable = (): FailureError =>
  new FailureError({
    kind: "unavailable",
    neighbour: "github",
    message: "GitHub did not say when the issue was last edited",
    hint: "Nothing was started: the next pass asks again.",
    retryAfterSeconds: null,
  });

/** A server without GraphQL: REST tells an edit from no other change. */
const readByRest = async ({ octokit, owner, repo }: GithubClient, number: number): Promise<IssueEdits> => {
  const { data } = await explained(octokit.issues.get({ owner, repo, issue_number: number }));
  const { title, body, updated_at: updatedAt } = restShape.parse(data);
  return { title, body: body ?? "", editedAt: updatedAt, isExact: false };
};

/** One request, two where the server has no GraphQL. Throws `FailureError` when there is no clear answer. */
export const readIssueEdits = async (client: GithubClient, number: number): Promise<IssueEdits> => {
  const variables = { owner: client.owner, name: client.repo, number };
  let answer: unknown;
  try {
    answer = await client.octokit.graphql(issueEditsQuery, variables);
  } catch (error) {
    if (statusOf(error) === 404) return readByRest(client, number);
    // An answer with errors beside the data is none.
    if (error instanceof RequestError) return explained(Promise.reject(error));
    throw error instanceof Error && error.name === "GraphqlResponseError" ? unreadable() : error;
  }
  const issue = answerShape.safeParse(answer).data?.repository?.issue;
  if (!issue) throw unreadable();
  return { title: issue.title, body: issue.body, editedAt: issue.lastEditedAt, isExact: true };
};
