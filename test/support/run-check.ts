import type { Check, FindingDraft } from "../../checks/contract/check.ts";
import { judge } from "../../src/evaluator/judgement.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";

/** Findings of one check, without the runner around it. */
export function draftsOf(check: Check, baseline: Baseline, org: OrgSnapshot): readonly FindingDraft[] {
  const results = check.evaluate({
    baseline,
    org,
    now: new Date("2026-03-01T00:00:00.000Z"),
    reactivated: new Map(),
    stack: null,
    judgement: judge(baseline, org),
  });
  return [...results].map((result) => {
    if ("unknown" in result) throw new Error(`could not tell: ${result.unknown}`);
    return result;
  });
}

/** The part of a draft that a table of cases spells out; an open finding needs no status said. */
export interface Found {
  readonly subject: string;
  readonly field: string | null;
  readonly status?: "unknown";
  readonly severity?: string;
  readonly expected: FindingDraft["expected"];
  readonly actual: FindingDraft["actual"];
}

/** Findings of one check, as its table of cases writes it. */
export function foundBy(check: Check, baseline: Baseline, org: OrgSnapshot): readonly Found[] {
  return draftsOf(check, baseline, org).map((draft) => ({
    subject: `${draft.subject.type} ${draft.subject.name}`,
    field: draft.field,
    ...(draft.status === "unknown" ? { status: "unknown" } : {}),
    ...(draft.severity === undefined ? {} : { severity: draft.severity }),
    expected: draft.expected,
    actual: draft.actual,
  }));
}
