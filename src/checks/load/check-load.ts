/** Evidence from load: p95 and failed requests of the head, as ratios to the base that was measured in turn with it. */
import type { Evidence } from "../../domain/evidence.ts";
import { type Check, evidenceOf } from "../check.ts";
import { findCommand } from "../serve/find-command.ts";
import { refuseServer } from "../serve/local-server.ts";
import { serverExcerpt } from "../serve/server-excerpt.ts";
import { compareRounds } from "./compare-rounds.ts";
import { measureSides } from "./measure-sides.ts";
import { renderLoad } from "./render-load.ts";

export const checkLoad: Check = async (context) => {
  const settings = context.settings.checks.load;
  const because = (status: Evidence["status"], summary: string, rest: Partial<Evidence> = {}): Evidence =>
    evidenceOf("load", context, { status, summary: summary.slice(0, 2_000).toWellFormed(), ...rest });
  if (settings === null) return because("not-configured", "checks.load is not configured.");
  const refused = refuseServer("load", settings);
  if (refused !== null) return because("skipped", refused);
  if (settings.k6 !== null && context.head.read(settings.k6) === null) {
    return because("failed", `checks.load.k6 names ${settings.k6}, which is not in the repository.`);
  }
  const k6 = settings.k6 === null ? null : findCommand("k6", context.env.PATH ?? "");
  const sandbox = await context.sandbox();
  const sides = await measureSides(context, settings, k6);
  const common: Partial<Evidence> = { isolation: sandbox.level, ran: ranOf(settings.start ?? [], k6 !== null) };
  if (!sides.ok) {
    const excerpt = serverExcerpt(sides.error.output, sandbox);
    const { isOnBase, reason } = sides.error;
    // What the base has too no diff of the head has to mend.
    return isOnBase
      ? because("unknown", `The load could not be measured, nor that of the base. ${reason}`, { ...common, excerpt })
      : because("failed", `The load could not be measured. ${reason}`, { ...common, excerpt });
  }

  const { base, head, noBase } = sides.value;
  const notes = noBase === null ? [] : [`The head alone was measured: ${noBase}`];
  if (settings.k6 !== null && k6 === null) notes.push(`k6 is not installed, so ${settings.k6} was not run.`);
  const paths = k6 === null ? settings.paths : [settings.k6 ?? ""];
  const verdicts = paths.map((path) => {
    const of = (rounds: typeof head) => rounds.flatMap(({ measures }) => measures.filter((one) => one.path === path));
    return compareRounds(path, of(base), of(head), settings);
  });
  const before = crossedOf(base);
  const crossed = crossedOf(head).map((name) => ({ name, isOld: before.includes(name) }));
  const found = renderLoad(verdicts, settings, [...crossed.map(describeCrossed), ...notes]);
  const status = worstOf(
    found.status,
    crossed.map(({ isOld }) => isOld),
  );
  return because(status, found.summary, { ...common, ...found, status });
};

const describeCrossed = ({ name, isOld }: { name: string; isOld: boolean }): string =>
  `Threshold not kept: ${name}${isOld ? ", nor on the base" : ""}.`;

/** A threshold that the base does not keep either is nothing that the change has to mend. */
const worstOf = (status: Evidence["status"], old: boolean[]): Evidence["status"] => {
  if (status === "failed" || old.includes(false)) return "failed";
  return old.length > 0 ? "unknown" : status;
};

/** Those that no round kept. */
const crossedOf = ([first, ...others]: { crossed: string[] }[]): string[] =>
  (first?.crossed ?? []).filter((name) => others.every(({ crossed }) => crossed.includes(name)));

const ranOf = (start: string[], isK6: boolean): string =>
  `${start.join(" ")}, ${isK6 ? "k6" : "autocannon"}`.slice(0, 300);
