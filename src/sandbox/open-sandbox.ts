/** Opens the sandbox over one tree: the first back end whose self test passes, or none where the operator accepts that. */
import { mkdirSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Failure } from "../domain/failure.ts";
import type { Log } from "../domain/log.ts";
import { failure, type Result, success } from "../domain/result.ts";
import type { Places } from "./backends/backend.ts";
import { type Candidate, listCandidates } from "./backends/candidates.ts";
import { createPlainBackend } from "./backends/create-plain-backend.ts";
import { chooseUserId } from "./choose-user-id.ts";
import { createSandbox } from "./create-sandbox.ts";
import { findTools } from "./find-tools.ts";
import type { Layer } from "./layers.ts";
import { describeTried, noteOf } from "./note-of.ts";
import type { Sandbox, SandboxChoice } from "./sandbox.ts";
import { selectCandidate } from "./select-candidate.ts";

export type OpenSandboxOptions = {
  /** The repository's tree. */
  tree: string;
  /** A directory outside the tree; gets `home/` and `reports/`. */
  scratch: string;
  choice: SandboxChoice;
  /** The operator accepts commands without isolation where no back end works. */
  allowNone: boolean;
  /** `PATH` of the host. */
  path: string;
  /** Where tools are installed, as variables. */
  toolchains: Record<string, string>;
  /** Further host directories that commands see read-only. */
  readOnlyMounts: string[];
  log: Log;
};

const backendHint =
  "Give this machine root, password-less sudo with util-linux, or bubblewrap 0.8 with user namespaces; `draftsmith doctor` tests it.";
const linuxHint = "Run this on Linux; a virtual machine will do.";

/** `candidates` are the ways to make a box, best first. Fails as `refused` when no back end holds and commands without isolation were not accepted; throws only when `scratch` cannot be written. */
export const openSandbox = async (
  options: OpenSandboxOptions,
  candidates: Candidate[] = candidatesFor(options.choice),
): Promise<Result<Sandbox, Failure>> => {
  const { scratch, choice, allowNone, log } = options;
  for (const name of ["home", "reports"]) mkdirSync(join(scratch, name), { recursive: true });
  const within = realpathSync(scratch);
  const places = { tree: realpathSync(options.tree), home: join(within, "home"), reports: join(within, "reports") };
  if (choice === "none")
    return success(openPlain(places, "Commands run without isolation, as the operator chose.", log));

  const { candidate, tried } = await selectCandidate(candidates, within);
  if (candidate !== null) return success(openBox(candidate, places, within, options));

  const reasons = describeTried(tried);
  if (allowNone) {
    log.warn("sandbox.none", { reasons });
    return success(openPlain(places, `Commands run without isolation, which the operator accepts. ${reasons}`, log));
  }
  return failure({
    kind: "refused",
    by: "sandbox",
    message: `no sandbox can be had here, so no command of the repository is run. ${reasons}`,
    hint: `${candidates.length === 0 ? linuxHint : backendHint} Only for a private repository on a machine that is thrown away, DRAFTSMITH_SANDBOX=none runs commands without.`,
  });
};

/** The candidates of a choice; empty on a system that cannot tell who we are, such as Windows. */
export const candidatesFor = (choice: SandboxChoice): Candidate[] => {
  const uid = process.getuid?.();
  if (uid === undefined || process.platform !== "linux") return [];
  const all = listCandidates({ uid, gid: process.getgid?.() ?? uid });
  return all.filter(({ backend }) => choice === "auto" || backend === choice);
};

const openPlain = (places: Places, note: string, log: Log): Sandbox =>
  createSandbox({ places, backend: createPlainBackend(places), toolchains: {}, note, log });

const openBox = (candidate: Candidate, places: Places, scratch: string, options: OpenSandboxOptions): Sandbox => {
  const { log, toolchains } = options;
  const tools = findTools({
    path: options.path,
    toolchains,
    readOnlyMounts: options.readOnlyMounts,
    hidden: [homedir(), options.tree, options.scratch, ...Object.values(places)],
  });
  if (tools.refused.length > 0) log.warn("sandbox.mounts-refused", { paths: tools.refused.join(" ") });
  const backend = candidate.create({
    places,
    within: join(scratch, "views"),
    userId: chooseUserId(),
    readOnly: tools.mounts,
    env: {},
    without: new Set<Layer>(),
  });
  return createSandbox({ places, backend, toolchains, note: noteOf(candidate), log });
};
