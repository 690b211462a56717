/** Looks through expressions: what a value is in the end, and which name a member access spells. */
import type { Call, ClassNode, Expression, FunctionNode } from "./syntax-node.ts";

const maxSteps = 20;

/** Leaves out type assertions, and of `a = b = value` all but the value. */
export const unwrap = (expression: Expression): Expression => {
  let inner = expression;
  for (let step = 0; step < maxSteps; step++) {
    switch (inner.type) {
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSNonNullExpression":
      case "TSTypeAssertion":
      case "ParenthesizedExpression":
        inner = inner.expression;
        continue;
      case "AssignmentExpression":
        inner = inner.right;
        continue;
    }
    break;
  }
  return inner;
};

/** The targets of `a = b = value`. */
export const targetsOf = (expression: Expression): Expression[] => {
  const targets: Expression[] = [];
  for (let inner = expression; inner.type === "AssignmentExpression" && targets.length < maxSteps; inner = inner.right)
    targets.push(inner.left);
  return targets;
};

/** `["X", "prototype", "y"]` for `X.prototype["y"]`; null when a part is not a plain name. */
export const pathOf = (expression: Expression): string[] | null => {
  const path: string[] = [];
  let inner = expression;
  for (let step = 0; step < maxSteps; step++) {
    if (inner.type === "StaticMemberExpression") path.unshift(inner.property.name);
    else if (inner.type === "ComputedMemberExpression") {
      if (inner.property.type !== "StringLiteral") return null;
      path.unshift(inner.property.value);
    } else if (inner.type === "IdentifierReference") return [inner.name, ...path];
    else return null;
    inner = inner.object;
  }
  return null;
};

/** Whether the path is `exports` or `module.exports`, or begins so; gives what follows. */
export const exportsPath = (path: string[]): string[] | null => {
  if (path[0] === "exports") return path.slice(1);
  return path[0] === "module" && path[1] === "exports" ? path.slice(2) : null;
};

/** Where the body of a function starts, its end when it has none; null for other expressions. */
export const functionCut = (value: Expression): number | null => {
  if (value.type === "ArrowFunctionExpression") return value.body.start;
  return isFunction(value) ? (value.body?.start ?? value.end) : null;
};

export const isFunction = (value: { type: string }): value is FunctionNode =>
  value.type === "FunctionExpression" ||
  value.type === "FunctionDeclaration" ||
  value.type === "TSDeclareFunction" ||
  value.type === "TSEmptyBodyFunctionExpression";

export const isClass = (value: { type: string }): value is ClassNode =>
  value.type === "ClassExpression" || value.type === "ClassDeclaration";

/** The specifier of `require("x")`; null for every other expression. */
export const requiredBy = (value: Expression | Call): string | null => {
  if (value.type !== "CallExpression") return null;
  const { callee } = value;
  const argument = value.arguments[0];
  if (callee.type !== "IdentifierReference" || callee.name !== "require") return null;
  return value.arguments.length === 1 && argument?.type === "StringLiteral" ? argument.value : null;
};
