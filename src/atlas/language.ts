/** The programming languages that the map knows, and which of them a path is written in. */

/** Files in these languages are read for symbols and imports. */
export const parsedLanguages = [
  "typescript",
  "tsx",
  "javascript",
  "python",
  "go",
  "rust",
  "java",
  "csharp",
  "c",
  "cpp",
  "ruby",
  "php",
  "bash",
] as const;

export type ParsedLanguage = (typeof parsedLanguages)[number];

const extensions: Record<string, string> = {
  typescript: "ts mts cts",
  tsx: "tsx",
  javascript: "js jsx mjs cjs",
  python: "py pyi",
  go: "go",
  rust: "rs",
  java: "java",
  csharp: "cs",
  c: "c",
  cpp: "h cc cpp cxx c++ hpp hh hxx h++ ipp inl tpp",
  ruby: "rb rake gemspec",
  php: "php phtml",
  bash: "sh bash zsh",
  kotlin: "kt kts",
  swift: "swift",
  scala: "scala sc",
  dart: "dart",
  elixir: "ex exs",
  erlang: "erl hrl",
  haskell: "hs",
  ocaml: "ml mli",
  fsharp: "fs fsx",
  clojure: "clj cljs cljc",
  lua: "lua",
  perl: "pl pm",
  r: "r",
  julia: "jl",
  zig: "zig",
  groovy: "groovy gradle",
  powershell: "ps1 psm1",
  sql: "sql",
  html: "html htm",
  vue: "vue",
  svelte: "svelte",
  astro: "astro",
  css: "css scss sass less",
  protobuf: "proto",
  graphql: "graphql gql",
};

const names: ReadonlyMap<string, string> = new Map([
  ["Rakefile", "ruby"],
  ["Gemfile", "ruby"],
]);

const byExtension = new Map(
  Object.entries(extensions).flatMap(([language, list]) => list.split(" ").map((extension) => [extension, language])),
);

/** The language's name in lower case; null for data, prose and what is not known. */
export const languageOf = (path: string): string | null => {
  const start = path.lastIndexOf("/") + 1;
  const point = path.lastIndexOf(".");
  const extension = point > start ? path.slice(point + 1) : "";
  return byExtension.get(extension) ?? names.get(path.slice(start)) ?? byExtension.get(extension.toLowerCase()) ?? null;
};

const parsed: ReadonlySet<string> = new Set(parsedLanguages);

export const isParsed = (language: string | null): language is ParsedLanguage =>
  language !== null && parsed.has(language);
