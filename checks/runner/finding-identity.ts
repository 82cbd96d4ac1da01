import { hash } from "node:crypto";
import type { Finding } from "../../src/model/report.ts";
import { partsOf } from "../../src/model/subject.ts";

type Identified = Pick<Finding, "check" | "subject" | "requirement" | "field">;

/**
 * Names a finding across runs: 32 hex digits of SHA-256 over what it is about (check, subject, requirement, field),
 * never over the values found, so that a finding keeps its name while its details change. People count by id (a login
 * can change), everything else by its names (it may not exist).
 */
export function fingerprintOf({ check, subject, requirement, field }: Identified): string {
  const names = subject.type === "user" && subject.id !== null ? [subject.id] : partsOf(subject);
  const identity = JSON.stringify([check, subject.type, ...names, requirement, field]);
  return hash("sha256", identity, "hex").slice(0, 32);
}
