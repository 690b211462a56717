/** Spreads each damage class over repositories: the same share for tuning (dev) and for the test (held), repositories never shared. */
import type { Case } from "./case.ts";
import type { Sample } from "./change.ts";
import { type Damage, subjectOf } from "./damage.ts";
import { createRandom } from "./random.ts";

/** Every second repository, by name, is held out. */
export const splitOf = (repo: string, repos: string[]): Case["split"] =>
  repos.toSorted().indexOf(repo) % 2 === 0 ? "dev" : "held";

/** One sample of each repository in turn, so that no large history fills a class. */
const inTurns = (byRepo: Sample[][]): Sample[] => {
  const longest = Math.max(0, ...byRepo.map((list) => list.length));
  return Array.from({ length: longest }, (_, turn) => byRepo.flatMap((list) => list[turn] ?? [])).flat();
};

const makeCase = (damage: Damage, sample: Sample, split: Case["split"], seed: number): Case | null => {
  const id = `${damage.name}/${sample.repo.replace("/", "+")}/${sample.commit.slice(0, 10)}`;
  const subject = subjectOf(sample, createRandom(`${seed}/${id}`));
  const made = damage.make(subject);
  if (!made) return null;
  const expect = made.expect ?? damage.expect;
  const base = made.base ?? subject.base;
  const expected = expect === "refuse" ? base : (made.expected ?? subject.truth);
  const { repo, commit } = sample;
  const blobs = made.blobs ?? {};
  return {
    id,
    class: damage.name,
    group: damage.group,
    expect,
    split,
    repo,
    commit,
    base,
    expected,
    blobs,
    reply: made.reply,
  };
};

/** Up to `perClass` cases of a class, half of them held out. */
export const buildCases = (damage: Damage, samples: Sample[], perClass: number, seed: number): Case[] => {
  const repos = [...new Set(samples.map(({ repo }) => repo))];
  const random = createRandom(`${seed}/${damage.name}`);
  return (["dev", "held"] as const).flatMap((split) => {
    const chosen = random.shuffle(repos.filter((repo) => splitOf(repo, repos) === split));
    const order = inTurns(chosen.map((repo) => random.shuffle(samples.filter((sample) => sample.repo === repo))));
    const cases: Case[] = [];
    for (const sample of order) {
      const made = makeCase(damage, sample, split, seed);
      if (made) cases.push(made);
      if (cases.length >= perClass / 2) break;
    }
    return cases;
  });
};
