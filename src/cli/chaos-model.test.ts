/** A model that breaks its replies in every way: the run ends in a state that people can read, and within its money. */
import { describe, expect, test } from "vitest";
import { type ChaosOptions, createChaosModel, disorderNames } from "../offline/chaos-model.ts";
import { readEnd } from "./read-end.fixture.ts";
import { jsonOf } from "./run-product.fixture.ts";
import { readExampleRecording, withCase } from "./start-case.fixture.ts";

const patience = 180_000;
const clear = ["ready", "waiting", "escalated", "asking"];

/** A pass over one labelled issue with this model. */
const runWith = (
  options: Omit<ChaosOptions, "recording">,
  judge: (state: string, shown: string[]) => void,
): Promise<void> =>
  withCase(async (one) => {
    const chaos = await createChaosModel({ recording: await readExampleRecording("greeter"), ...options });
    try {
      const ended = await one.product(["supervise", "--run", "--json"], { env: { OPENAI_BASE_URL: chaos.url } });
      expect(ended.stderr).not.toMatch(/^ +at |this is a bug/m);
      expect([0, 3, 4, 5], ended.stderr).toContain(ended.exit);
      const { reports } = jsonOf(ended);
      for (const { usage } of reports) {
        expect(usage.usd).toBeGreaterThanOrEqual(0);
        expect(usage.usd).toBeLessThanOrEqual(2);
      }
      const end = await readEnd(one.world);
      expect(clear).toContain(end.state);
      expect(end.pulls.map(({ draft, state }) => `${draft} ${state}`)).toEqual(["true open"]);
      judge(end.state, chaos.shown);
    } finally {
      await chaos.close();
    }
  });

/** Half of the disorders are repaired in the next round; the others the client asks again for, after a pause of its own. */
const quick = disorderNames.filter((name) => !/stream|body|page|choices|message|list|bytes|content type/.test(name));

describe.concurrent("a model in disorder", () => {
  test.each([11, 12])(
    "seed %i, a third of all replies",
    (seed) => runWith({ seed, share: 0.35, names: quick }, (_, shown) => expect(shown.length).toBeGreaterThan(0)),
    patience,
  );

  test(
    "nothing but disorder: no commit, and a person is told",
    () =>
      runWith(
        { seed: 21, share: 1, names: ["prose", "an empty object", "keys twice", "deep nesting", "huge text"] },
        (state) => {
          expect(state).toBe("escalated");
        },
      ),
    patience,
  );

  test(
    "a stream that always breaks: the run waits for the model",
    () =>
      runWith({ seed: 31, share: 1, names: ["half a stream", "a page", "no message"] }, (state) => {
        expect(state).toBe("waiting");
      }),
    patience,
  );

  test(
    "usage that is no number: the run is paid by its worst case and ends",
    () =>
      runWith(
        { seed: 41, share: 1, names: ["no usage", "usage below zero", "usage without end", "usage as text"] },
        (state) => {
          expect(clear).toContain(state);
        },
      ),
    patience,
  );
});
