/** The rule of a result: by its index in the tool or an extension, else by its id. */
import { ruleSchema, type SarifResult, type SarifRule, type SarifRun } from "./sarif-schema.ts";

/** Rules are decoded when a result asks for them, and only then. */
export type FindRule = (result: SarifResult) => SarifRule | null;

const idOf = (raw: unknown): string | null =>
  typeof raw === "object" && raw !== null && "id" in raw && typeof raw.id === "string" ? raw.id : null;

const decode = (raw: unknown): SarifRule | null => ruleSchema.safeParse(raw).data ?? null;

/** A rule of SARIF may have children: `CA1000/1` is described by `CA1000`. */
const isOf = (rule: SarifRule, id: string | undefined): boolean =>
  id === undefined || id === rule.id || id.startsWith(`${rule.id}/`);

export const createRuleFinder = ({ tool }: SarifRun): FindRule => {
  const components = [tool.driver, ...(tool.extensions ?? [])].map(({ rules }) => rules ?? []);
  let byId: Map<string, unknown> | null = null;

  const findById = (id: string): SarifRule | null => {
    byId ??= new Map(
      components
        .flat()
        .toReversed()
        .flatMap((raw) => {
          const known = idOf(raw);
          return known === null ? [] : [[known, raw] as const];
        }),
    );
    return decode(byId.get(id) ?? byId.get(id.slice(0, Math.max(0, id.lastIndexOf("/")))));
  };

  return (result) => {
    const id = result.ruleId ?? result.rule?.id;
    const at = result.ruleIndex ?? result.rule?.index ?? -1;
    const component = result.rule?.toolComponent?.index ?? -1;
    const indexed = at < 0 ? null : decode(components[component + 1]?.[at]);
    if (indexed !== null && isOf(indexed, id)) return indexed;
    return id === undefined ? null : findById(id);
  };
};
