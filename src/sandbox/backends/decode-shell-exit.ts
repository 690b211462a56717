/** Tells a command's signal from its exit status where a shell reported both as one number. */
import { constants } from "node:os";

const names = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** 128 + n means signal n, as shells write it. */
export const decodeShellExit = (
  code: number | null,
  signal: string | null,
): { exitCode: number | null; signal: string | null } => {
  const name = code === null ? undefined : names.get(code - 128);
  return name === undefined ? { exitCode: code, signal } : { exitCode: null, signal: name };
};
