import { describe, expect, it } from "vitest";
import { screenCommit, screenTitle } from "./screen-names.ts";
import { createSecretScanner } from "./secrets.ts";

const secret = "Zq7-kd93_Xw81/pLm+4RtB0vYc6Hs2";
const scanner = createSecretScanner([secret]);

describe("a title", () => {
  it("leaves as one line", () =>
    expect(screenTitle("Add  export\nnow", scanner)).toEqual({ title: "Add export now", refused: [] }));

  it.each([
    ["as it is", `Use ${secret}`],
    ["reversed", [...secret].reverse().join("")],
    ["in pieces that the title puts together", `Use ${[...secret].join("\u200b\n")}`],
    ["by its format", `Use ghp_${"aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zC".repeat(2).slice(0, 36)}`],
  ])("with a secret %s is refused whole", (_, text) => {
    const { title, refused } = screenTitle(text, scanner);
    expect(title).toBe("Untitled change");
    expect(refused).not.toEqual([]);
  });
});

describe("a commit message", () => {
  it("leaves in plain lines", () =>
    expect(screenCommit({ subject: "Add export", body: "Fixes #7." }, scanner)).toEqual({
      subject: "Add export",
      body: "Fixes no. 7.",
      refused: [],
    }));

  it.each([
    ["subject", { subject: `Add ${secret}`, body: "It works." }],
    ["body", { subject: "Add export", body: `It works.\nWith ${secret}.` }],
    ["both", { subject: `Add ${secret.slice(0, 16)}`, body: secret.slice(16) }],
  ])("with a secret in its %s is refused whole", (_, text) =>
    expect(screenCommit(text, scanner)).toEqual({ subject: "Untitled change", body: "", refused: ["live secret"] }),
  );
});
