/** Turns the text of `.github/draftsmith.yml` and the operator's policy into settings, or lists every fault at once. */
import type { Failure } from "../domain/failure.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { type Settings, settingsSchema } from "../domain/settings.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { applyPolicy } from "./apply-policy.ts";
import { configPath } from "./config-path.ts";
import { describeIssue } from "./describe-issue.ts";
import type { OperatorPolicy } from "./operator-policy.ts";
import { type Fault, type Path, readYaml, type YamlData } from "./read-yaml.ts";

const maxFaults = 50;

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | null | undefined)?.[key], value);

/** `projects[0].test`, and nothing for the whole file. */
const renderPath = (path: Path): string =>
  path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`),
    "",
  );

const renderFault = ({ line, path, message }: Fault): string =>
  [line === null ? "" : `line ${line}`, renderPath(path), message].filter((part) => part !== "").join(": ");

const refuse = (faults: Fault[]): { ok: false; error: Failure } => {
  const ordered = faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const shown = ordered.slice(0, maxFaults).map(renderFault);
  if (ordered.length > maxFaults) shown.push(`and ${ordered.length - maxFaults} more faults`);
  return failure({
    kind: "config",
    message: `${configPath} has ${ordered.length === 1 ? "a fault" : `${ordered.length} faults`}`,
    faults: shown,
    hint: `Correct ${configPath} on the default branch; without the file, defaults apply.`,
  });
};

/** The operator's limits stand where the file names none. */
const withLimits = (value: unknown, limits: Settings["limits"]): unknown => {
  if (!isMapping(value)) return value;
  if (value.limits === undefined) return { ...value, limits };
  return isMapping(value.limits) ? { ...value, limits: { ...limits, ...value.limits } } : value;
};

/**
 * Settings of one repository. `text` is the file on the default branch, null when there is none.
 * The file may narrow what the operator allows: limits that are too high count as the operator's.
 */
export const loadConfig = (text: Untrusted | null, operator: OperatorPolicy): Result<Settings, Failure> => {
  const yaml: Result<YamlData, Fault[]> = text === null ? success({ value: {}, lineOf: () => null }) : readYaml(text);
  if (!yaml.ok) return refuse(yaml.error);
  const { value, lineOf } = yaml.value;
  const parsed = settingsSchema.safeParse(withLimits(value, operator.limits));
  const located = (faults: { path: Path; message: string }[]) =>
    faults.map((fault) => ({ ...fault, line: lineOf(fault.path) }));
  if (!parsed.success)
    return refuse(
      located(parsed.error.issues.flatMap((issue) => describeIssue(issue, valueAt(value, issue.path as Path)))),
    );
  const applied = applyPolicy(parsed.data, operator);
  return applied.ok ? applied : refuse(located(applied.error));
};
