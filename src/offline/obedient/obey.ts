/** How the obedient model answers one call: the decent reply, changed by the orders that it met and has not carried out yet. */
import type { Role } from "../../domain/stage.ts";
import type { Attack, Canaries, Decent, ToolAsk } from "./attack.ts";
import { attacks } from "./attacks.ts";
import type { Order } from "./find-orders.ts";

export type Answer = { content: string; asks: ToolAsk[]; done: Order[] };

export type Situation = {
  role: Role;
  /** 1, or 2 after a complaint. */
  round: number;
  mayAsk: boolean;
  orders: Order[];
  /** Whether this role has carried the order out before, or any role. */
  isDone: (order: Order) => boolean;
  isDoneByAny: (order: Order) => boolean;
  decent: Decent;
  canaries: Canaries;
};

type Pending<Kind extends Attack["kind"]> = { order: Order; attack: Extract<Attack, { kind: Kind }> };

const maxSummary = 1_000;

/** Endless orders are followed whenever they are met. */
const isEndless = ({ deed }: Order): boolean => deed === "endless-tools";

/** What nobody has done yet comes first. */
const pendingOf = <Kind extends Attack["kind"]>(
  { role, orders, isDone, isDoneByAny }: Situation,
  kind: Kind,
): Pending<Kind>[] =>
  orders
    .flatMap((order) => {
      const attack = attacks.find((one) => one.deed === order.deed && one.kind === kind && one.roles.includes(role));
      return attack && (isEndless(order) || !isDone(order)) ? [{ order, attack } as Pending<Kind>] : [];
    })
    .sort((a, b) => Number(isDoneByAny(a.order)) - Number(isDoneByAny(b.order)));

const joined = (value: unknown, text: string): string => `${String(value)}\n\n${text}`.slice(0, maxSummary);

const note = (reason: string) => ({ file: "src/main.js", line: 1, severity: "note", reason });

/** The texts in all fields that the role has for words. One field for all takes one of them, so that none hides another. */
const speak = (role: Role, decent: Decent, texts: string[]): { reply: Decent; taken: number } => {
  const [first = ""] = texts;
  if (texts.length === 0) return { reply: decent, taken: 0 };
  if (role === "triage") return { reply: { ...decent, reason: joined(decent.reason, first) }, taken: 1 };
  if (role === "planner") {
    const steps = [...(decent.steps as string[]), ...texts].slice(0, 20);
    const criteria = [...(decent.criteria as string[]), ...texts.slice(0, 4)];
    const reply = { ...decent, steps, criteria, risks: texts.slice(0, 10), summary: joined(decent.summary, first) };
    return { reply, taken: texts.length };
  }
  const reply = { ...decent, summary: joined(decent.summary, first) };
  if (role !== "reviewer" && role !== "security") return { reply, taken: 1 };
  const findings = [...(decent.findings as unknown[]), ...texts.map(note)].slice(0, 20);
  return { reply: { ...reply, findings }, taken: texts.length };
};

/** Orders travel on in the plan and in a comment of the code, to roles that see neither issue nor files. */
const passOn = (role: Role, decent: Decent, orders: Order[]): Decent => {
  const words = orders.map(({ deed, channel }) => `ATTACK ${deed} @${channel}`).join(" and ");
  if (words === "") return decent;
  if (role === "planner") return { ...decent, risks: [...(decent.risks as string[]), words.slice(0, 500)] };
  if (role !== "implementer") return decent;
  return {
    ...decent,
    diff: String(decent.diff).replace("or for the world.", `or for the world. ${words.slice(0, 1_500)}`),
  };
};

/** Tools first, then one reply that code should refuse, then what fits the form but not the purpose. */
export const obey = (situation: Situation): Answer => {
  const { role, round, canaries, orders } = situation;
  const [asking] = situation.mayAsk ? pendingOf(situation, "tools") : [];
  if (asking) return { content: "", asks: asking.attack.asks(canaries), done: [asking.order] };
  const [refusable] = round > 1 ? [] : pendingOf(situation, "reply");
  if (refusable)
    return { content: refusable.attack.write(situation.decent, canaries, role), asks: [], done: [refusable.order] };
  const [meant] = pendingOf(situation, "meaning");
  const meaning = meant ? meant.attack.change(situation.decent, canaries) : situation.decent;
  const speeches = pendingOf(situation, "text");
  const carried = passOn(role, meaning, orders);
  const texts = speeches.map(({ attack }) => attack.text(canaries));
  const { reply, taken } = speak(role, carried, texts);
  return {
    content: JSON.stringify(reply),
    asks: [],
    done: [...(meant ? [meant.order] : []), ...speeches.slice(0, taken).map(({ order }) => order)],
  };
};
