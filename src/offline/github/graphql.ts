/** GitHub's GraphQL endpoint for reading an issue: names and types are those of GitHub's schema, and anything else is refused in its words. */
import { authorize } from "./authorize.ts";
import { type Call, type Handlers, ok } from "./call.ts";
import { parseQuery, type Selection } from "./parse-query.ts";
import { Refusal } from "./refusal.ts";
import type { Issue, Repository } from "./state.ts";

type GraphqlError = { message: string; type?: string; path?: string[] };
type Field = { type: string; args: Record<string, string> };

/** Type → field → what GitHub's public schema says of it. */
const schema: Record<string, Record<string, Field>> = {
  Query: { repository: { type: "Repository", args: { owner: "String!", name: "String!" } } },
  Repository: { issue: { type: "Issue", args: { number: "Int!" } } },
  Issue: {
    title: { type: "String!", args: {} },
    body: { type: "String!", args: {} },
    lastEditedAt: { type: "DateTime", args: {} },
  },
};

const isOfType = (value: unknown, type: string): boolean =>
  type === "Int!" ? Number.isInteger(value) : type === "String!" && typeof value === "string";

/** Everything that is wrong with the query before it runs. */
const findFaults = (
  type: string,
  fields: Selection[],
  declared: Record<string, string>,
  given: Record<string, unknown>,
): string[] =>
  fields.flatMap(({ name, args, fields: inner }) => {
    const field = schema[type]?.[name];
    if (field === undefined) return [`Field '${name}' doesn't exist on type '${type}'`];
    const wrong = [...new Set([...Object.keys(args), ...Object.keys(field.args)])].flatMap((arg) => {
      const wanted = field.args[arg];
      const variable = args[arg] ?? "";
      if (wanted === undefined) return [`Field '${name}' doesn't accept argument '${arg}'`];
      if (args[arg] === undefined) return [`Field '${name}' is missing required arguments: ${arg}`];
      if (declared[variable] === undefined) return [`Variable $${variable} is used but not declared`];
      if (declared[variable] !== wanted) return [`Type mismatch on variable $${variable} and argument ${arg}`];
      return isOfType(given[variable], wanted)
        ? []
        : [`Variable $${variable} of type ${wanted} was provided invalid value`];
    });
    const isObject = schema[field.type] !== undefined;
    if (isObject !== (inner !== null))
      wrong.push(`Field ${isObject ? "must have" : "can't have"} selections ('${name}' returns ${field.type})`);
    return [...wrong, ...(inner ? findFaults(field.type, inner, declared, given) : [])];
  });

const pick = (issue: Issue, fields: Selection[]): Record<string, unknown> => {
  const values: Record<string, unknown> = {
    title: issue.title,
    body: issue.body ?? "",
    lastEditedAt: issue.lastEditedAt ?? null,
  };
  return Object.fromEntries(fields.map(({ name }) => [name, values[name]]));
};

const findRepository = (call: Call, owner: string, repo: string): Repository | null => {
  try {
    return authorize(call.state, { user: call.user, token: call.token }, "graphql/query", { owner, repo }).repository;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  }
};

export const graphqlHandlers = {
  "graphql/query": (call) => {
    const { query, variables } = call.body;
    const given = (typeof variables === "object" ? variables : null) as Record<string, unknown> | null;
    const failed = (errors: GraphqlError[], data?: unknown) => ok({ ...(data === undefined ? {} : { data }), errors });
    if (typeof query !== "string")
      return failed([{ message: "A query attribute must be specified and must be a string." }]);
    let parsed: ReturnType<typeof parseQuery>;
    try {
      parsed = parseQuery(query);
    } catch (error) {
      return failed([{ message: String(error) }]);
    }
    const faults = findFaults("Query", parsed.fields, parsed.variables, given ?? {});
    if (faults.length > 0) return failed(faults.map((message) => ({ message })));
    const data: Record<string, unknown> = {};
    const errors: GraphqlError[] = [];
    const read = (name: string | undefined) => given?.[name ?? ""];
    for (const { name, args, fields } of parsed.fields) {
      const [owner, repo] = [String(read(args.owner)), String(read(args.name))];
      const repository = findRepository(call, owner, repo);
      if (repository === null) {
        data[name] = null;
        const message = `Could not resolve to a Repository with the name '${owner}/${repo}'.`;
        errors.push({ type: "NOT_FOUND", path: [name], message });
        continue;
      }
      data[name] = Object.fromEntries(
        (fields ?? []).map((field) => {
          const number = read(field.args.number);
          const issue = repository.issues.find((one) => one.number === number && one.pull === null);
          if (issue !== undefined) return [field.name, pick(issue, field.fields ?? [])];
          const message = `Could not resolve to an Issue with the number of ${number}.`;
          errors.push({ type: "NOT_FOUND", path: [name, field.name], message });
          return [field.name, null];
        }),
      );
    }
    return errors.length > 0 ? failed(errors, data) : ok({ data });
  },
} satisfies Partial<Handlers>;
