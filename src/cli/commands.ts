/** The table of commands, shared by the command line and the action. */
import type { Command } from "./command.ts";

/** Each is loaded when it is asked for: one command needs a small part of all modules. */
export const commands = {
  demo: async () => (await import("./demo.ts")).demo,
  supervise: async () => (await import("./supervise.ts")).supervise,
  claim: async () => (await import("./claim.ts")).claim,
  work: async () => (await import("./work.ts")).work,
  publish: async () => (await import("./publish.ts")).publish,
  run: async () => (await import("./run.ts")).run,
  try: async () => (await import("./try.ts")).tryCommand,
  atlas: async () => (await import("./atlas.ts")).atlas,
  audit: async () => (await import("./audit.ts")).audit,
  screen: async () => (await import("./screen.ts")).screen,
  patch: async () => (await import("./patch.ts")).patch,
  check: async () => (await import("./check.ts")).check,
  preview: async () => (await import("./preview.ts")).preview,
  "red-mode": async () => (await import("./red-mode.ts")).redMode,
  regressions: async () => (await import("./regressions.ts")).regressions,
  doctor: async () => (await import("./doctor.ts")).doctor,
  init: async () => (await import("./init.ts")).init,
} satisfies Record<string, () => Promise<Command>>;
