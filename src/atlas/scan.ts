/** Classifies tracked paths by name: what they are for and in which language. */
import { posix } from "node:path";

export type FileKind = "source" | "test" | "docs" | "config" | "generated" | "binary" | "other";

export type ScannedFile = { path: string; kind: FileKind; language: string | null };

const extensions: Record<string, string> = {
  typescript: "ts tsx mts cts",
  javascript: "js jsx mjs cjs",
  python: "py pyi",
  go: "go",
  rust: "rs",
  java: "java",
  kotlin: "kt kts",
  ruby: "rb",
  php: "php",
  csharp: "cs",
  c: "c h",
  cpp: "cc cpp cxx hpp hh",
  swift: "swift",
  scala: "scala",
  shell: "sh bash zsh",
  sql: "sql",
  html: "html htm vue svelte",
  css: "css scss sass less",
};

const languages = new Map(
  Object.entries(extensions).flatMap(([language, list]) => list.split(" ").map((extension) => [extension, language])),
);

const rules: [FileKind, RegExp][] = [
  ["generated", /(^|\/)(node_modules|vendor|third_party|dist|build|out|target|coverage|__pycache__|\.next|\.venv)\//],
  [
    "generated",
    /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|[^/]+\.lock|go\.sum)$|\.(min\.(js|css)|map|snap|pb\.go|g\.dart)$|_pb2?\.(py|js|ts)$|\.generated\./,
  ],
  [
    "binary",
    /\.(png|jpe?g|gif|ico|webp|avif|pdf|zip|gz|tgz|bz2|xz|7z|jar|war|class|so|dll|dylib|exe|o|a|wasm|woff2?|ttf|otf|eot|mp[34]|mov|webm|ogg|wav|sqlite3?|db|bin|pyc)$/i,
  ],
  [
    "test",
    /(^|\/)(tests?|__tests__|spec|e2e)\/|[._-](test|spec)\.[^/.]+$|(^|\/)test_[^/]+\.py$|_test\.(go|py|rb|rs)$|[a-z]Tests?\.(java|kt|cs)$|(^|\/)conftest\.py$/,
  ],
  ["docs", /(^|\/)docs?\/.*\.[^/]+$|\.(md|mdx|rst|adoc|txt)$|(^|\/)(LICENSE|NOTICE|AUTHORS|CHANGELOG)[^/]*$/i],
  [
    "config",
    /\.(json|jsonc|ya?ml|toml|ini|cfg|conf|xml|properties|gradle|lock)$|(^|\/)(\.[^/]+|Makefile|GNUmakefile|Dockerfile[^/]*|Procfile)$|\.config\.[cm]?[jt]s$/,
  ],
];

/** Gives one entry per path, in the given order. */
export const scanFiles = (paths: string[]): ScannedFile[] =>
  paths.map((path) => {
    const language = languages.get(posix.extname(path).slice(1).toLowerCase()) ?? null;
    const kind = rules.find(([, pattern]) => pattern.test(path))?.[0] ?? (language === null ? "other" : "source");
    return { path, kind, language };
  });
