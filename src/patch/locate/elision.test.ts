import { describe, expect, it } from "vitest";
import { isElidingAddition, isElision } from "./elision.ts";

describe("isElision", () => {
  it.each([
    ...[
      "...",
      "  ...",
      "…",
      "// ...",
      "# ...",
      "/* ... */",
      "<!-- ... -->",
      "// ... existing code ...",
      "-- ...",
      "// existing code",
    ],
    ...["# ... rest of the file ...", "... 12 lines ...", "{/* ... existing code ... */}", "// ... (unchanged) ..."],
  ])("takes %j for lines that are left out", (line) => {
    expect(isElision(line)).toBe(true);
  });

  it.each([
    ...["", "}", "..", "f(...args)", "...args,", "const a = [...b];", "// see above", "Loading..."],
    ...["print('... existing')", "// TODO: handle the rest", `// ... existing code ...${"x".repeat(100)}`],
  ])("takes %j for code", (line) => {
    expect(isElision(line)).toBe(false);
  });
});

describe("isElidingAddition", () => {
  it.each(["// ... existing code ...", "# ... rest of the function", "/* ... unchanged ... */"])(
    "%j says so",
    (line) => {
      expect(isElidingAddition(line)).toBe(true);
    },
  );

  it.each(["...", "// ...", "... existing code ...", "// keeps the existing code", "f(...args) // unchanged"])(
    "%j is an ordinary line",
    (line) => {
      expect(isElidingAddition(line)).toBe(false);
    },
  );
});
