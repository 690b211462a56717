/** The door `git-ref`: the branch that an issue's title gives, or a name that is said to be one of ours. */
import { z } from "zod";
import { parseBranch, renderBranch } from "../../flow/branch-name.ts";
import { createDoor, refused } from "./door.ts";

const isPlainTitle = (title: string): boolean => /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/.test(title) && title.length <= 40;

export const gitRefDoor = createDoor({
  name: "git-ref",
  summary: "the branch of an issue's title, or a branch that is said to be ours",
  help: {
    as: "title (default): make the branch; ref: is this a branch of ours?",
    issue: "number of the issue",
    run: "of the issue, from 1",
  },
  options: z.strictObject({
    as: z.enum(["title", "ref"]).default("title"),
    issue: z.number().int().positive().max(999_999_999).default(1),
    run: z.number().int().positive().default(1),
  }),
  screen: (text, { as, issue, run }) => {
    if (as === "ref") {
      const owner = parseBranch(text);
      return owner === null
        ? refused("it is not below the bot's root, or has other characters than a slug")
        : { verdict: "accepted", reason: `a branch of issue ${owner}`, text, details: { issue: owner } };
    }
    const branch = renderBranch(issue, text, run);
    if (parseBranch(branch) !== issue) throw new Error(`${branch} does not read back as issue ${issue}`);
    return isPlainTitle(text)
      ? { verdict: "accepted", reason: "the words of the title", text: branch }
      : { verdict: "sanitised", reason: "only [a-z0-9-] of the title is left", text: branch };
  },
});
