/** Finds the names that a file declares at its top level, line by line; cheap and approximate on purpose. */

const maxSymbols = 200;

const script = [
  /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|class|interface|type|enum|namespace|const|let|var)\s+([\p{L}_$][\p{L}\p{N}_$]*)/u,
];
const python = [/^(?:async\s+)?(?:def|class)\s+([\p{L}_][\p{L}\p{N}_]*)/u, /^([A-Z][A-Z0-9_]+)\s*(?::[^=]{1,80})?=/];

const patterns: Record<string, RegExp[]> = { typescript: script, javascript: script, python };

/** Gives names in file order without repetitions; languages without patterns give none. */
export const extractSymbols = (content: string, language: string | null): string[] => {
  const rules = patterns[language ?? ""] ?? [];
  if (rules.length === 0) return [];
  const found = new Set<string>();
  for (const line of content.split("\n")) {
    const start = line.slice(0, 300);
    const name = rules.map((rule) => rule.exec(start)?.[1]).find((match) => match !== undefined);
    if (name !== undefined) found.add(name);
    if (found.size >= maxSymbols) break;
  }
  return [...found];
};
