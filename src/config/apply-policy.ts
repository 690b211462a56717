/** Lays the operator's policy over merged settings, and refuses what no repository may ask for. */
import path from "node:path";
import { failure, type Result, success } from "../domain/result.ts";
import type { Settings } from "../domain/settings.ts";
import { expandBraces, maxAlternatives } from "./expand-braces.ts";
import { narrowGlob } from "./narrow-globs.ts";
import type { OperatorPolicy } from "./operator-policy.ts";
import type { Path } from "./read-yaml.ts";

type PolicyFault = { path: Path; message: string };

const isInsideRepository = (text: string): boolean =>
  !text.startsWith("/") && !text.includes("\\") && !/^[A-Za-z]:/.test(text) && !text.split("/").includes("..");

const pathFaults = (settings: Settings): PolicyFault[] => {
  const paths: [Path, string | null][] = settings.projects.flatMap((project, index): [Path, string | null][] => [
    [["projects", index, "dir"], project.dir],
    [["projects", index, "junit"], project.junit],
  ]);
  paths.push([["checks", "openapi"], settings.checks.openapi]);
  return paths.flatMap(([at, text]) =>
    text === null || isInsideRepository(text)
      ? []
      : [{ path: at, message: "must be a path inside the repository, relative and without .." }],
  );
};

/** What a glob may hold: names, `*`, `?`, `**`, `[ab]` and `{a,b}`; no other dialect is promised. */
const globFault = (glob: string): string | null => {
  if (/[()|]/.test(glob))
    return "has brackets ( ) or a bar |, which globs here do not have; write {a,b} for either of two";
  if (!isInsideRepository(glob)) return "must be a path inside the repository, relative and without ..";
  if (glob.startsWith("!")) return "starts with !, and nothing is taken out of a list; write what is meant";
  return expandBraces(glob) === null ? `stands for more than ${maxAlternatives} globs; write fewer alternatives` : null;
};

const globFaults = ({ allow, projects }: Settings): PolicyFault[] => {
  const globs: [Path, string][] = [
    ...allow.map((glob, index): [Path, string] => [["allow", index], glob]),
    ...projects.flatMap(({ tests }, project) =>
      tests.map((glob, index): [Path, string] => [["projects", project, "tests", index], glob]),
    ),
  ];
  return globs.flatMap(([path, glob]) => {
    const message = globFault(glob);
    return message === null ? [] : [{ path, message }];
  });
};

const urlFaults = ({ ui }: Settings["checks"]): PolicyFault[] => {
  if (ui === null) return [];
  const url = new URL(ui.url);
  const isLocal = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname) && /^https?:$/.test(url.protocol);
  if (isLocal && url.username === "" && url.password === "") return [];
  return [
    {
      path: ["checks", "ui", "url"],
      message: "must be http or https on 127.0.0.1 or localhost: the check starts its own server",
    },
  ];
};

const labelFaults = (labels: Settings["labels"]): PolicyFault[] => {
  const names = ["ready", "freeze", "red", "clarify"] as const;
  return names.flatMap((name, index) => {
    const twin = names.slice(0, index).find((other) => labels[other].toLowerCase() === labels[name].toLowerCase());
    return twin === undefined
      ? []
      : [{ path: ["labels", name], message: `is the same label as ${twin}; each needs its own` }];
  });
};

const mountFaults = (mounts: string[], granted: string[]): PolicyFault[] =>
  mounts.flatMap((mount, index) => {
    const isGranted = granted.some((root) => mount === root || mount.startsWith(`${root.replace(/\/+$/, "")}/`));
    if (isGranted && path.posix.normalize(mount) === mount) return [];
    return [
      {
        path: ["sandbox", "readOnlyMounts", index],
        message: "is not below a directory that the operator names in DRAFTSMITH_READ_ONLY_MOUNTS",
      },
    ];
  });

const dispatchFaults = (file: string | null, granted: string[]): PolicyFault[] =>
  file === null || granted.includes(file)
    ? []
    : [
        {
          path: ["checks", "ci", "dispatch"],
          message: "is no workflow that the operator names in DRAFTSMITH_DISPATCH_WORKFLOWS",
        },
      ];

const healthFaults = ({ health }: Settings): PolicyFault[] =>
  health.failures <= health.of
    ? []
    : [
        {
          path: ["health", "failures"],
          message: `is more than health.of (${health.of}), so no probe could ever be sick`,
        },
      ];

/** The settings that count: the smaller of two limits, the operator's labels, paths that both sides allow; or every fault. */
export const applyPolicy = (settings: Settings, operator: OperatorPolicy): Result<Settings, PolicyFault[]> => {
  const limits = { ...settings.limits };
  for (const name of Object.keys(limits) as (keyof typeof limits)[])
    limits[name] = Math.min(limits[name], operator.limits[name]);

  const { ready, freeze, red } = operator.labels;
  const labels = {
    ...settings.labels,
    ready: ready ?? settings.labels.ready,
    freeze: freeze ?? settings.labels.freeze,
    red: red ?? settings.labels.red,
  };

  const allowFaults: PolicyFault[] = [];
  const narrowed = settings.allow.flatMap((glob, index) => {
    if (operator.allow.length === 0) return [glob];
    if (globFault(glob) !== null) return [];
    const inside = narrowGlob(glob, operator.allow);
    if (inside !== null) return inside;
    const granted = operator.allow.join(", ").slice(0, 200);
    allowFaults.push({
      path: ["allow", index],
      message: `is not known to lie inside what the operator allows (${granted}); start it with one of those directories`,
    });
    return [];
  });
  const allow = settings.allow.length === 0 ? operator.allow : [...new Set(narrowed)];

  const faults = [
    ...labelFaults(labels),
    ...healthFaults(settings),
    ...allowFaults,
    ...pathFaults(settings),
    ...globFaults(settings),
    ...urlFaults(settings.checks),
    ...dispatchFaults(settings.checks.ci.dispatch, operator.dispatchWorkflows),
    ...mountFaults(settings.sandbox.readOnlyMounts, operator.readOnlyMounts),
  ];
  return faults.length > 0 ? failure(faults) : success({ ...settings, limits, labels, allow });
};
