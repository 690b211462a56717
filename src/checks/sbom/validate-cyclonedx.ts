/** Validates a CycloneDX document in JSON against the schema of its version; schemas and validator are loaded when first needed. */
import type { ErrorObject, ValidateFunction } from "ajv";
import { cleanText } from "../scanners/clean-text.ts";
import { loadSchemas, specVersions } from "./load-schemas.ts";

const maxFaults = 5;

/** Faults with their JSON path, such as `/components/3/type must be equal to one of the allowed values`; none for a valid document. */
export const validateCyclonedx = async (document: unknown): Promise<string[]> => {
  if (!isObject(document)) return ["the document is no object"];
  if (document.bomFormat !== "CycloneDX") return ['/bomFormat must be "CycloneDX"'];
  const { specVersion } = document;
  const validate = typeof specVersion === "string" ? await validatorOf(specVersion) : null;
  if (validate === null) return [`/specVersion must be one of ${specVersions.join(", ")}`];
  if (validate(document)) return [];
  return [...new Set((validate.errors ?? []).map(describe))].slice(0, maxFaults);
};

const compiled = new Map<string, Promise<ValidateFunction | null>>();

const validatorOf = (specVersion: string): Promise<ValidateFunction | null> => {
  const known = compiled.get(specVersion) ?? compile(specVersion);
  if (specVersions.includes(specVersion)) compiled.set(specVersion, known);
  return known;
};

const compile = async (specVersion: string): Promise<ValidateFunction | null> => {
  const schemas = await loadSchemas(specVersion);
  if (schemas === null) return null;
  const [{ Ajv }, { default: formats }] = await Promise.all([import("ajv"), import("ajv-formats")]);
  const ajv = new Ajv({ strict: false, logger: false });
  formats.default(ajv, ["date", "date-time", "uri"]);
  for (const unchecked of ["iri-reference", "idn-email"]) ajv.addFormat(unchecked, true);
  // The validator's own keyword compares every item with every other.
  ajv.removeKeyword("uniqueItems");
  ajv.addKeyword({ keyword: "uniqueItems", type: "array", validate: isUnique, errors: false });
  for (const [name, part] of schemas.parts) ajv.addSchema(part, name);
  return ajv.compile(schemas.document);
};

const isUnique = (wanted: boolean, items: unknown[]): boolean =>
  !wanted || new Set(items.map((item) => JSON.stringify(item, sortKeys))).size === items.length;

const sortKeys = (_: string, value: unknown): unknown =>
  isObject(value) && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(byKey)) : value;

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : Number(a > b));

const describe = ({ instancePath, message, keyword, params }: ErrorObject): string => {
  const extra = typeof params.additionalProperty === "string" ? ` (${params.additionalProperty})` : "";
  const said = keyword === "uniqueItems" ? "must hold nothing twice" : (message ?? keyword);
  return cleanText(`${instancePath || "the document"} ${said}${extra}`, 300);
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
