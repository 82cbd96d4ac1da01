import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Environment } from "../../src/model/environment.ts";
import { errorLines } from "../../src/model/error-lines.ts";
import { PlumblineError } from "../../src/model/errors.ts";
import { loadBaseline } from "../load-baseline.ts";
import { baselinePlace } from "./baseline-place.ts";
import type { BaselineAnswer } from "./contract/baseline-answer.ts";
import type { AskBaseline } from "./to-policy.ts";

/** Reads baselines, each path once: a run asks for the same one with every rule and resource. */
export function askBaselineIn(env: Environment): AskBaseline {
  const answers = new Map<string | null, Promise<BaselineAnswer>>();
  return (configured) => {
    const answer = answers.get(configured) ?? read(configured, env);
    answers.set(configured, answer);
    return answer;
  };
}

async function read(configured: string | null, env: Environment): Promise<BaselineAnswer> {
  try {
    const { path, folder } = baselinePlace(configured, env);
    const { baseline } = await loadBaseline(path, (file) => readFile(resolve(folder, file)));
    return { kind: "read", baseline };
  } catch (error) {
    if (error instanceof PlumblineError) return { kind: "unreadable", lines: errorLines(error) };
    // Nobody foresaw it; the pack must still stop the update, and not die without a word of why.
    const message = error instanceof Error ? error.message : String(error);
    const remedy = "report it with the baseline that led to it";
    return { kind: "unreadable", lines: errorLines({ code: "INTERNAL", message, details: [], remedy }) };
  }
}
