/** What the operator's environment says about running commands of the repository: how far apart, and where installs are kept. */
import { FailureError } from "../domain/failure.ts";
import type { SandboxChoice } from "../sandbox/sandbox.ts";
import type { SandboxAccess } from "../work/boxes.ts";
import type { Host } from "./host.ts";

/** `optional` isolates where the machine can, and says so where it cannot. */
const choices = ["auto", "bubblewrap", "unshare", "optional", "none"] as const;

const isChoice = (text: string): text is (typeof choices)[number] => choices.some((one) => one === text);

/** Throws `FailureError` for a word that is none of the choices, and for tests without isolation in a public repository. */
export const readSandboxAccess = ({ env }: Host, { isPrivate }: { isPrivate: boolean }): SandboxAccess => {
  const word = env.DRAFTSMITH_SANDBOX?.trim() || "auto";
  if (!isChoice(word))
    throw new FailureError({
      kind: "usage",
      message: `DRAFTSMITH_SANDBOX is "${word.slice(0, 40)}"`,
      hint: `Use one of ${choices.join(", ")}.`,
    });
  const allowNone = word === "none" || word === "optional";
  if (allowNone && !isPrivate)
    throw new FailureError({
      kind: "usage",
      message: `DRAFTSMITH_SANDBOX=${word} is refused for a public repository: a stranger's issue could reach this machine through a test`,
      hint: "Remove it and run work where a sandbox can be had, such as GitHub's hosted runners; `draftsmith doctor` says what this machine allows.",
    });
  const choice: SandboxChoice = word === "optional" ? "auto" : word;
  return { choice, allowNone, installCache: env.DRAFTSMITH_INSTALL_CACHE?.trim() || null };
};
