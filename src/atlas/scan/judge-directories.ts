/** Tells by the directories above a file whether it belongs to tests, examples or documentation; the outermost that says so decides. */
import { isTestName } from "./is-test-name.ts";
import { isBelowSource, isPackage, isPackageRoot, type PathParts, wordSet } from "./path-parts.ts";

const tests = wordSet(
  "tests __tests__ __test__ __mocks__ __fixtures__ __testfixtures__ testdata test-data test_data testcases test-cases fixtures e2e mocks " +
    "unittests unit-tests unit_tests integration-tests integration_tests functional-tests functional_tests acceptance-tests e2e-tests e2e_tests test-fixtures test_fixtures testfixtures test-d type-tests typetests dts-test",
);
/** In a package these may be the product itself: `packages/test-utils/src`. */
const perhapsTests = wordSet("test test-utils test_utils testutil testutils test-helpers test_helpers testhelpers");
/** Below sources these are the product's words. */
const testsOutsideSources = wordSet("spec specs cypress");
const testProject =
  /[._-](?:unit|integration|functional|e2e)?-?tests$|[a-z0-9](?:\.|Unit|Integration)?Tests$|\.(?:Test|Specs|UnitTest)$/;

const examples = wordSet("examples __examples__ benchmarks");
const examplesOutsideSources = wordSet(
  "example sample samples demo demos benchmark bench benches playground playgrounds tutorial tutorials docs_src",
);
const docs = wordSet("docs doc documentation javadoc");

/** `com/example/…` and `org/test/…` are packages, not examples and tests. */
const domains = wordSet("com org net io dev");

const jvm = wordSet("java kotlin scala groovy");
const withLib = wordSet("ruby elixir");

/** `product` where even a name like `DataJpaTest.java` is no test; null where the directories say nothing. */
export const judgeDirectories = (parts: PathParts): "test" | "example" | "docs" | "product" | null => {
  const { directories, lowerDirectories, language } = parts;
  for (const [at, name] of lowerDirectories.entries()) {
    const next = directories[at + 1] ?? "";
    if (name === "src" && jvm.has(language ?? "") && /^main$|Main$/.test(next)) return "product";
    if (name === "src" && /^(?:test|it)$|^(?:test|androidTest)[A-Z]|[a-z]Test$/.test(next)) return "test";
    if (name === "lib" && withLib.has(language ?? "")) return "product";
    if (domains.has(lowerDirectories[at - 1] ?? "")) continue;
    if (isTestDirectory(parts, at)) return "test";
    if (examples.has(name)) return "example";
    if (isBelowSource(parts, at)) continue;
    if (examplesOutsideSources.has(name)) return "example";
    if (docs.has(name) && isTopOfProject(lowerDirectories, at)) return "docs";
  }
  return null;
};

/** Further down `docs` is a page of the product (`templates/site/docs/sidebar.html`), and `apps/docs/src` is a program. */
const isTopOfProject = (lowerDirectories: readonly string[], at: number): boolean =>
  (at <= 1 && !isPackage(lowerDirectories, at)) || (at === 2 && isPackageRoot(lowerDirectories[0]));

const isTestDirectory = (parts: PathParts, at: number): boolean => {
  const name = parts.lowerDirectories[at] ?? "";
  if (tests.has(name) || testProject.test(parts.directories[at] ?? "")) return true;
  if (testsOutsideSources.has(name)) return !isBelowSource(parts, at);
  if (!perhapsTests.has(name) || isPackage(parts.lowerDirectories, at)) return false;
  return at === 0 || !isTestModule(parts, at);
};

/** Frameworks ship test clients: `django/test/client.py`, `FrameworkBundle/Test/KernelTestCase.php`. */
const isTestModule = (parts: PathParts, at: number): boolean => {
  const isDirectlyIn = at === parts.directories.length - 1;
  return (
    (parts.language === "php" || (parts.language === "python" && isDirectlyIn && parts.name !== "__init__.py")) &&
    !isTestName(parts)
  );
};
