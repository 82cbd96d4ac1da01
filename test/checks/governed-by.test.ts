import { describe, expect, it } from "vitest";
import governedBy from "../../checks/governed-by.check.ts";
import { evaluate } from "../../checks/runner/evaluate.ts";
import type { Baseline, BaselineRule } from "../../src/model/baseline.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aDeclaredRule,
  aRequirement,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import {
  anOrg,
  aPerson,
  aPolicy,
  idOf,
  network,
  type OrgParts,
  onlyApps,
  theDefaultPolicy,
  without,
} from "../support/org-builder.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const nia = "nia@acme.example";

const baseline = aBaseline({
  groups: [aDeclaredGroup("Admins"), aDeclaredGroup("Staff")],
  enrollmentPolicies: [
    aDeclaredPolicy("Admins", ["Admins"]),
    aDeclaredPolicy("Staff", ["Staff"]),
    theDeclaredDefault(),
  ],
  requirements: [aRequirement("everyone", { governedBy: ["Admins", "Staff"] })],
});

const orgOf = (parts: OrgParts): OrgSnapshot =>
  anOrg({ people: [aPerson(nia)], groups: { Admins: [], Staff: [nia] }, zones: ["Corp"], ...parts });

const staff = (parts: Parameters<typeof aPolicy>[1] = {}) =>
  aPolicy("Staff", { groups: ["Staff"], priority: 2, ...parts });

const judge = (org: OrgSnapshot, by: Baseline = baseline) =>
  evaluate({ checks: [governedBy], baseline: by, org, now });

describe("governed-by", () => {
  it.each<{
    readonly name: string;
    readonly policies: OrgSnapshot["slices"]["policies"];
    readonly status: string | null;
    readonly actual?: readonly string[];
    readonly says?: RegExp;
  }>([
    { name: "a required policy takes the person", policies: [staff(), theDefaultPolicy()], status: null },
    {
      name: "priorities and not the order of the list decide",
      policies: [theDefaultPolicy(), staff(), aPolicy("Staff lax", { groups: ["Staff"], priority: 3 })],
      status: null,
    },
    {
      name: "another policy of the same priority may be tried first",
      policies: [staff(), aPolicy("Staff lax", { groups: ["Staff"], priority: 2 }), theDefaultPolicy()],
      status: "unknown",
      actual: ["Staff", "Staff lax"],
    },
    {
      name: "two required policies have the same priority",
      policies: [staff(), aPolicy("Admins", { groups: ["Staff"], priority: 2 }), theDefaultPolicy()],
      status: null,
    },
    {
      name: "two others have the same priority",
      policies: ["Lax", "Laxer"].map((name) => aPolicy(name, { groups: ["Staff"], priority: 1 })),
      status: "open",
      actual: ["Lax", "Laxer"],
    },
    {
      name: "the required policy is INACTIVE",
      policies: [staff({ status: "INACTIVE" }), theDefaultPolicy()],
      status: "open",
      actual: ["Default Policy"],
    },
    {
      name: "the required policy has no rule",
      policies: [staff({ rules: [] }), theDefaultPolicy()],
      status: "open",
      actual: ["Default Policy"],
    },
    {
      name: "its only rule is INACTIVE",
      policies: [staff({ rules: [{ status: "INACTIVE" }] }), theDefaultPolicy()],
      status: "open",
      actual: ["Default Policy"],
    },
    {
      name: "its rule leaves the person out",
      policies: [staff({ rules: [{ excludedUserIds: [idOf.user(nia)] }] }), theDefaultPolicy()],
      status: "open",
      actual: ["Default Policy"],
    },
    {
      name: "another policy is tried first",
      policies: [aPolicy("Temporary", { groups: ["Everyone"], priority: 1 }), staff(), theDefaultPolicy()],
      status: "open",
      actual: ["Temporary"],
    },
    {
      name: "some networks lead elsewhere: the weakest outcome is judged",
      policies: [staff({ rules: [{ network: network.in("Corp") }] }), theDefaultPolicy()],
      status: "open",
      actual: ["Staff", "Default Policy"],
    },
    {
      name: "rules that together match any network",
      policies: [
        staff({
          rules: [
            { name: "In", network: network.in("Corp") },
            { name: "Out", network: network.notIn("Corp") },
          ],
        }),
        theDefaultPolicy(),
      ],
      status: null,
    },
    {
      name: "ALL_ZONES covers every zone, and outside all of them is somewhere",
      policies: [staff({ rules: [{ network: network.in("ALL_ZONES") }] }), theDefaultPolicy()],
      status: "open",
      actual: ["Staff", "Default Policy"],
    },
    {
      name: "whether a rule matches depends on the application, in a way that is not modelled",
      policies: [staff({ rules: [{ apps: onlyApps.odd }] }), theDefaultPolicy()],
      status: "unknown",
      actual: ["Staff", "Default Policy"],
    },
    {
      name: "a rule is for one application, and another policy for the rest",
      policies: [staff({ rules: [{ apps: onlyApps.in("Payroll") }] }), theDefaultPolicy()],
      status: "open",
      actual: ["Staff", "Default Policy"],
      says: / is governed by enrollment policy "Default Policy" for sign-ins to anything but application 0oa-Payroll, not always by "Admins" or "Staff"/,
    },
    {
      name: "a rule leaves out Okta itself, and the baseline does not say so",
      policies: [staff({ rules: [{ apps: onlyApps.notIn("type okta") }] }), theDefaultPolicy()],
      status: "open",
      actual: ["Staff", "Default Policy"],
      says: / is governed by enrollment policy "Default Policy" for sign-ins to Okta itself, not always by "Admins" or "Staff"/,
    },
    {
      name: "two rules of one policy share the applications out",
      policies: [
        staff({
          rules: [{ apps: onlyApps.in("Payroll") }, { name: "Rest", apps: onlyApps.notIn("Payroll") }],
        }),
        theDefaultPolicy(),
      ],
      status: null,
    },
    {
      name: "another policy takes one application from some networks",
      policies: [
        aPolicy("Temporary", {
          groups: ["Staff"],
          rules: [{ apps: onlyApps.in("Payroll"), network: network.in("Corp") }],
        }),
        staff({ priority: 2 }),
        theDefaultPolicy(),
      ],
      status: "open",
      actual: ["Temporary", "Staff"],
      says: / "Temporary" from some networks for sign-ins to application 0oa-Payroll, not always by "Admins" or "Staff"/,
    },
    {
      name: "a rule has a condition that is not modelled, and the outcome is wrong either way",
      policies: [
        aPolicy("Temporary", { groups: ["Staff"], rules: [{ otherConditions: ["device"] }] }),
        theDefaultPolicy(),
      ],
      status: "open",
      actual: ["Temporary", "Default Policy"],
    },
    {
      name: "the rules of an earlier policy were not read",
      policies: [
        aPolicy("Temporary", { groups: ["Staff"], priority: 1, rules: null }),
        staff(),
        theDefaultPolicy(),
      ],
      status: "unknown",
      actual: ["Temporary", "Staff"],
    },
    {
      name: "an earlier policy lists no groups",
      policies: [aPolicy("Temporary", { groups: [], priority: 1 }), staff(), theDefaultPolicy()],
      status: "unknown",
      actual: ["Temporary", "Staff"],
    },
    {
      name: "a zone does not exist",
      policies: [staff({ rules: [{ network: network.in("Old office") }] }), theDefaultPolicy()],
      status: "unknown",
      actual: ["Staff", "Default Policy"],
    },
    {
      name: "a group of an earlier policy was deleted",
      policies: [aPolicy("Temporary", { groups: ["Gone"], priority: 1 }), staff(), theDefaultPolicy()],
      status: null,
    },
    {
      name: "a policy that is not Okta's bears the default's name",
      policies: [aPolicy("Default Policy", { groups: ["Staff"], priority: 1 }), staff(), theDefaultPolicy()],
      status: "open",
      actual: ["Default Policy"],
    },
    { name: "no policy at all", policies: [], status: "open", actual: ["none"] },
  ])("$name: $status", ({ policies, status, actual, says = /./ }) => {
    const { findings, outcomes } = judge(orgOf({ policies: policies ?? [] }));
    expect(findings.map((finding) => finding.status)).toEqual(status === null ? [] : [status]);
    expect(findings.flatMap((finding) => finding.actual ?? [])).toEqual(actual ?? []);
    for (const { message } of findings) expect(message).toMatch(says);
    const outcome = { null: "in-line", open: "drift", unknown: "unknown" }[String(status)];
    expect(outcomes[0]?.status).toBe(outcome);
  });

  it("tells what was tried, up to the policy that takes the person", () => {
    const org = orgOf({
      policies: [
        aPolicy("Off", { groups: ["Staff"], priority: 1, status: "INACTIVE" }),
        aPolicy("Admins", { groups: ["Admins"], priority: 2 }),
        aPolicy("Empty", { groups: ["Staff"], priority: 3, rules: [] }),
        staff({
          priority: 4,
          rules: [
            { name: "Office", network: network.in("Corp") },
            { name: "Leavers", excludedUserIds: [idOf.user(nia)] },
          ],
        }),
        aPolicy("Excepting", {
          groups: ["Staff"],
          priority: 5,
          rules: [{ excludedUserIds: [idOf.user(nia)] }],
        }),
        theDefaultPolicy(),
      ],
    });
    expect(judge(org).findings[0]).toMatchObject({
      expected: ["Admins", "Staff"],
      message:
        'nia@acme.example is governed by enrollment policy "Default Policy" from some networks, not always by "Admins" or "Staff", which "Requirement everyone" (everyone) asks for.',
      path: [
        { policy: "Off", applies: "no", reason: "INACTIVE" },
        { policy: "Admins", applies: "no", reason: "not in its groups" },
        { policy: "Empty", applies: "no", reason: "it has no ACTIVE rule" },
        { policy: "Staff", applies: "maybe", reason: 'rule "Office" matches in Corp' },
        { policy: "Excepting", applies: "no", reason: "no rule matches" },
        { policy: "Default Policy", applies: "yes", reason: 'rule "Default Rule" matches' },
      ],
    });
  });

  it("does not speak of networks where every outcome is wrong", () => {
    const rules = [{ network: network.in("Corp") }];
    const policies = [aPolicy("Temporary", { groups: ["Staff"], priority: 1, rules }), theDefaultPolicy()];
    expect(judge(orgOf({ policies })).findings[0]?.message).toBe(
      'nia@acme.example is governed by enrollment policy "Temporary" or "Default Policy", not by "Admins" or "Staff", which "Requirement everyone" (everyone) asks for.',
    );
  });

  describe("at Okta itself, which a declared rule leaves out", () => {
    const declaredFor = (apps: BaselineRule["apps"], governed = ["Staff"]) =>
      aBaseline({
        groups: [aDeclaredGroup("Staff")],
        enrollmentPolicies: [
          aDeclaredPolicy("Staff", ["Staff"], { rules: [aDeclaredRule({ apps })] }),
          aDeclaredPolicy("Lax", ["Staff"]),
          theDeclaredDefault(),
        ],
        requirements: [aRequirement("everyone", { governedBy: governed })],
      });
    const okta = { kind: "type", name: "okta" } as const;
    const applications = declaredFor({ include: [], exclude: [okta] });
    const live = staff({ rules: [{ apps: onlyApps.notIn("type okta") }] });
    const lax = (name: string) => aPolicy(name, { groups: ["Staff"], priority: 3 });

    it.each([
      { name: "Okta's own policy may govern", by: applications, policies: [live], open: [] },
      { name: "so may another declared one", by: applications, policies: [live, lax("Lax")], open: [] },
      {
        name: "but none that nobody declared",
        by: applications,
        policies: [live, lax("Laxer")],
        open: [/ "Laxer" for sign-ins to Okta itself, not always by "Staff"/],
      },
      {
        name: "nor any where it is an application that is left out",
        by: declaredFor({ include: [], exclude: [{ kind: "label", label: "Payroll" }] }),
        policies: [staff({ rules: [{ apps: onlyApps.notIn("Payroll") }] })],
        open: [/ "Default Policy" for sign-ins to application 0oa-Payroll, not always by "Staff"/],
      },
      {
        name: "nor where Okta's own policy is what is asked for",
        by: declaredFor({ include: [], exclude: [okta] }, ["Default Policy"]),
        policies: [aPolicy("Lax", { groups: ["Staff"], rules: [{ apps: onlyApps.in("type okta") }] })],
        open: [/ "Lax" for sign-ins to Okta itself, not always by "Default Policy"/],
      },
    ])("$name", ({ by, policies, open }) => {
      const { findings } = judge(orgOf({ policies: [...policies, theDefaultPolicy()] }), by);
      expect(findings.map(({ message }) => message)).toEqual(
        open.map((words) => expect.stringMatching(words)),
      );
    });
  });

  it("cannot tell when the members of a group that decides were not read", () => {
    const org = orgOf({
      policies: [aPolicy("Temporary", { groups: ["Admins"], priority: 1 }), staff(), theDefaultPolicy()],
    });
    const { [idOf.group("Admins")]: _, ...groupMembers } = org.slices.groupMembers ?? {};
    const { findings } = judge({ ...org, slices: { ...org.slices, groupMembers } });
    expect(findings).toMatchObject([
      { status: "unknown", message: expect.stringContaining('the members of "Admins" were not read') },
    ]);
  });

  it("takes a group that a restricted reader does not see for what may be Everyone", () => {
    const org = orgOf({
      policies: [aPolicy("Temporary", { groups: ["Unseen"], priority: 1 }), staff(), theDefaultPolicy()],
    });
    const groups = org.slices.groups?.filter(({ type }) => type !== "BUILT_IN") ?? [];
    expect(judge({ ...org, slices: { ...org.slices, groups } }).findings).toMatchObject([
      { status: "unknown" },
    ]);
  });

  it("cannot tell when one of the policies was not read", () => {
    const gaps = [{ slice: "policies", reason: "unreadable: settings", affected: 1, ids: ["00pX"] }] as const;
    const { findings } = judge(orgOf({ policies: [staff(), theDefaultPolicy()], gaps }));
    expect(findings).toMatchObject([{ status: "unknown", actual: ["none", "Staff"] }]);
  });

  it.each([
    {
      name: "the policy that was not read may be a required one",
      live: [staff(), theDefaultPolicy()],
      status: "unknown",
    },
    {
      name: "the required ones were all read, and none of them takes the person",
      live: [staff(), aPolicy("Admins", { groups: ["Admins"], priority: 1 }), theDefaultPolicy()],
      status: "open",
    },
  ])("somebody under the Default Policy is $status where $name", ({ live, status }) => {
    const gaps = [{ slice: "policies", reason: "unreadable: status", affected: 1, ids: ["00pX"] }] as const;
    const { findings } = judge(orgOf({ groups: { Admins: [], Staff: [] }, policies: live, gaps }));
    expect(findings).toMatchObject([{ status, actual: ["none", "Default Policy"] }]);
  });

  it("decides by zones that were not read, since rules name only those that exist", () => {
    const org = orgOf({
      policies: [staff({ rules: [{ network: network.in("ALL_ZONES") }] }), theDefaultPolicy()],
    });
    const { zones: _, ...slices } = org.slices;
    expect(judge({ ...org, slices }).findings).toMatchObject([{ status: "open" }]);
  });

  it("is unknown, and says why, when a slice it needs is missing", () => {
    const org = without(orgOf({}), { policies: "policies" }, "403 E0000006 no permission");
    const { outcomes, findings, summary } = judge(org);
    expect(findings).toEqual([]);
    expect(outcomes).toEqual([
      {
        check: "governed-by",
        status: "unknown",
        reason: "policies: 403 E0000006 no permission",
      },
    ]);
    expect(summary).toMatchObject({ verdict: "unknown", people: { inScope: 1, examined: 0 } });
  });

  it("asks for nothing when no requirement names a policy", () => {
    expect(governedBy.needs(aBaseline({ requirements: [aRequirement("everyone")] }))).toEqual([]);
  });
});
