/** The validator reports what departs from GitHub's description, and the server passes that on. */
import { expect, test } from "vitest";
import { type Shop, shop, startShop } from "./github/fixtures/start-shop.ts";
import { describedOperations } from "./github/operations.ts";
import { sharedOpenapiValidator } from "./validate-openapi.ts";

const params = { owner: "acme", repo: "shop" };
const validator = sharedOpenapiValidator();

test("a wrong answer is reported with operation, place and reason", () => {
  const label = {
    id: 1,
    node_id: "x",
    url: "http://127.0.0.1/l",
    name: "bug",
    color: "ededed",
    description: null,
    default: false,
  };
  expect(validator.response("issues/create-label", 201, label)).toEqual([]);
  const { color: _, ...incomplete } = label;
  expect(validator.response("issues/create-label", 201, incomplete)).toEqual([
    'issues/create-label 201 must have required property \'color\' {"missingProperty":"color"}',
  ]);
  expect(validator.response("issues/create-label", 201, { ...label, id: "1" })[0]).toContain("201/id must be integer");
  expect(validator.response("issues/create-label", 202, label)).toEqual([
    "issues/create-label never answers with status 202",
  ]);
  expect(validator.response("git/delete-ref", 204, {})).toEqual([
    "git/delete-ref 204 has a body, which is not described",
  ]);
});

test.each<[string, Parameters<typeof validator.request>[1]]>([
  ["unknown query parameter", { params, query: { labels: "a", lables: "b" }, body: undefined }],
  ["value outside the list", { params, query: { state: "opened" }, body: undefined }],
  ["parameter of the path that is missing", { params: { owner: "acme" }, query: {}, body: undefined }],
  ["body where none belongs", { params, query: {}, body: { labels: "a" } }],
])("a wrong request is reported: %s", (_, request) => {
  expect(validator.request("issues/list-for-repo", request)).toHaveLength(1);
});

test("bodies: missing, wrong type, and a key that GitHub would ignore", () => {
  const request = (body: unknown) => validator.request("git/create-ref", { params, query: {}, body });
  expect(request({ ref: "refs/heads/x", sha: "abc" })).toEqual([]);
  expect(request(undefined)).toEqual(["git/create-ref request body is missing"]);
  expect(request({ ref: "refs/heads/x" })[0]).toContain("must have required property 'sha'");
  expect(request({ ref: "refs/heads/x", sha: "abc", force: true })[0]).toContain("must NOT have additional properties");
});

test("every operation of the server is described", () => {
  for (const [id] of describedOperations) expect(validator.response(id, 299, undefined), id).toHaveLength(1);
});

test("the server collects the violations of its clients", async () => {
  const started: Shop = await startShop();
  try {
    await started.maintainer.request("GET /repos/{owner}/{repo}/issues", { ...shop, lables: "bug" });
    expect(started.github.violations).toEqual([
      'issues/list-for-repo query must NOT have additional properties {"additionalProperty":"lables"}',
    ]);
  } finally {
    await started.stop();
  }
});
