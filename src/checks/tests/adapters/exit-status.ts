/** The last resort: a command of which only the exit status is understood. */
import type { Adapter } from "./adapter.ts";

export const exitStatus: Adapter = {
  name: "exit status",
  leaves: "output",
  invoke: ({ argv }) => ({ argv }),
  decode: () => ({ tests: [], reason: "" }),
};
