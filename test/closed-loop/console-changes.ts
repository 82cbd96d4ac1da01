import { authenticatorChanges } from "./changes/authenticators.ts";
import { groupChanges } from "./changes/groups.ts";
import { methodChanges } from "./changes/methods.ts";
import { peopleChanges } from "./changes/people.ts";
import { policyChanges } from "./changes/policies.ts";
import { ruleChanges } from "./changes/rules.ts";
import type { ConsoleChange } from "./console-change.ts";

/** Changes of one kind, under a heading. */
interface ChangeSection {
  readonly title: string;
  readonly changes: readonly ConsoleChange[];
}

/** Changes of Acme's org by hand, by what is changed. */
export const changeSections: readonly ChangeSection[] = [
  { title: "Authenticators", changes: authenticatorChanges },
  { title: "Methods and terms of authenticators", changes: methodChanges },
  { title: "Enrollment policies", changes: policyChanges },
  { title: "Enrollment rules", changes: ruleChanges },
  { title: "Groups", changes: groupChanges },
  { title: "People", changes: peopleChanges },
];

/** All of them, each made by itself. */
export const consoleChanges: readonly ConsoleChange[] = changeSections.flatMap(({ changes }) => changes);
