import type { Check } from "../../../checks/contract/check.ts";
import { judge } from "../../evaluator/judgement.ts";
import { dropGone } from "../../evaluator/people/standing.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { JudgedFramework } from "../../model/kept-standard.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { judgeByPeople } from "../../standards/judge-standards.ts";
import { registerOf } from "../../standards/register-of-exceptions.ts";
import { loadFrameworks } from "../catalogue/load-frameworks.ts";

/** The answers to those standards that a baseline pins and these checks judge, as `plumbline standards` gives them. */
export async function pinnedAnswers(
  { checks, baseline }: { readonly checks: readonly Check[]; readonly baseline: Baseline },
  org: OrgSnapshot,
  now: Date,
): Promise<readonly JudgedFramework[]> {
  const pinned = checks.flatMap((check) =>
    check.about === "standard" && baseline.standards.includes(check.standard) ? check.standard : [],
  );
  if (pinned.length === 0) return [];
  // The check has worked it out already.
  const judgement = judge(baseline, dropGone(org).org);
  return judgeByPeople(await loadFrameworks(pinned), org, now, registerOf(baseline), judgement);
}
