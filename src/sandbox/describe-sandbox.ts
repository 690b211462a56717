/** What this machine's sandbox is worth, for the doctor: which back end would be used, and why the better ones would not. */
import type { Candidate } from "./backends/candidates.ts";
import { describeTried, noteOf } from "./note-of.ts";
import { candidatesFor } from "./open-sandbox.ts";
import type { SandboxBackend, SandboxChoice } from "./sandbox.ts";
import { selectCandidate, type Tried } from "./select-candidate.ts";

export type SandboxDescription = {
  level: "namespace" | "none";
  backend: SandboxBackend;
  /** For people: what would be used and what it does not offer. */
  note: string;
  /** What failed before; empty when the first choice works. */
  failed: string;
  tried: Tried[];
};

/** `scratch` is a host directory for what the self tests need. */
export const describeSandbox = async (
  choice: SandboxChoice,
  scratch: string,
  candidates: Candidate[] = candidatesFor(choice),
): Promise<SandboxDescription> => {
  if (choice === "none") {
    const note = "Commands run without isolation, as the operator chose.";
    return { level: "none", backend: "none", note, failed: "", tried: [] };
  }
  const { candidate, tried } = await selectCandidate(candidates, scratch);
  const failures = tried.filter(({ failed }) => failed.length > 0);
  if (candidate === null) {
    const note = "No back end holds.";
    return { level: "none", backend: "none", note, failed: describeTried(tried), tried };
  }
  return {
    level: "namespace",
    backend: candidate.backend,
    note: noteOf(candidate),
    failed: failures.length === 0 ? "" : describeTried(failures),
    tried,
  };
};
