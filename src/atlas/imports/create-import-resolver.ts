/** Turns the imports of a file into the tracked files that it depends on; one table says who resolves which language. */
import type { ParsedLanguage } from "../language.ts";
import type { Import } from "../parsed-file.ts";
import { createBashResolver } from "./resolve-bash.ts";
import { createCsharpResolver } from "./resolve-csharp.ts";
import { createGoResolver } from "./resolve-go.ts";
import { createIncludeResolver } from "./resolve-include.ts";
import { createJavaResolver } from "./resolve-java.ts";
import { createPhpResolver } from "./resolve-php.ts";
import { createPythonResolver } from "./resolve-python.ts";
import { createRubyResolver } from "./resolve-ruby.ts";
import { createRustResolver } from "./resolve-rust.ts";
import { createScriptResolver } from "./resolve-script.ts";
import { type CreateLanguageResolver, type ImportTree, indexTree, type ResolveImport } from "./tracked-tree.ts";

const resolvers: Record<ParsedLanguage, CreateLanguageResolver> = {
  typescript: createScriptResolver,
  tsx: createScriptResolver,
  javascript: createScriptResolver,
  python: createPythonResolver,
  go: createGoResolver,
  rust: createRustResolver,
  java: createJavaResolver,
  csharp: createCsharpResolver,
  c: createIncludeResolver,
  cpp: createIncludeResolver,
  ruby: createRubyResolver,
  php: createPhpResolver,
  bash: createBashResolver,
};

export type ResolveImports = (path: string, language: ParsedLanguage, imports: readonly Import[]) => string[];

const maxSpecifier = 400;

/**
 * Gives tracked paths, sorted, each once, never the file itself. What lies outside the tree (registry packages, standard
 * libraries, paths that leave it) gives nothing. Nothing is read before the first import of a language asks for it.
 */
export const createImportResolver = (tree: ImportTree): ResolveImports => {
  const index = indexTree(tree);
  const created = new Map<CreateLanguageResolver, ResolveImport>();
  const resolverOf = (language: ParsedLanguage): ResolveImport => {
    const create = resolvers[language];
    const known = created.get(create) ?? create(index);
    created.set(create, known);
    return known;
  };
  return (path, language, imports) => {
    const resolve = resolverOf(language);
    const found = new Set<string>();
    for (const wanted of imports) {
      if (wanted.specifier.length > maxSpecifier) continue;
      for (const target of resolve(path, wanted)) found.add(target);
    }
    found.delete(path);
    return [...found].sort();
  };
};
