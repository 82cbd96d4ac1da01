import { describe, expect, it } from "vitest";
import { sampleEvent, thing } from "../../../src/alerts/detections/sample-event.ts";
import { noLiveFacts } from "../../../src/alerts/memory/live-facts.ts";
import { judgePolicyEvent } from "../../../src/alerts/policy-event/judge-policy-event.ts";
import {
  lessThanAsked,
  slicesForLessThanAsked,
} from "../../../src/evaluator/declared-sign-on/less-than-asked.ts";
import { emptyOrgMemory } from "../../../src/ledger/memory.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import type { SignInRequirement } from "../../../src/model/baseline-sign-on.ts";
import type { UserId } from "../../../src/model/ids.ts";
import type { AppPolicy } from "../../../src/model/live-sign-on.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { noRules } from "../../support/alert-rules.ts";
import { aBaseline, aRequirement } from "../../support/baseline-builder.ts";
import { aDeclaredAppPolicy, theDeclaredCatchAll } from "../../support/declared-sign-on.ts";
import { idOf, network, without } from "../../support/org-builder.ts";
import {
  type AppRuleParts,
  anApp,
  anAppPolicy,
  anyone,
  aPart,
  asks,
  catchAll,
  has,
  theDefaultSessionPolicy,
} from "../../support/sign-on-builder.ts";
import { aSignOnOrg, type SignOnParts } from "../../support/sign-on-org.ts";

const asking = (change: Partial<SignInRequirement> = {}): SignInRequirement => ({
  to: { kind: "any" },
  atLeast: "phishing-resistant",
  fromOutside: [],
  openEnrollment: false,
  reauthenticateWithinMs: null,
  ...change,
});
const everyone = (change: Partial<SignInRequirement> = {}) =>
  aRequirement("everyone", { signIn: asking(change) });
const baseline = aBaseline({ requirements: [everyone()] });
const orgOf = (policies: readonly AppPolicy[], parts: SignOnParts = {}) =>
  aSignOnOrg({
    appPolicies: [...policies, anAppPolicy("Others", [catchAll()])],
    mapped: [anApp("Payroll", "Payroll"), anApp("Wiki", "Others")],
    zones: ["Corp"],
    ...parts,
  });
const payroll = (rules: readonly AppRuleParts[] | null, change: Partial<AppPolicy> = {}) =>
  anAppPolicy("Payroll", rules, change);
const ask = (policy: AppPolicy, by: Baseline = baseline, org: OrgSnapshot = orgOf([policy])) =>
  lessThanAsked(by, org).get(policy.id) ?? null;

const resists = asks("1FA", [has(aPart({}, { phishingResistant: true }))]);
const strong = catchAll({ verification: resists });
const twoFactors = catchAll({ verification: asks("2FA") });
const kimOnly = { people: { ...anyone, userIds: ["kim" as UserId] } };
const staffOnly = { people: { ...anyone, groupIds: [idOf.group("Staff")] } };

describe("whether somebody gets in by an undeclared app policy with less than is asked of everyone", () => {
  it("tells by which rule", () => {
    expect(ask(payroll([twoFactors]))).toEqual([
      expect.stringMatching(
        /^somebody gets in with .* from anywhere: rule "Catch-all Rule" \(2FA\) of app policy "Payroll", where requirement "everyone" asks for more$/u,
      ),
    ]);
  });

  const two = aBaseline({ requirements: [everyone({ atLeast: "two-factors" })] });
  const sms = aBaseline({ requirements: [everyone({ atLeast: "strong" })] });
  const admins = aRequirement("admins", {
    appliesTo: { kind: "groups", groups: ["Admins"] },
    signIn: asking(),
  });
  const oftenAsked = aBaseline({ requirements: [everyone({ reauthenticateWithinMs: 60_000 })] });
  const withApp = (label: string) =>
    aBaseline({
      requirements: [
        everyone({ atLeast: "two-factors" }),
        aRequirement("app", {
          signIn: asking({ to: { kind: "apps", apps: [label] }, reauthenticateWithinMs: 60_000 }),
        }),
      ],
    });
  const inZone = { network: network.in("Corp") };

  it.each<[string, AppPolicy, Baseline, "less" | "enough" | null]>([
    ["a factor that resists phishing, one or not", payroll([strong]), baseline, "enough"],
    ["nobody is let in", payroll([catchAll({ access: "DENY" })]), baseline, "enough"],
    ["one factor where two are asked for", payroll([catchAll({ verification: asks("1FA") })]), two, "less"],
    ["two factors where two are asked for", payroll([twoFactors]), two, "enough"],
    ["two factors, one of which may be weak or not", payroll([twoFactors]), sms, null],
    ["a weak rule for one person", payroll([kimOnly, strong]), baseline, null],
    ["a weak rule for a group", payroll([staffOnly, strong]), baseline, null],
    ["a weak rule that is off", payroll([{ status: "INACTIVE" }, strong]), baseline, "enough"],
    ["a weak rule before the good one", payroll([{}, strong]), baseline, "less"],
    [
      "a weak catch-all after a good rule in a zone",
      payroll([{ ...inZone, verification: resists }, twoFactors]),
      baseline,
      "less",
    ],
    ["a setting that is not modelled", payroll([{ ...strong, unmodelled: ["actions.x"] }]), baseline, null],
    ["something of the policy is not modelled", payroll([strong], { unmodelled: ["x"] }), baseline, null],
    ["rules that were not read", payroll(null), baseline, null],
    ["no rule", payroll([]), baseline, null],
    ["a policy that is off", payroll([twoFactors], { status: "INACTIVE" }), baseline, null],
    [
      "a policy of accounts",
      payroll([twoFactors], { resourceType: "END_USER_ACCOUNT_MANAGEMENT" }),
      baseline,
      null,
    ],
    ["how often it asks is asked, too", payroll([strong]), oftenAsked, null],
    [
      "enough for everyone, not for some",
      payroll([twoFactors]),
      aBaseline({ requirements: [everyone({ atLeast: "two-factors" }), admins] }),
      null,
    ],
    [
      "more is asked of an application under another policy",
      payroll([twoFactors]),
      withApp("Wiki"),
      "enough",
    ],
    ["more is asked of an application under it", payroll([twoFactors]), withApp("Payroll"), null],
    ["more is asked of an application that is not there", payroll([twoFactors]), withApp("Crm"), null],
    ["nothing is asked of everyone", payroll([twoFactors]), aBaseline({ requirements: [admins] }), null],
    [
      "it is asked of one application",
      payroll([twoFactors]),
      aBaseline({ requirements: [everyone({ to: { kind: "dashboard" } })] }),
      null,
    ],
    [
      "it is asked outside a zone",
      payroll([twoFactors]),
      aBaseline({ requirements: [everyone({ fromOutside: ["Corp"] })] }),
      null,
    ],
    [
      "the policy is declared",
      payroll([twoFactors]),
      aBaseline({
        requirements: [everyone()],
        signOn: {
          sessionPolicies: [],
          appPolicies: [aDeclaredAppPolicy("Payroll", [theDeclaredCatchAll()])],
        },
      }),
      null,
    ],
  ])("%s", (_, policy, by, answer) => {
    const less = ask(policy, by);
    expect(less === null ? null : less.length > 0 ? "less" : "enough").toBe(answer);
  });

  it("is not known while a part is not read, or sessions ask for something first that is not known", () => {
    const policy = payroll([twoFactors]);
    const org = orgOf([policy]);
    for (const [slice, key] of [
      ["app-policies", "appPolicies"],
      ["app-mappings", "appMappings"],
      ["session-policies", "sessionPolicies"],
      ["authenticators", "authenticators"],
    ] as const) {
      expect(ask(policy, baseline, without(org, { [key]: slice }))).toBeNull();
    }
    const sessions = [theDefaultSessionPolicy({ unmodelled: ["actions.signon.x"] })];
    expect(ask(policy, baseline, orgOf([policy], { sessionPolicies: sessions }))).toBeNull();
  });

  it("is read only where it is asked of everyone", () => {
    expect(slicesForLessThanAsked(baseline)).toContain("app-policies");
    expect(slicesForLessThanAsked(aBaseline())).toEqual([]);
    expect(slicesForLessThanAsked({ ...baseline, org: { engine: "classic" } })).toEqual([]);
  });
});

describe("an event on an app policy that is not declared", () => {
  const action = (factorMode: string) => ({
    policyRuleActionJson: JSON.stringify({ appSignOn: { verificationMethod: { factorMode } } }),
  });
  const weakenings = (policy: AppPolicy, from: string, to: string) => {
    const changeDetails = { from: action(from), to: action(to) };
    const event = sampleEvent({
      eventType: "policy.rule.update",
      targets: [
        thing("PolicyEntity", policy.id, policy.name, { detailEntry: { policyType: "AccessPolicy" } }),
        thing("PolicyRule", "rul", "Catch-all Rule", { alternateId: policy.id, changeDetails }),
      ],
    });
    const live = { ...noLiveFacts(""), lessThanAsked: lessThanAsked(baseline, orgOf([policy])) };
    return judgePolicyEvent(event, { person: () => null, org: emptyOrgMemory, live }, noRules).weakenings;
  };

  it("goes by what people get in with, and by what it says where that is not known", () => {
    expect(weakenings(payroll([twoFactors]), "2FA", "2FA")).toEqual([
      expect.stringContaining('rule "Catch-all Rule" (2FA)'),
    ]);
    expect(weakenings(payroll([strong]), "2FA", "1FA")).toEqual([]);
    const unknown = payroll([staffOnly, strong]);
    expect(weakenings(unknown, "2FA", "1FA")).toEqual([
      'in the rule "Catch-all Rule" one factor is enough where two were asked for',
    ]);
    expect(weakenings(unknown, "2FA", "2FA")).toEqual([]);
  });
});
