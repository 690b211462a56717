/** What a configured server needs before it can be started in a sandbox. */
import { join } from "node:path";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { isReallyInside } from "../read-regular-file.ts";

export type ServerSettings = { start: string[] | null; dir: string; url: string; startSeconds: number };

export type LocalServer = {
  argv: string[];
  cwd: string;
  /** With the port of the URL as `PORT`, which many frameworks obey. */
  env: Record<string, string>;
};

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

export const isLoopback = (url: string): boolean => loopback.test(new URL(url).hostname);

/** Gives why there is nothing to start here, as a sentence that names the setting; null when there is something. */
export const refuseServer = (key: string, { start, url }: ServerSettings): string | null => {
  const { protocol } = new URL(url);
  if (start === null) {
    return `checks.${key}.start is not set: ${url} is expected to answer already, and a sandbox reaches no server outside it.`;
  }
  if (!/^https?:$/.test(protocol) || !isLoopback(url)) {
    return `checks.${key}.url is ${url}: a server that is started in the sandbox answers at http://127.0.0.1 or http://localhost.`;
  }
  return null;
};

/** The error is a sentence. */
export const localServer = (
  sandbox: Pick<Sandbox, "tree" | "seenAt">,
  { start, dir, url }: ServerSettings,
  env: Record<string, string>,
): Result<LocalServer, string> => {
  const cwd = join(sandbox.tree, dir);
  if (!isReallyInside(cwd, sandbox.tree)) return failure(`The directory ${dir} is not in the repository.`);
  const path = `${sandbox.seenAt(join(cwd, "node_modules/.bin"))}:${env.PATH ?? "/usr/local/bin:/usr/bin:/bin"}`;
  return success({ argv: start ?? [], cwd, env: { ...env, PATH: path, PORT: portOf(url) } });
};

const portOf = (url: string): string => {
  const { port, protocol } = new URL(url);
  return port || (protocol === "https:" ? "443" : "80");
};
