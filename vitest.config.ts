import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/fail-on-console.ts", "test/support/fixed-seed.ts"],
    // Two cores are what CI has; more workers only make the socket tests wait for each other.
    maxWorkers: 2,
    testTimeout: 20_000,
    coverage: {
      provider: "v8",
      include: [
        "model/**",
        "policy/**",
        "okta/**",
        "checks/**",
        "report/**",
        "cli/**",
        "emulator/**",
        "stacks/**",
        "alerts/**",
      ],
      exclude: ["**/*.yaml", "**/*.json"],
      reporter: ["text-summary", "json-summary"],
      thresholds: {
        lines: 90,
        branches: 90,
        "model/**": { lines: 95, branches: 95 },
        "policy/**": { lines: 95, branches: 95 },
        "checks/**": { lines: 95, branches: 95 },
        "report/**": { lines: 95, branches: 95 },
      },
    },
  },
});
