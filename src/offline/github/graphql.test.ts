/** The GraphQL endpoint: what an issue says of its edits, and the refusals of GitHub's schema. */
import { expect, test } from "vitest";
import { issueEditsQuery } from "../../github/read-issue-edits.ts";
import { repository, shop, withShop } from "./fixtures/start-shop.ts";

const variables = { owner: shop.owner, name: shop.repo, number: 1 };

test("an issue's text and its last edit; a rename or a comment is none", () =>
  withShop(async ({ bot, github }) => {
    const { admin } = github;
    const as = "maria";
    const number = await admin.openIssue({ repository, as, title: "T", body: "B" });
    const read = () => bot.graphql(issueEditsQuery, { ...variables, number });
    await admin.editIssue({ repository, as, number, title: "U" });
    await admin.comment({ repository, as, number, body: "hello" });
    expect(await read()).toEqual({ repository: { issue: { title: "U", body: "B", lastEditedAt: null } } });
    await admin.editIssue({ repository, as, number, body: "C" });
    expect(await read()).toMatchObject({
      repository: { issue: { body: "C", lastEditedAt: expect.stringMatching(/Z$/) } },
    });
  }));

test.each([
  [
    "an unknown field",
    "query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { secret } }",
    "doesn't exist on type 'Repository'",
  ],
  [
    "a missing argument",
    "query($owner: String!) { repository(owner: $owner) { issue } }",
    "missing required arguments: name",
  ],
  ["a wrong type", issueEditsQuery.replace("$number: Int!", "$number: String!"), "Type mismatch on variable $number"],
  ["an undeclared variable", issueEditsQuery.replace("$number: Int!", ""), "used but not declared"],
  ["no text", "mutation { x }", "expected query"],
])("%s is refused", (_, query, message) =>
  withShop(async ({ bot, github }) => {
    await expect(bot.graphql(query, variables)).rejects.toThrow(message);
    expect(github.violations).not.toEqual([]);
    github.violations.length = 0;
  }),
);

test("an issue that is not there is not found", () =>
  withShop(async ({ bot }) => {
    await expect(bot.graphql(issueEditsQuery, { ...variables, number: 99 })).rejects.toThrow(
      "Could not resolve to an Issue",
    );
  }));
