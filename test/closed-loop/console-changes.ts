import { authenticatorChanges } from "./changes/authenticators.ts";
import { groupChanges } from "./changes/groups.ts";
import { peopleChanges } from "./changes/people.ts";
import { policyChanges } from "./changes/policies.ts";
import { ruleChanges } from "./changes/rules.ts";
import type { ConsoleChange } from "./console-change.ts";

/** What can be done to Acme's org by hand, each change by itself. */
export const consoleChanges: readonly ConsoleChange[] = [
  ...authenticatorChanges,
  ...policyChanges,
  ...ruleChanges,
  ...groupChanges,
  ...peopleChanges,
];
