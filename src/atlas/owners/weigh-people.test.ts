import { describe, expect, it } from "vitest";
import type { Commit } from "./history.ts";
import { weighPeople } from "./weigh-people.ts";

const day = 86_400;

const commit = (author: string, time: number, files: string[], change: Partial<Commit> = {}): Commit => ({
  time,
  author,
  isBot: false,
  subject: "s",
  body: "",
  files,
  isSweeping: false,
  ...change,
});

describe("weighPeople", () => {
  it("halves after 180 days", () => {
    const people = weighPeople([commit("Ada", 360 * day, ["a"]), commit("Bo", 180 * day, ["a"])]);
    expect(people("a")).toEqual([
      { name: "Ada", share: 0.67 },
      { name: "Bo", share: 0.33 },
    ]);
  });

  it("gives each of n files 1/√n", () => {
    const people = weighPeople([commit("Ada", 0, ["a", "b", "c", "d"]), commit("Bo", 0, ["a"])]);
    expect(people("a")).toEqual([
      { name: "Bo", share: 0.67 },
      { name: "Ada", share: 0.33 },
    ]);
    expect(people("b")).toEqual([{ name: "Ada", share: 1 }]);
  });

  it("leaves out bots, sweeping commits and what it does not know", () => {
    const people = weighPeople([
      commit("renovate[bot]", 0, ["a"], { isBot: true }),
      commit("Ada", 0, [], { isSweeping: true }),
      commit("", 0, ["a"]),
    ]);
    expect(people("a")).toEqual([]);
    expect(people("constructor")).toEqual([]);
  });

  it("gives at most three with a tenth or more, ties by name, whatever the order of commits", () => {
    const names = ["Di", "Cy", "Bo", "Ada", "Ed"];
    const commits = [...names.map((name) => commit(name, 0, ["a"])), commit("Ed", 0, ["a"])];
    const expected = ["Ed", "Ada", "Bo"];
    expect(weighPeople(commits)("a").map(({ name }) => name)).toEqual(expected);
    expect(weighPeople(commits.toReversed())("a").map(({ name }) => name)).toEqual(expected);
    const many = Array.from({ length: 11 }, (_, i) => commit(`P${i}`, 0, ["a"]));
    expect(weighPeople(many)("a")).toEqual([]);
  });

  it("takes a commit from the future for one of now", () => {
    const people = weighPeople([commit("Ada", 10_000 * day, ["a"]), commit("Bo", 0, ["a"])], 0);
    expect(people("a")).toEqual([
      { name: "Ada", share: 0.5 },
      { name: "Bo", share: 0.5 },
    ]);
  });
});
