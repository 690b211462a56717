/** Compares two bills of materials: which components are new, gone or different; pure. */
import type { Component } from "./component.ts";

export type ComponentChange =
  | { kind: "added"; before: null; after: Component; notes: string[] }
  | { kind: "removed"; before: Component; after: null; notes: string[] }
  | { kind: "changed"; before: Component; after: Component; notes: string[] };

/** Where packages of a type come from by default. */
const registries: Readonly<Record<string, readonly string[]>> = {
  npm: ["registry.npmjs.org", "registry.yarnpkg.com"],
  pypi: ["pypi.org", "files.pythonhosted.org"],
  cargo: ["crates.io", "static.crates.io", "index.crates.io"],
  golang: ["proxy.golang.org"],
  maven: ["repo1.maven.org", "repo.maven.apache.org"],
  gem: ["rubygems.org"],
  composer: ["repo.packagist.org", "packagist.org"],
  nuget: ["api.nuget.org", "www.nuget.org"],
};

/** Sorted: what deserves a look first, then by name. A component may be there in several versions. */
export const compareSboms = (base: readonly Component[], head: readonly Component[]): ComponentChange[] => {
  const isForeign = createForeignTest(base);
  const before = groupByKey(base);
  const after = groupByKey(head);
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys
    .flatMap((key) => compareVersions(before.get(key) ?? [], after.get(key) ?? []))
    .map((change) => withHostNote(change, isForeign))
    .sort(byWeight);
};

const groupByKey = (components: readonly Component[]): Map<string, Component[]> =>
  Map.groupBy(components, ({ key }) => key);

/** What is the same on both sides goes first, then the same version, then pairs in order; the rest is new or gone. */
const compareVersions = (before: Component[], after: Component[]): ComponentChange[] => {
  const [removed, added] = [without(before, after), without(after, before)];
  const [byVersion, oldOthers, newOthers] = takePairs(removed, added, ({ version }) => version);
  const [inOrder, gone, arrived] = takePairs(oldOthers, newOthers, () => "");
  return [
    ...[...byVersion, ...inOrder].flatMap(([old, now]) => changeOf(old, now)),
    ...arrived.map((component) => ({ kind: "added" as const, before: null, after: component, notes: [] })),
    ...gone.map((component) => ({ kind: "removed" as const, before: component, after: null, notes: [] })),
  ];
};

const without = (components: Component[], others: Component[]): Component[] => {
  const known = new Set(others.map((component) => JSON.stringify(component)));
  return components.filter((component) => !known.has(JSON.stringify(component)));
};

type Pair = [old: Component, now: Component];

/** Pairs of equal names, in order, and what is left of both. */
const takePairs = (
  before: Component[],
  after: Component[],
  nameOf: (component: Component) => string,
): [Pair[], Component[], Component[]] => {
  const waiting = Map.groupBy(before.toReversed(), nameOf);
  const pairs: Pair[] = [];
  const rest: Component[] = [];
  for (const now of after) {
    const old = waiting.get(nameOf(now))?.pop();
    if (old === undefined) rest.push(now);
    else pairs.push([old, now]);
  }
  return [pairs, [...waiting.values()].flatMap((left) => left.toReversed()), rest];
};

/** Nothing when the two are the same. A hash is no news beside a new version, and is alarming without one. */
const changeOf = (before: Component, after: Component): ComponentChange[] => {
  const isSameVersion = before.version === after.version;
  const notes: string[] = [];
  if (isSameVersion && before.hashes.join() !== after.hashes.join())
    notes.push(`${describeHashes(before.hashes, after.hashes)} of the same version`);
  if (before.licence !== after.licence) notes.push(`licence was ${before.licence}`);
  if (before.host !== after.host) notes.push(`source was ${before.host ?? "unknown"}, is ${after.host ?? "unknown"}`);
  return isSameVersion && notes.length === 0 ? [] : [{ kind: "changed", before, after, notes }];
};

const describeHashes = (before: string[], after: string[]): string => {
  if (before.length === 0) return "hash added";
  return after.length === 0 ? "hash removed" : "another hash";
};

/** Foreign is neither a default registry of the type nor a host that the base takes packages of the type from. */
const createForeignTest = (base: readonly Component[]): ((component: Component) => boolean) => {
  const known = new Set(base.map(({ type, host }) => `${type} ${host}`));
  return ({ type, host }) => host !== null && !(registries[type] ?? []).includes(host) && !known.has(`${type} ${host}`);
};

const withHostNote = (change: ComponentChange, isForeign: (component: Component) => boolean): ComponentChange =>
  change.after !== null && isForeign(change.after)
    ? { ...change, notes: [`from ${change.after.host}, which is not the registry`, ...change.notes] }
    : change;

const order = ["added", "changed", "removed"];

const byWeight = (a: ComponentChange, b: ComponentChange): number => {
  const noted = Number(b.notes.length > 0) - Number(a.notes.length > 0);
  return noted || order.indexOf(a.kind) - order.indexOf(b.kind) || compareText(nameOf(a), nameOf(b));
};

const nameOf = ({ before, after }: ComponentChange): string =>
  `${(after ?? before)?.key} ${(after ?? before)?.version}`;

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
