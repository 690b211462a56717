/** Holds requests and answers of the local GitHub against GitHub's own OpenAPI description. */
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { OperationId } from "./github/operations.ts";
import description from "./github-openapi.json" with { type: "json" };

type Schema = Record<string, unknown>;
type Described = {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { required: boolean; content?: { "application/json": { schema: Schema } } };
  responses: Record<string, { content?: { "application/json": { schema: Schema } } }>;
};

export type OpenapiRequest = { params: Record<string, string>; query: Record<string, string>; body: unknown };

export type OpenapiValidator = {
  /** Every fault of a request, each with operation and place; empty when there is none. */
  request: (id: OperationId, request: OpenapiRequest) => string[];
  response: (id: OperationId, status: number, body: unknown) => string[];
};

const root = "github";
const errorSchema: Schema = {
  anyOf: [{ $ref: "#/components/schemas/basic-error" }, { $ref: "#/components/schemas/validation-error" }],
};

const describedOperations = new Map(
  Object.values(description.paths as unknown as Record<string, Record<string, Described>>)
    .flatMap((methods) => Object.values(methods))
    .map((operation) => [operation.operationId, operation] as const),
);

/** A query that GitHub's schema refuses is a departure; one that finds nothing is not. */
const describeErrors = (body: unknown): string[] => {
  const errors = (body as { errors?: { type?: string; message: string }[] } | undefined)?.errors ?? [];
  return errors.flatMap(({ type, message }) => (type === "NOT_FOUND" ? [] : [`graphql/query ${message}`]));
};

const createAjv = (coerceTypes: boolean): Ajv => {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, coerceTypes });
  addFormats.default(ajv);
  ajv.addFormat("repo.nwo", true);
  // GitHub breaks its own word here: the addresses of bots hold square brackets.
  ajv.addFormat("email", true);
  return ajv.addSchema({ components: description.components }, root);
};

/** References inside an operation point to the components of the whole description. */
const absolute = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', `"${root}#/components/`));

const parametersIn = (operation: Described, place: "path" | "query"): Schema => {
  const parameters = operation.parameters.filter((parameter) => parameter.in === place);
  return {
    type: "object",
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
};

/** GitHub ignores keys it does not know; a client that sends one is mistaken. */
const closed = (schema: Schema): Schema =>
  schema.type === "object" && schema.properties !== undefined ? { additionalProperties: false, ...schema } : schema;

/** Schemas are compiled when their operation is first used. */
export const createOpenapiValidator = (): OpenapiValidator => {
  const strict = createAjv(false);
  const lenient = createAjv(true);
  const compiled = new Map<string, ValidateFunction>();

  const check = (ajv: Ajv, place: string, schema: () => Schema, value: unknown): string[] => {
    const validate = compiled.get(place) ?? ajv.compile(absolute(schema()));
    compiled.set(place, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      (error) => `${place}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    );
  };

  const find = (id: OperationId): Described => {
    const operation = describedOperations.get(id);
    if (operation === undefined)
      throw new Error(`${id} is not in github-openapi.json: run node scripts/github-openapi.ts.`);
    return operation;
  };

  return {
    request: (id, { params, query, body }) => {
      // GraphQL stands in no OpenAPI description; its handler holds the query against the schema itself.
      if (id === "graphql/query") return [];
      const operation = find(id);
      const { requestBody } = operation;
      const schema = requestBody?.content?.["application/json"].schema;
      const bodyFaults = () => {
        if (body === undefined) return requestBody?.required ? [`${id} request body is missing`] : [];
        if (schema === undefined) return [`${id} takes no request body`];
        return check(strict, `${id} request body`, () => closed(schema), body);
      };
      return [
        ...check(lenient, `${id} path`, () => parametersIn(operation, "path"), { ...params }),
        ...check(lenient, `${id} query`, () => parametersIn(operation, "query"), { ...query }),
        ...bodyFaults(),
      ];
    },
    response: (id, status, body) => {
      if (id === "graphql/query") return describeErrors(body);
      const described = find(id).responses[String(status)];
      const isError = status >= 400;
      if (described === undefined && !isError && status !== 304) return [`${id} never answers with status ${status}`];
      const schema = described?.content?.["application/json"].schema ?? (isError ? errorSchema : undefined);
      if (schema === undefined) return body === undefined ? [] : [`${id} ${status} has a body, which is not described`];
      return check(strict, `${id} ${status}`, () => schema, body);
    },
  };
};

let shared: OpenapiValidator | undefined;

/** One for the whole process: it holds nothing but compiled schemas, which are slow to make. */
export const sharedOpenapiValidator = (): OpenapiValidator => {
  shared ??= createOpenapiValidator();
  return shared;
};
