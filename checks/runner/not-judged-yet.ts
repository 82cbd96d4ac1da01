import type { Baseline } from "../../src/model/baseline.ts";
import { checkIds } from "../../src/model/check-ids.ts";
import type { ReportGap } from "../../src/model/report.ts";
import type { Slice } from "../../src/model/snapshot.ts";

/** A part that a baseline may declare, the check without which nothing judges it, and the slice it is about. */
interface Part {
  readonly name: string;
  readonly check: string;
  readonly slice: Slice;
  readonly isDeclared: (baseline: Baseline) => boolean;
}

const parts: readonly Part[] = [
  {
    name: "signOn.sessionPolicies",
    check: "session-rule",
    slice: "session-policies",
    isDeclared: ({ signOn }) => signOn.sessionPolicies.length > 0,
  },
  {
    name: "signOn.appPolicies",
    check: "app-rule",
    slice: "app-policies",
    isDeclared: ({ signOn }) => signOn.appPolicies.length > 0,
  },
  {
    name: "signIn",
    check: "sign-in",
    slice: "app-policies",
    isDeclared: ({ requirements }) => requirements.some(({ signIn }) => signIn !== null),
  },
  {
    name: "recovery",
    check: "recovery",
    slice: "password-policies",
    isDeclared: ({ requirements }) => requirements.some(({ recovery }) => recovery !== null),
  },
];

/** What a baseline declares and no check of this version judges: a gap, for silence would look like an org in line. */
export function notJudgedYet(baseline: Baseline): readonly ReportGap[] {
  const known: readonly string[] = checkIds;
  return parts
    .filter(({ check, isDeclared }) => !known.includes(check) && isDeclared(baseline))
    .map(({ name, slice }) => ({
      slice,
      reason: `the baseline declares ${name}, which this version does not judge yet`,
      affected: 0,
    }));
}
