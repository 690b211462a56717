/** A body that lags behind the branch, and a branch that is not the bot's alone. */
import { describe, expect, it } from "vitest";
import type { Position } from "../domain/record.ts";
import { firstPosition } from "../flow/machine.ts";
import { samplePlan, sampleRecord } from "../flow/samples.fixture.ts";
import { renderTrailers, type Trailers } from "../flow/trailers.ts";
import type { ListedCommit } from "../github/decode.ts";
import { mendRecord } from "./mend-record.ts";
import { parseDependencies } from "./parse-dependencies.ts";

const self = { id: 1, login: "github-actions[bot]", type: "Bot" };
const known = "a".repeat(40);

const commit = (
  sha: string,
  parent: string,
  stage: Trailers["stage"],
  change: Partial<ListedCommit & Trailers> = {},
): ListedCommit => {
  const { issue = 1, run = 1, ...rest } = change;
  return {
    sha,
    author: self,
    parents: [parent],
    message: `feat: x\n\n${renderTrailers({ issue, run, stage, sequence: 1, index: 2 })}`,
    ...rest,
  };
};

const start = commit(known, "0", "start");
const lagging = (position: Partial<Position>) =>
  sampleRecord({ plan: samplePlan(), position: { ...firstPosition, ...position } });

describe("mendRecord", () => {
  it("changes nothing when the body knows the head", () => {
    const record = lagging({ stage: "tests" });
    expect(mendRecord(record, [start], self)).toEqual({ ok: true, record });
  });

  it.each<[Position["stage"], Trailers["stage"], Partial<Position>]>([
    ["tests", "tests", { stage: "implement", repairs: 0 }],
    ["implement", "implement", { stage: "check", repairs: 0, reviewed: false, secured: false }],
    ["review", "implement", { stage: "check", repairs: 1, reviewed: false, secured: false }],
    ["secure", "secure", { stage: "check", secured: true, reviewed: false, secureRounds: 1 }],
    ["document", "document", { stage: "check", documented: true }],
  ])("goes on from %s after a commit of %s", (stage, committed, position) => {
    const mended = mendRecord(lagging({ stage }), [start, commit("b", known, committed)], self);
    expect(mended).toMatchObject({
      ok: true,
      record: { head: "b", position, stages: [{ name: committed, commit: "b" }] },
    });
  });

  it("follows several commits", () => {
    const commits = [start, commit("b", known, "tests"), commit("c", "b", "implement")];
    expect(mendRecord(lagging({ stage: "tests" }), commits, self)).toMatchObject({
      ok: true,
      record: { head: "c", position: { stage: "check", repairs: 0 } },
    });
  });

  it.each<[string, ListedCommit[], string]>([
    [
      "by somebody else",
      [start, commit("b", known, "tests", { author: { id: 9, login: "maria", type: "User" } })],
      "b",
    ],
    ["without trailers", [start, commit("b", known, "tests", { message: "fix" })], "b"],
    ["of another run", [start, commit("b", known, "tests", { run: 2 })], "b"],
    ["of another issue", [start, commit("b", known, "tests", { issue: 2 })], "b"],
    ["on another parent", [start, commit("b", "f", "tests")], "b"],
    ["that merges", [start, commit("b", known, "tests", { parents: [known, "f"] })], "b"],
    ["behind one of ours", [start, commit("b", known, "tests"), commit("c", "b", "start", { message: "mine" })], "c"],
    ["in place of the known head", [commit("x", "0", "start")], "x"],
  ])("stops at a commit %s", (_, commits, sha) => {
    expect(mendRecord(lagging({ stage: "tests" }), commits, self)).toMatchObject({ ok: false, foreign: { sha } });
  });
});

describe("parseDependencies", () => {
  it.each<[string, number[]]>([
    ["Depends on #3", [3]],
    ["- depends on: #3, #4 and #5\r\n", [3, 4, 5]],
    ["> * Depends on #3\nDepends on #3", [3]],
    ["This depends on #3", []],
    ["Depends on nothing", []],
    ["Depends on acme/tools#3", []],
    ["dependsonly #3", []],
    [
      Array.from({ length: 40 }, (_, index) => `Depends on #${index + 1}`).join("\n"),
      Array.from({ length: 20 }, (_, index) => index + 1),
    ],
  ])("reads %j", (body, numbers) => {
    expect(parseDependencies(body)).toEqual(numbers);
  });
});
