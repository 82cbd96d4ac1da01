import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { z } from "zod";
import { PlumblineError } from "../../model/errors.ts";
import type { EmulatorState } from "../state/state.ts";
import { fillState } from "./fill-state.ts";
import { stateSchema } from "./state-schema.ts";

const remedy = "Correct the state file; docs/emulator.md describes every field.";

/**
 * Reads an emulator state from a JSON or YAML file and fills what it leaves out.
 * @throws PlumblineError STATE_INVALID when it cannot be read or a field is wrong; each detail names the field.
 */
export async function readStateFile(path: string): Promise<EmulatorState> {
  return parseState(await readText(path), path);
}

/**
 * Parses the text of a state, JSON being YAML too.
 * @param path what to call it in errors
 * @throws PlumblineError STATE_INVALID
 */
export function parseState(text: string, path: string): EmulatorState {
  const parsed = stateSchema.safeParse(parseYaml(text, path));
  if (parsed.success) return fillState(parsed.data);
  throw new PlumblineError("STATE_INVALID", `${path} is not an emulator state`, {
    remedy,
    details: parsed.error.issues.map(issueText),
  });
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new PlumblineError("STATE_INVALID", `${path} cannot be read`, { remedy, cause });
  }
}

function parseYaml(text: string, path: string): unknown {
  try {
    return parse(text) ?? {};
  } catch (cause) {
    const details = cause instanceof Error ? [cause.message] : [];
    throw new PlumblineError("STATE_INVALID", `${path} is neither JSON nor YAML`, { remedy, details, cause });
  }
}

function issueText(issue: z.core.$ZodIssue): string {
  const place = issue.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
  return `${place === "" ? "(top)" : place}: ${issue.message}`;
}
