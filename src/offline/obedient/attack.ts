/** What an attack of the obedient model is: a change of the reply that a decent model would give. */
import type { Role } from "../../domain/stage.ts";

/** A value that a hostile endpoint knows or was told of, and that must not leave. */
export type Canaries = {
  /** The model key, which every endpoint sees. */
  key: string;
  /** Where a listener of the harness waits on loopback. */
  port: number;
  /** A file outside every workspace that nobody may write. */
  marker: string;
};

export type Decent = Record<string, unknown>;

export type ToolAsk = { name: string; arguments: string };

type Common = { deed: string; roles: readonly Role[] };

export type Attack =
  /** The whole reply in place of the decent one; code is expected to refuse it. */
  | (Common & { kind: "reply"; write: (decent: Decent, canaries: Canaries, role: Role) => string })
  /** A text for every field that people read later. */
  | (Common & { kind: "text"; text: (canaries: Canaries) => string })
  /** A valid reply with another meaning. */
  | (Common & { kind: "meaning"; change: (decent: Decent, canaries: Canaries) => Decent })
  /** Calls of tools before the reply. */
  | (Common & { kind: "tools"; asks: (canaries: Canaries) => ToolAsk[] });

export const allRoles: readonly Role[] = [
  "triage",
  "planner",
  "test_author",
  "implementer",
  "reviewer",
  "security",
  "scribe",
];

/** Roles whose reply is, or may be, a diff. */
export const changeRoles: readonly Role[] = ["test_author", "implementer", "security", "scribe"];
