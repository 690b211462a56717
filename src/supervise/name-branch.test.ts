import { expect, it } from "vitest";
import { nameBranch } from "./name-branch.ts";

it("names the branch after the title", () =>
  expect(nameBranch(7, "Add export", 2)).toEqual({ branch: "agent/7-add-export-2", refused: [] }));

it("names it after the number alone when the title holds a secret", () => {
  const title = `Rotate ghp_${"aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zC".repeat(2).slice(0, 36)}`;
  expect(nameBranch(7, title, 1)).toEqual({ branch: "agent/7-change", refused: ["GitHub token"] });
});
