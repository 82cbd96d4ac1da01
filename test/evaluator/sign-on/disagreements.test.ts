import { describe, expect, it } from "vitest";
import { judge } from "../../../src/evaluator/judgement.ts";
import { type HeldAgainst, holdAgainst } from "../../../src/evaluator/sign-on/disagreements.ts";
import type { AppId, PolicyRuleId, UserId } from "../../../src/model/ids.ts";
import type { SimulatedRule, SimulatedSide } from "../../../src/model/simulation.ts";
import { aBaseline } from "../../support/baseline-builder.ts";
import { network } from "../../support/org-builder.ts";
import {
  anApp,
  anAppPolicy,
  asks,
  catchAll,
  theDefaultSessionPolicy,
} from "../../support/sign-on-builder.ts";
import { aSignOnOrg, kim, kimHas } from "../../support/sign-on-org.ts";

const session = theDefaultSessionPolicy();
const strong = anAppPolicy("Strong", [
  { name: "Office", network: network.in("Corp"), verification: asks("1FA") },
  catchAll({ verification: asks("2FA") }),
]);
const org = aSignOnOrg({
  people: [kim],
  zones: ["Corp"],
  sessionPolicies: [session],
  appPolicies: [strong],
  mapped: [anApp("Payroll", "Strong"), anApp("Service", null)],
  enrolments: kimHas("google_otp"),
});

const ruleOf = (
  policy: {
    readonly name: string;
    readonly rules: readonly { readonly id: PolicyRuleId; readonly name: string }[] | null;
  },
  at: number,
): SimulatedRule => {
  const rule = policy.rules?.[at];
  return {
    policy: policy.name,
    ruleId: rule?.id ?? ("0prNone" as PolicyRuleId),
    rule: rule?.name ?? "Elsewhere",
  };
};
const [office, last, ofSession] = [ruleOf(strong, 0), ruleOf(strong, 1), ruleOf(session, 0)];
const side = (matched: readonly SimulatedRule[], open: readonly SimulatedRule[] = []): SimulatedSide => ({
  matched,
  open,
});

const told = (
  app: SimulatedSide,
  more: { userId?: string; appId?: string; session?: SimulatedSide; refusals?: readonly string[] } = {},
) =>
  holdAgainst(
    {
      wanted: 1,
      answers: [
        {
          userId: (more.userId ?? kim.id) as UserId,
          appId: (more.appId ?? "0oa-Payroll") as AppId,
          session: more.session ?? side([ofSession]),
          app,
        },
      ],
      refusals: more.refusals ?? [],
    },
    org,
    judge(aBaseline(), org),
  );
const notCompared = "1 of its answers are about people or policies that were not read";

describe("Okta's own simulation", () => {
  it.each<[string, HeldAgainst, readonly string[]]>([
    ["agrees where it leaves open what hangs on the network", told(side([last], [office])), []],
    [
      "disagrees where it names a rule that cannot be reached",
      told(side([ruleOf(strong, 7)])),
      [
        'the app rule for kim@acme.example at Payroll is not settled: Okta says that rule "Elsewhere" of "Strong" decides, and we that "Office" of "Strong", "Catch-all Rule" of "Strong" can',
      ],
    ],
    [
      "disagrees where it leaves out one that can",
      told(side([last])),
      [
        'the app rule for kim@acme.example at Payroll is not settled: we say that rule "Office" of "Strong" can decide, and Okta that "Catch-all Rule" of "Strong" does',
      ],
    ],
    [
      "disagrees where it names none",
      told(side([last], [office]), { session: side([]) }),
      [
        'the session rule for kim@acme.example at Payroll is not settled: Okta names no rule, and we "Default Rule" of "Default Policy"',
      ],
    ],
    [
      "is named where it refuses",
      told(side([last], [office]), { refusals: ["403 E0000006"] }),
      ["Okta's own simulation: 403 E0000006"],
    ],
    ["is no agreement on people who are not there", told(side([]), { userId: "00u-gone" }), [notCompared]],
    ["is none on applications without a policy", told(side([]), { appId: "0oa-Service" }), [notCompared]],
    ["is none on applications that are not there", told(side([]), { appId: "0oa-gone" }), [notCompared]],
  ])("%s", (_, { differences, counts }, expected) => {
    expect(differences).toEqual(expected);
    const isOfRefusal = expected.every((difference) => difference.startsWith("Okta's own"));
    expect(counts).toEqual({ wanted: 1, asked: 1, agreed: Number(isOfRefusal) });
  });
});
