/** What in a line silences a linter, a type checker, a scanner or the measuring of coverage, and whether it silences more than it names. */
import type { Language } from "./split-code.ts";

const linters =
  /\b(?:eslint-disable\w{0,10}(?:-\w{1,10}){0,2}|biome-ignore(?:-\w{1,10})?|oxlint-disable(?:-\w{1,10}){0,2}|deno-lint-ignore(?:-file)?|stylelint-disable(?:-\w{1,10}){0,2}|prettier-ignore|NOLINT\w{0,10}|noinspection|nopep8|rubocop:disable|phpcs:ignore|shellcheck disable|ktlint-disable|swiftlint:disable)\b|@ts-(?:ignore|nocheck|expect-error)\b|@phpstan-ignore|(?:^|\s)(?:noqa\b|type:\s*ignore\b|mypy:\s*ignore|pylint:\s*(?:disable|skip-file)|pyright:\s*(?:ignore|basic)|ruff:\s*noqa|flake8:\s*noqa|nolint\b|lint:ignore\b)|^nolint\b/;

const scanners =
  /\b(?:nosec|nosemgrep|NOSONAR|gitleaks:allow|trufflehog:ignore|secretlint-disable|checkov:skip|tfsec:ignore|trivy:ignore|snyk:ignore|zizmor:\s*ignore|skipcq)\b|#nosec\b|\b(?:lgtm|codeql)\s*\[/;

const coverage =
  /(?:^|\s)(?:pragma:\s*no cover\b|(?:istanbul|c8|v8) ignore\b|coverage:ignore)|\b(?:LCOV|GCOVR)_EXCL|@codeCoverageIgnore/;

/** Whole files, types as such, or every rule there is. */
const broad =
  /\b(?:eslint|oxlint|stylelint)-disable(?!-(?:next-)?line)\b|\b(?:eslint|oxlint|stylelint)-disable-(?:next-)?line\s*(?:--|$)|\bbiome-ignore-all\b|\bdeno-lint-ignore-file\b|\bdeno-lint-ignore\s*$|@ts-(?:ignore|nocheck)\b|(?:^|\s)(?:(?:ruff|flake8):\s*noqa|noqa\b(?!\s*:)|type:\s*ignore\b(?!\[)|mypy:\s*ignore|pylint:\s*(?:disable=all|skip-file)|pyright:\s*(?:ignore\b(?!\[)|basic)|nolint\b(?!:))|^nolint\b(?!:)|\bNOLINT(?:NEXTLINE|BEGIN)?(?!\w|\s*\()|\brubocop:disable all\b|\bswiftlint:disable all\b/;

const inCode: Partial<Record<Language, RegExp>> = {
  rust: /#!?\[\s*(?:allow|expect)\s*\(/,
  java: /@SuppressWarnings\b|@Suppress\b/,
};

const broadInLine: Partial<Record<Language, RegExp>> = {
  rust: /#!\[\s*(?:allow|expect)\s*\(|#\[\s*(?:allow|expect)\s*\(\s*(?:warnings|clippy::all|unused)\b/,
  java: /@Suppress(?:Warnings)?\s*\(\s*\{?\s*"(?:all|unchecked all)"/,
};

export type SuppressionText = { code: string; comment: string; raw: string };

/** Null where nothing is silenced; `isBroad` where a scanner, coverage, or more than named rules of one line are. */
export const findSuppression = (
  { code, comment, raw }: SuppressionText,
  language: Language,
): { isBroad: boolean } | null => {
  const isScanner = scanners.test(comment);
  const isCoverage = coverage.test(comment);
  const isAttribute = inCode[language]?.test(code) ?? false;
  if (!isScanner && !isCoverage && !isAttribute && !linters.test(comment)) return null;
  const silencesMuch = broad.test(comment) || (isAttribute && (broadInLine[language]?.test(raw) ?? false));
  return { isBroad: isScanner || isCoverage || silencesMuch };
};
