/** The table of each language. */
import type { ParsedLanguage } from "../../language.ts";
import type { LanguageTable } from "./language-table.ts";
import { bash } from "./languages/bash.ts";
import { cpp } from "./languages/cpp.ts";
import { csharp } from "./languages/csharp.ts";
import { go } from "./languages/go.ts";
import { java } from "./languages/java.ts";
import { php } from "./languages/php.ts";
import { python } from "./languages/python.ts";
import { ruby } from "./languages/ruby.ts";
import { rust } from "./languages/rust.ts";
import { javascript, tsx, typescript } from "./languages/script.ts";

/** C is read with the grammar of C++. */
export const languageTables: Readonly<Record<ParsedLanguage, LanguageTable>> = {
  typescript,
  tsx,
  javascript,
  python,
  go,
  rust,
  java,
  csharp,
  c: cpp,
  cpp,
  ruby,
  php,
  bash,
};
