/** Reads the part of GraphQL's language that clients of GitHub need for one query: variables, fields, arguments. */

export type Selection = {
  name: string;
  /** Each is a variable's name. */
  args: Record<string, string>;
  /** Null where the field has no braces of its own. */
  fields: Selection[] | null;
};

export type Query = {
  /** Name of each variable → its type, such as `Int!`. */
  variables: Record<string, string>;
  fields: Selection[];
};

const token = /\s*(?:([A-Za-z_]\w*)|\$([A-Za-z_]\w*)|([{}():!,]))/y;

/** Throws an `Error` with GitHub's kind of message for what it cannot read. */
export const parseQuery = (text: string): Query => {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let end = 0; end < text.trimEnd().length; end = token.lastIndex) {
    const match = token.exec(text);
    if (match === null) throw new Error(`Expected one of NAME, VARIABLE or punctuation, actual: "${text[end]}"`);
    tokens.push(match[2] === undefined ? (match[1] ?? match[3] ?? "") : `$${match[2]}`);
  }
  let at = 0;
  const peek = (): string => tokens[at] ?? "";
  const take = (wanted?: string | RegExp): string => {
    const found = peek();
    const fits = wanted === undefined || (typeof wanted === "string" ? found === wanted : wanted.test(found));
    if (!fits || found === "") throw new Error(`Parse error on ${JSON.stringify(found)}, expected ${wanted}`);
    at += 1;
    return found;
  };
  const name = /^\w+$/;
  const takePairs = (key: RegExp, readValue: () => string): Record<string, string> => {
    const pairs: Record<string, string> = {};
    if (peek() !== "(") return pairs;
    take("(");
    while (peek() !== ")") {
      const found = take(key);
      take(":");
      pairs[found.replace("$", "")] = readValue();
      if (peek() === ",") take(",");
    }
    take(")");
    return pairs;
  };
  const takeFields = (): Selection[] => {
    const fields: Selection[] = [];
    take("{");
    while (peek() !== "}") {
      const field = take(name);
      const args = takePairs(name, () => take(/^\$/).slice(1));
      fields.push({ name: field, args, fields: peek() === "{" ? takeFields() : null });
    }
    take("}");
    return fields;
  };
  take("query");
  if (name.test(peek())) take();
  const variables = takePairs(/^\$/, () => `${take(name)}${peek() === "!" ? take("!") : ""}`);
  const fields = takeFields();
  if (at < tokens.length) throw new Error(`Parse error on ${JSON.stringify(peek())}, expected the end of the query`);
  return { variables, fields };
};
