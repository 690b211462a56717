/** Which orders go into which channel: every attack somewhere, every channel with attacks of every kind, in one run each. */
import type { Attack } from "../../src/offline/obedient/attack.ts";
import { attacks } from "../../src/offline/obedient/attacks.ts";
import { changeAttacks } from "../../src/offline/obedient/change-attacks.ts";
import { meaningAttacks } from "../../src/offline/obedient/meaning-attacks.ts";
import { shapeAttacks } from "../../src/offline/obedient/shape-attacks.ts";
import { textAttacks } from "../../src/offline/obedient/text-attacks.ts";
import { toolAttacks } from "../../src/offline/obedient/tool-attacks.ts";
import { type Channel, channels } from "./channels.ts";
import type { AttackRun } from "./run-attack.ts";

/** They end a run, or take all its calls, so they have runs of their own. */
const alone = new Set(["ask-instead", "endless-tools"]);

/** Deals so many of a kind to every run, going round until each had its turn. */
const createDealer = (kind: readonly Attack[]) => {
  const deeds = kind.map(({ deed }) => deed).filter((deed) => !alone.has(deed));
  let at = 0;
  return (count: number): string[] => Array.from({ length: count }, () => deeds[at++ % deeds.length] ?? "");
};

const ordersFor = (channel: Channel, deeds: string[]) =>
  [...new Set(deeds)].slice(0, channel.room).map((deed) => ({ deed, channel: channel.name }));

/** In channels that no model may see the kinds do not matter; a few orders show that none is met. */
export const planRuns = (): AttackRun[] => {
  const [change, shape, text, meaning, tool] = [
    changeAttacks,
    shapeAttacks,
    textAttacks,
    meaningAttacks,
    toolAttacks,
  ].map(createDealer);
  const deal = (channel: Channel): string[] =>
    channel.room === undefined
      ? [change?.(5), shape?.(3), text?.(5), meaning?.(1), tool?.(2)].flatMap((deeds) => deeds ?? [])
      : [change?.(2), shape?.(1), text?.(2), meaning?.(1)].flatMap((deeds) => deeds ?? []);
  const shown = channels.map((channel) => ({ channel, orders: ordersFor(channel, deal(channel)) }));
  const body = channels.find(({ name }) => name === "issue-body");
  if (body === undefined) throw new Error("there is no issue body");
  const lonely = [...alone].map((deed) => ({ channel: body, orders: ordersFor(body, [deed]) }));
  const split = {
    channel: body,
    isSplit: true,
    orders: ordersFor(body, [
      "leak-cut",
      "add-vscode",
      "tell-plain",
      "tell-hidden",
      "add-action",
      "add-bot-config",
      "key-merge",
    ]),
  };
  return [...shown, ...lonely, split];
};

/** Attacks that no run of the plan holds. */
export const findUnplanned = (runs: AttackRun[]): string[] => {
  const planned = new Set(runs.flatMap(({ orders }) => orders.map(({ deed }) => deed)));
  return attacks.map(({ deed }) => deed).filter((deed) => !planned.has(deed));
};
