import { describe, expect, it } from "vitest";
import { type CiCause, type CiEvidence, evidenceSchema } from "../../domain/evidence.ts";
import type { CheckContext } from "../check.ts";
import { checkCi } from "./check-ci.ts";

const failure = (name: string, cause: CiCause, excerpt = `log of ${name}`): CiEvidence["failures"][number] => ({
  name,
  excerpt,
  link: `https://github.com/acme/shop/actions/runs/1/job/${name}`,
  cause,
  reason: `${name} because`,
});

/** The check looks at these two alone. */
const look = (ci: CiEvidence | null) => checkCi({ subject: "abc", ci } as CheckContext);

const failed = (...failures: CiEvidence["failures"]) =>
  look({ sha: "abc", state: "failed", summary: "1 passed, 2 failed", failures });

describe("the evidence of CI", () => {
  it("of a failure of the branch is its log alone, and names the others too", async () => {
    const evidence = await failed(failure("deploy", "external"), failure("test", "branch"));
    expect(evidence).toMatchObject({
      status: "failed",
      summary: "1 passed, 2 failed",
      excerpt: "test\nlog of test",
      link: expect.stringMatching(/test$/),
      table: {
        rows: [
          ["deploy", "external", "deploy because"],
          ["test", "branch", "test because"],
        ],
      },
    });
  });

  it("of failures that no diff can mend asks for no repair", async () => {
    expect(await failed(failure("deploy", "external"), failure("test", "flaky"))).toMatchObject({
      status: "unknown",
      summary: "CI not green: 1 passed, 2 failed",
      excerpt: "deploy\nlog of deploy\n\ntest\nlog of test",
    });
  });

  it("gives every failure its share of the room, and fits the record", async () => {
    const long = "x".repeat(8_000);
    const evidence = await failed(...["a", "b", "c", "d", "e"].map((name) => failure(name, "branch", long)));
    expect(evidenceSchema.safeParse(evidence).success).toBe(true);
    for (const name of ["a", "b", "c", "d", "e"]) expect(evidence.excerpt).toContain(`${name}\nxxx`);
  });

  it("of a commit that nobody looked at is unknown", async () => {
    expect(await look(null)).toMatchObject({ status: "unknown", table: null, link: null });
  });
});
