import { afterEach, beforeEach, expect, vi } from "vitest";

// The core never prints: a console call in a test means that some room talks past its reporter.
const methods = ["log", "info", "warn", "error", "debug"] as const;
let calls: string[] = [];

beforeEach(() => {
  calls = [];
  for (const method of methods) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => {
      calls.push(`console.${method}(${args.map(String).join(", ")})`);
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(calls).toEqual([]);
});
