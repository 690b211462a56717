/** How a directory with Python tests runs them: pytest where the project speaks of it, unittest otherwise. */
import type { Detect } from "./project-directory.ts";

const settingsFiles = ["pyproject.toml", "setup.cfg", "tox.ini", "setup.py", "Pipfile"];

// Dependencies are not installed: without a lockfile, or for a source distribution, that runs code of strangers.
export const detectPython: Detect = ({ has, read, files }) => {
  const tests = files.filter((file) => /(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(file));
  const isPython = settingsFiles.some(has) || has("pytest.ini") || has("requirements.txt") || tests.length > 0;
  if (!isPython) return null;

  const requirements = files.filter((file) =>
    /^(requirements|dev-requirements|test-requirements)[^/]*\.txt$/.test(file),
  );
  const speaksOfPytest = [...settingsFiles, ...requirements].some((file) => read(file)?.includes("pytest"));
  const importsPytest = () => tests.slice(0, 200).some((file) => /^\s*(import|from) pytest\b/m.test(read(file) ?? ""));
  const hasPlainTests = () => tests.slice(0, 200).some((file) => /^(async )?def test/m.test(read(file) ?? ""));
  // A package below src/ is only found when it is installed, or when the path says so.
  const isBelowSrc = files.some((file) => /^src\/[^/]+\/__init__\.py$/.test(file));
  const prefix = isBelowSrc ? ["env", "PYTHONPATH=src"] : [];
  const hasConftest = files.some((file) => file.endsWith("conftest.py"));
  if (has("pytest.ini") || hasConftest || speaksOfPytest || importsPytest() || hasPlainTests()) {
    return { test: [...prefix, "python3", "-m", "pytest", "-q"] };
  }
  if (tests.length === 0) return null;
  const directory = ["tests", "test"].find((name) => tests.some((file) => file.startsWith(`${name}/`)));
  const isPackage = directory === undefined || has(`${directory}/__init__.py`);
  return { test: [...prefix, "python3", "-m", "unittest", ...(isPackage ? [] : ["discover", "-s", directory])] };
};
