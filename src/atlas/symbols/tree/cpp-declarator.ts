/** Takes the name out of a C or C++ declarator: `*(*A::b)(int)` declares b of A. */
import type { Findings } from "./language-table.ts";
import type { SyntaxNode } from "./tree-runtime.ts";

export type Declarator = {
  name: string;
  /** Classes or namespaces in front of the name. */
  owners: string[];
  /** Not a pointer to one. */
  isFunction: boolean;
};

const maxDepth = 64;

const ownerName = (node: SyntaxNode | null, findings: Findings): string =>
  findings.textOf(node?.type === "template_type" ? node.childForFieldName("name") : node);

const nameTypes: ReadonlySet<string> = new Set([
  "identifier",
  "field_identifier",
  "type_identifier",
  "destructor_name",
  "operator_name",
]);

const templates: ReadonlySet<string> = new Set(["template_function", "template_method", "template_type"]);

/** Null when it names nothing, as parts of broken code do. */
export const readDeclarator = (declarator: SyntaxNode, findings: Findings): Declarator | null => {
  const owners: string[] = [];
  let isFunction = false;
  let node: SyntaxNode | null = declarator;
  for (let depth = 0; node !== null && depth < maxDepth; depth += 1) {
    const { type }: SyntaxNode = node;
    if (nameTypes.has(type)) return { name: findings.textOf(node).replace(/\s+/g, " "), owners, isFunction };
    if (type === "operator_cast") {
      const target = findings.textOf(node.childForFieldName("type"));
      return { name: `operator ${target}`, owners, isFunction: true };
    }
    if (type === "qualified_identifier") {
      const owner = ownerName(node.childForFieldName("scope"), findings);
      if (owner !== "") owners.push(owner);
      node = node.childForFieldName("name");
    } else if (templates.has(type)) node = node.childForFieldName("name");
    else {
      if (type === "function_declarator") isFunction = true;
      // `(*f)(int)` is a pointer, `*f(int)` a function.
      else if (type === "pointer_declarator" && isFunction) isFunction = false;
      node = node.childForFieldName("declarator") ?? node.namedChild(node.namedChildCount - 1);
    }
  }
  return null;
};
