/** Runs the local GitHub as a process of its own, so that a test can kill it at any moment and start it again on the same directory. */
import { createOfflineGithub, type OfflineGithub } from "./create-github.ts";

export type OfflineGithubProcess = {
  dir: string;
  port?: number;
  /** ISO 8601; the clock stands still there. Without it the server has the time of the machine. */
  now?: string;
  validate?: boolean;
  /** Receives one line of JSON, `{"url"}`, when the server listens. */
  announce: (line: string) => void;
};

/** Seeds and faults come over HTTP: `POST /_offline/admin/{action}`, `POST /_offline/faults`. */
export const runOfflineGithub = async ({ now, announce, ...options }: OfflineGithubProcess): Promise<OfflineGithub> => {
  const clock = () => (now === undefined ? new Date() : new Date(now));
  const github = await createOfflineGithub({ ...options, clock });
  announce(`${JSON.stringify({ url: github.url })}\n`);
  return github;
};
