/** Functions, variables, aliases and sourced files of shell scripts; everything can be used by who sources them. */
import {
  childrenOf,
  enter,
  type Findings,
  fieldsOf,
  forTypes,
  hashComments,
  type LanguageTable,
  unquoted,
  type Visit,
} from "../language-table.ts";
import type { SyntaxNode } from "../tree-runtime.ts";

const literalPath = (node: SyntaxNode | undefined, findings: Findings): string => {
  const text = findings.textOf(node ?? null);
  return /[$`*?]/.test(text) ? "" : unquoted(text);
};

const variable: Visit = (node, scope, findings) => {
  const name = findings.textOf(node.childForFieldName("name"));
  if (/^\w+$/.test(name)) findings.declareOnce(node, scope, { name, kind: "variable", isExported: true });
  return null;
};

const command: Visit = (node, scope, findings) => {
  const name = findings.textOf(node.childForFieldName("name"));
  if (name === "source" || name === ".") {
    findings.addImport(literalPath(fieldsOf(node, "argument")[0], findings));
  } else if (name === "alias") {
    for (const argument of fieldsOf(node, "argument")) {
      const alias = /^([^=\s$"'`]{1,100})=/.exec(findings.textOf(argument))?.[1];
      if (alias !== undefined) findings.declareOnce(argument, scope, { name: alias, kind: "macro", isExported: true });
    }
  }
  return null;
};

export const bash: LanguageTable = {
  grammar: "bash",
  comments: { ...hashComments, line: [" #"] },
  nodes: {
    ...forTypes(
      "program if_statement elif_clause else_clause for_statement while_statement do_group case_statement case_item list compound_statement redirected_statement negated_command",
      enter,
    ),
    function_definition: (node, scope, findings) => {
      const name = findings.textOf(node.childForFieldName("name"));
      const bodyStart = node.childForFieldName("body")?.startIndex;
      findings.declare(node, scope, { name, kind: "function", isExported: true, bodyStart });
      return null;
    },
    declaration_command: (node, scope, findings) => {
      for (const part of childrenOf(node)) {
        if (part.type === "variable_assignment") variable(part, scope, findings);
        else if (part.type === "variable_name" && findings.text.startsWith("export", node.startIndex)) {
          const name = findings.textOf(part);
          findings.declareOnce(node, scope, { name, kind: "variable", isExported: true });
        }
      }
      return null;
    },
    variable_assignment: variable,
    command,
  },
};
