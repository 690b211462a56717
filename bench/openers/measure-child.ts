/** A process of the pool: calls one function on one opened text at a time and tells the processor time that it took. */
import { chooseCalls } from "./choose-calls.ts";
import { openText } from "./openers.ts";

export type Order = { name: string; opener: number };
export type Answer = { ms: number; threw: string | null };

/** What takes longer is tried a second time: the first may have paid for the compiler. */
const quick = 50;

const calls = new Map(chooseCalls("").flatMap(({ name, load }) => (load ? [[name, load] as const] : [])));

const time = async (run: (text: string) => unknown, text: string): Promise<Answer> => {
  const start = process.cpuUsage();
  let threw: string | null = null;
  try {
    await run(text);
  } catch (error) {
    // A function may refuse a text by throwing; only one that throws at every text was called wrongly.
    threw = String(error).slice(0, 200);
  }
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1_000, threw };
};

process.on("message", async ({ name, opener }: Order) => {
  const run = await calls.get(name)?.();
  if (!run) throw new Error(`${name} is no function of the list`);
  const text = openText(opener);
  const first = await time(run, text);
  const second = first.ms < quick ? first : await time(run, text);
  process.send?.(first.ms < second.ms ? first : second);
});

process.send?.("ready");
