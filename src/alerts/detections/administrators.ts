import { type Severity, severities } from "../../model/words.ts";
import type { Whom } from "../event/subject.ts";
import type { Memory } from "../memory/memory.ts";

/**
 * Events on the factors of an administrator are worse: whoever gets in can do the same to everybody else. One
 * step more severe than usual, with the roles named, as the org or the log tells them.
 */
export function weigh(whom: Whom, usual: Severity, memory: Memory): Whom & { readonly severity: Severity } {
  const { id } = whom.subject;
  const roles = memory.live.people.get(id)?.adminRoles ?? memory.person(id)?.adminRoles?.roles ?? [];
  if (roles.length === 0) return { ...whom, severity: usual };
  const severity = severities[Math.max(0, severities.indexOf(usual) - 1)] ?? usual;
  return { ...whom, name: `${whom.name} (administrator: ${roles.join(", ")})`, severity };
}
