/** Which tests belong to the project; those inside the example repositories run in their own runs. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "bench/**/*.test.ts"],
    exclude: ["**/node_modules/**", "dist/**", "examples/*/repo/**"],
    // Tests start processes, use signals and change the umask, which worker threads cannot.
    pool: "forks",
    // Most of the time is spent waiting for child processes, so more files than processors may run at once.
    maxWorkers: 4,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    teardownTimeout: 10_000,
    allowOnly: false,
  },
});
