/** Tells by a file's own name that it is a test, after the habits of its language. */
import { isBelowSource, type PathParts } from "./path-parts.ts";

const script =
  /(?:[._-]tests?|\.specs?|\.e2e|[.-]e2e-spec|\.cy|\.test-d|\.tst)\.[a-z]+$|^(?:setupTests|tests?)\.[a-z]+$/;
const jvm = /(?:[A-Za-z0-9]Tests?|[a-z0-9]IT)\.[a-z]+$/;
const native = /(?:_tests?|_unittests?|-test)\.[a-z+]+$|^test[_-].*\.[a-z+]+$|[a-z0-9]Tests?\.[a-z+]+$/;

const byLanguage: Record<string, RegExp> = {
  typescript: script,
  tsx: script,
  javascript: script,
  vue: script,
  svelte: script,
  python: /^test_.*\.pyi?$|_tests?\.py$|^(?:conftest|tests|runtests)\.py$/,
  go: /_test\.go$/,
  rust: /^tests?\.rs$|_tests?\.rs$|^test_.*\.rs$/,
  java: jvm,
  kotlin: jvm,
  scala: /[A-Za-z0-9](?:Tests?|Spec|Suite)\.scala$/,
  groovy: /[A-Za-z0-9](?:Tests?|Spec|IT)\.groovy$/,
  csharp: /[A-Za-z0-9.]Tests?\.cs$/,
  fsharp: /[A-Za-z0-9.]Tests?\.fs$/,
  c: native,
  cpp: native,
  ruby: /_(?:spec|test)\.rb$|^test_.*\.rb$|^(?:spec|test|rails)_helper\.rb$/,
  php: /[A-Za-z0-9]Test\.php$/,
  swift: /[A-Za-z0-9]Tests?\.swift$/,
  dart: /_test\.dart$/,
  elixir: /_test\.exs$/,
  erlang: /_(?:SUITE|tests)\.erl$/,
  haskell: /[a-z0-9]Spec\.hs$|^Spec\.hs$/,
  clojure: /_test\.clj[cs]?$/,
  lua: /_(?:spec|test)\.lua$/,
  bash: /[._-]tests?\.(?:ba|z)?sh$|^test[._-].*\.(?:ba|z)?sh$/,
};

const endings = /\.(?:feature|bats|phpt|test|t)$/;

export const isTestName = (parts: PathParts): boolean => {
  const { name, language, lowerName, lowerDirectories } = parts;
  if (language === null) return endings.test(lowerName);
  if (!byLanguage[language]?.test(name)) return false;
  // A library about testing has `test.ts` and `speed-test.ts` of its own.
  const isPlain = byLanguage[language] === script && /^tests?\.|-tests?\./.test(name);
  return !(isPlain && isBelowSource(parts, lowerDirectories.length));
};
