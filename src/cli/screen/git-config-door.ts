/** The door `git-config`: the `.git/config` of a checkout that work is about to use. */
import { z } from "zod";
import { findCredential } from "../../git/find-credential.ts";
import { createDoor, refused } from "./door.ts";

export const gitConfigDoor = createDoor({
  name: "git-config",
  summary: "the .git/config of a checkout: does it hold a credential?",
  help: {},
  options: z.strictObject({}),
  screen: (text) => {
    const found = findCredential(text);
    return found === null
      ? { verdict: "accepted", reason: "it holds no credential", text: "" }
      : refused(`line ${found.line} holds ${found.what}; work does not start`, { line: found.line });
  },
});
