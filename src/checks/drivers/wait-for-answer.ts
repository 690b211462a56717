/** Waits until a server answers an HTTP request, with whatever status. */
import { setTimeout as sleep } from "node:timers/promises";
import { requestOnce } from "./request-once.ts";
import type { Server } from "./start-server.ts";

const pauseMilliseconds = 50;
/** The last attempt gets the shorter one even when time is up, so that it says what is wrong. */
const attemptMilliseconds = { longest: 5_000, shortest: 250 };

/** Gives null when the server answers, and else why it does not, as a sentence. */
export const waitForAnswer = async (url: string, seconds: number, server: Server): Promise<string | null> => {
  const deadline = performance.now() + seconds * 1_000;
  for (;;) {
    const left = Math.max(attemptMilliseconds.shortest, deadline - performance.now());
    const { missing } = await requestOnce(url, Math.min(attemptMilliseconds.longest, left));
    const end = server.end();
    if (end !== null) return `${url} never answered: the start command ${end}.`;
    if (missing === null) return null;
    if (performance.now() >= deadline) return `${url} did not answer within ${seconds} s: ${missing}.`;
    await Promise.race([sleep(pauseMilliseconds), server.ended]);
  }
};
