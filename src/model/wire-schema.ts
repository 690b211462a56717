/** Makes a JSON schema fit the strict subset that endpoints enforce, and says when it cannot. */

type Schema = Record<string, unknown>;

const structural = new Set([
  "type",
  "properties",
  "required",
  "items",
  "enum",
  "anyOf",
  "$ref",
  "$defs",
  "description",
]);
const annotations = new Set([
  "$schema",
  "$id",
  "title",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "const",
  "oneOf",
]);
const inexpressible = ["allOf", "not", "if", "patternProperties", "propertyNames", "prefixItems", "contains"];

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const mapValues = (value: unknown, change: (schema: Schema) => Schema): Schema =>
  Object.fromEntries(
    Object.entries(isSchema(value) ? value : {}).map(([key, inner]) => [key, isSchema(inner) ? change(inner) : inner]),
  );

const isExpressible = (schema: Schema): boolean => {
  if (inexpressible.some((keyword) => keyword in schema)) return false;
  if (isSchema(schema.additionalProperties) || schema.additionalProperties === true) return false;
  const inner = [schema.items, ...Object.values(schema.properties ?? {}), ...Object.values(schema.$defs ?? {})];
  const unions = [schema.anyOf, schema.oneOf].filter((union) => Array.isArray(union)).flat();
  return [...inner, ...unions].filter(isSchema).every(isExpressible);
};

/** Limits that the endpoint does not enforce are still told to the model, as words. */
const describe = (schema: Schema): string | undefined => {
  const dropped = Object.entries(schema)
    .filter(
      ([key, value]) =>
        !structural.has(key) && !annotations.has(key) && key !== "additionalProperties" && !isSchema(value),
    )
    .map(([key, value]) => `${key} ${value}`);
  const text = [schema.description, dropped.length > 0 ? `(${dropped.join(", ")})` : undefined];
  return text.filter((part) => part !== undefined).join(" ") || undefined;
};

const tighten = (schema: Schema): Schema => {
  const kept = Object.fromEntries(Object.entries(schema).filter(([key]) => structural.has(key)));
  const union = schema.anyOf ?? schema.oneOf;
  const description = describe(schema);
  return {
    ...kept,
    ...(description === undefined ? {} : { description }),
    ...("const" in schema ? { enum: [schema.const] } : {}),
    ...(Array.isArray(union) ? { anyOf: union.map((inner) => (isSchema(inner) ? tighten(inner) : inner)) } : {}),
    ...(isSchema(schema.items) ? { items: tighten(schema.items) } : {}),
    ...(isSchema(schema.$defs) ? { $defs: mapValues(schema.$defs, tighten) } : {}),
    ...(schema.type === "object" || isSchema(schema.properties)
      ? {
          properties: mapValues(schema.properties, tighten),
          required: Object.keys(isSchema(schema.properties) ? schema.properties : {}),
          additionalProperties: false,
        }
      : {}),
  };
};

/**
 * The schema to send. Strict form: every property required, objects closed, unknown keywords gone; all that fits it
 * fits the original but for lengths and ranges, which callers check anyway. An absent value must be `null`, not optional.
 * Schemas beyond the subset (maps, tuples, intersections, a root that is no object) go as they are, `strict: false`.
 */
export const renderWireSchema = (schema: Schema): { schema: Schema; strict: boolean } =>
  schema.type === "object" && isExpressible(schema)
    ? { schema: tighten(schema), strict: true }
    : { schema: Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "$schema")), strict: false };
