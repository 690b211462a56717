/** The door `config`: a configuration file under the operator's policy. */
import { z } from "zod";
import { loadConfig } from "../../config/load-config.ts";
import { decodeOperatorPolicy } from "../../config/operator-policy.ts";
import { readYaml } from "../../config/read-yaml.ts";
import type { Failure } from "../../domain/failure.ts";
import type { Settings } from "../../domain/settings.ts";
import { createDoor, refused, type Screened } from "./door.ts";

const askedSchema = z.object({
  limits: z.record(z.string(), z.unknown()).optional(),
  allow: z.array(z.string()).optional(),
});

/** Limits and paths of the file that are more than the operator allows. */
const findClamped = (text: string, { limits, allow }: Settings): string[] => {
  const yaml = readYaml(text);
  const asked = yaml.ok ? askedSchema.safeParse(yaml.value.value) : null;
  const wider = (asked?.data?.allow ?? []).filter((glob) => !allow.includes(glob));
  const paths = wider.map((glob) => `allow: ${glob} became ${allow.join(", ")}`);
  const numbers = Object.entries(asked?.data?.limits ?? {}).flatMap(([name, value]) => {
    const allowed = limits[name as keyof Settings["limits"]];
    return typeof value === "number" && value > allowed ? `${name}: ${value} became ${allowed}` : [];
  });
  return [...numbers, ...paths];
};

const refuse = (error: Failure): Screened => {
  const faults = error.kind === "config" ? error.faults : [];
  return refused(faults[0] ?? (error.kind === "parked" ? error.reason : error.message), { faults });
};

export const configDoor = createDoor({
  name: "config",
  summary: "a .github/draftsmith.yml",
  help: { operator: 'variables that the operator set, such as {"DRAFTSMITH_MAX_OPEN_RUNS": "2"}' },
  options: z.strictObject({ operator: z.record(z.string(), z.string()).default({}) }),
  screen: (text, { operator }) => {
    const policy = decodeOperatorPolicy(operator);
    if (!policy.ok) return refuse(policy.error);
    const settings = loadConfig(text, policy.value);
    if (!settings.ok) return refuse(settings.error);
    const clamped = findClamped(text, settings.value);
    const shown = { text: JSON.stringify(settings.value), details: { clamped } };
    return clamped.length > 0
      ? { verdict: "clamped", reason: `the operator allows less (${clamped.join("; ")})`, ...shown }
      : { verdict: "accepted", reason: "it fits the schema and the policy", ...shown };
  },
});
