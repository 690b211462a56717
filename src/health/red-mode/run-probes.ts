/** One pass over the probes: every URL asked several times, with pauses, until it is clear whether it is sick. */
import type { Settings } from "../../domain/settings.ts";
import type { OutsideAnswer } from "../fetch-outside.ts";

export type ProbeResult = {
  name: string;
  url: string;
  state: "sick" | "healthy" | "refused";
  failed: number;
  of: number;
  last: string;
};

export type ProbeOptions = {
  health: Settings["health"];
  open: (url: string) => Promise<OutsideAnswer>;
  sleep: (milliseconds: number) => Promise<void>;
};

const isHealthy = (answer: OutsideAnswer): boolean => answer.kind === "answered" && answer.status < 400;

const describe = (answer: OutsideAnswer): string =>
  answer.kind === "answered" ? `status ${answer.status}` : answer.reason.slice(0, 300);

/** What the answers so far prove; null while more are needed. */
export const judgeProbe = (
  answers: OutsideAnswer[],
  { failures, of }: { failures: number; of: number },
): Pick<ProbeResult, "state" | "failed" | "of" | "last"> | null => {
  const bad = answers.filter((answer) => !isHealthy(answer));
  const shown = bad.at(-1) ?? answers.at(-1);
  const seen = { failed: bad.length, of: answers.length, last: shown ? describe(shown) : "" };
  const refused = answers.find((answer) => answer.kind === "refused");
  if (refused) return { ...seen, state: "refused", last: describe(refused) };
  if (bad.length >= Math.min(failures, of)) return { ...seen, state: "sick" };
  return answers.length - bad.length > of - Math.min(failures, of) ? { ...seen, state: "healthy" } : null;
};

/** All probes side by side, `intervalSeconds` between two of one URL. */
export const runProbes = ({ health, open, sleep }: ProbeOptions): Promise<ProbeResult[]> =>
  Promise.all(
    health.probes.map(async ({ name, url }) => {
      const answers: OutsideAnswer[] = [];
      for (;;) {
        answers.push(await open(url));
        const judged = judgeProbe(answers, health);
        if (judged) return { name, url, ...judged };
        await sleep(health.intervalSeconds * 1_000);
      }
    }),
  );
