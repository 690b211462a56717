/** Which back ends with namespaces this machine has, for tests that need one. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { candidatesFor } from "./open-sandbox.ts";
import type { SandboxBackend } from "./sandbox.ts";
import { selectCandidate } from "./select-candidate.ts";

const isUsable = async (backend: SandboxBackend): Promise<boolean> => {
  const scratch = mkdtempSync(join(tmpdir(), "sandbox-usable-"));
  try {
    return (await selectCandidate(candidatesFor(backend), scratch)).candidate !== null;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

export const usableBackends = [
  { backend: "unshare", isUsable: await isUsable("unshare") },
  { backend: "bubblewrap", isUsable: await isUsable("bubblewrap") },
] as const;
