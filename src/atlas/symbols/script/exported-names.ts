/** Finds the names of a body that are exported apart from their declaration: `export { a }`, `module.exports = { a }`. */
import { exportsPath, pathOf, targetsOf, unwrap } from "./expressions.ts";
import type { Expression, Statement } from "./syntax-node.ts";

const namesOfValue = (value: Expression): string[] => {
  if (value.type === "IdentifierReference") return [value.name];
  if (value.type !== "ObjectExpression") return [];
  return Array.from(value.properties).flatMap((property) => {
    const inner = property.type === "ObjectProperty" ? unwrap(property.value) : null;
    return inner?.type === "IdentifierReference" ? [inner.name] : [];
  });
};

const isExports = (expression: Expression): boolean => {
  const path = pathOf(expression);
  return path !== null && exportsPath(path) !== null;
};

const namesOf = (statement: Statement, isCommonJs: boolean): string[] => {
  switch (statement.type) {
    case "ExportNamedDeclaration":
      return Array.from(statement.specifiers, ({ local }) => ("name" in local ? local.name : local.value));
    case "ExportDefaultDeclaration":
      return statement.declaration.type === "IdentifierReference" ? [statement.declaration.name] : [];
    case "TSExportAssignment":
      return namesOfValue(statement.expression);
    case "ExpressionStatement":
      if (!isCommonJs || !targetsOf(statement.expression).some(isExports)) return [];
      return namesOfValue(unwrap(statement.expression));
    case "VariableDeclaration":
      if (!isCommonJs) return [];
      return Array.from(statement.declarations).flatMap(({ id, init }) =>
        "name" in id && init !== null && targetsOf(init).some(isExports) ? [id.name] : [],
      );
    default:
      return [];
  }
};

export const exportedNames = (body: Iterable<Statement>, { isCommonJs }: { isCommonJs: boolean }): Set<string> => {
  const names = new Set<string>();
  for (const statement of body) for (const name of namesOf(statement, isCommonJs)) names.add(name);
  return names;
};
