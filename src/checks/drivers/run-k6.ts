/** Runs a k6 script against a running server. */
import { spawn } from "node:child_process";

export type K6Run = {
  /** The binary. */
  k6: string;
  script: string;
  url: string;
  seconds: number;
  /** Where k6 leaves its summary. */
  summary: string;
};

const keptCharacters = 6_000;

/** The script finds the server's address in `__ENV.BASE_URL`. `exit` is null when k6 was ended or could not be started. */
export const runK6 = ({ k6, script, url, seconds, summary }: K6Run): Promise<{ exit: number | null; output: string }> =>
  new Promise((resolve) => {
    const args = ["run", "--quiet", "--no-usage-report", "--no-color", "--address", "127.0.0.1:0"];
    const child = spawn(k6, [...args, "--summary-export", summary, "--env", `BASE_URL=${url}`, script], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const take = (chunk: string): void => {
      output = (output + chunk).slice(-keptCharacters);
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    const timer = setTimeout(() => child.kill("SIGKILL"), seconds * 1_000);
    child.on("error", (error) => resolve({ exit: null, output: error.message }));
    child.on("exit", (exit) => {
      clearTimeout(timer);
      resolve({ exit, output });
    });
  });
