import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import type { Baseline, Requirement } from "../../src/model/baseline.ts";
import type { Enrolment, OrgSnapshot, PersonEnrolments } from "../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aDeclaredRule,
  anyOf,
  appliesTo,
  aRequirement,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import { aPerson, enrolled, enrolments, idOf } from "../support/org-builder.ts";
import { orgTrueTo } from "../support/org-true-to.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const checks = await loadChecks();
const logins = ["nia", "omar", "dana", "mei", "li", "sara"].map((name) => `${name}@acme.example`);
const factorNames = [
  "okta_verify:push",
  "okta_verify:totp",
  "okta_verify",
  "webauthn",
  "google_otp",
  "phone_number:sms",
];
const settings = {
  okta_password: "REQUIRED",
  okta_verify: "OPTIONAL",
  webauthn: "OPTIONAL",
  google_otp: "OPTIONAL",
  phone_number: "OPTIONAL",
} as const;
const authenticators = {
  okta_password: "ACTIVE",
  okta_verify: "ACTIVE",
  webauthn: "ACTIVE",
  google_otp: "ACTIVE",
  phone_number: "ACTIVE",
} as const;

/** Groups that between them hold everybody, a policy each, requirements that the org can keep. */
const soundBaselines: fc.Arbitrary<Baseline> = fc
  .record({
    homes: fc.array(fc.nat(2), { minLength: logins.length, maxLength: logins.length }),
    excepted: fc.subarray(logins, { maxLength: 1 }),
    asked: fc.subarray(factorNames, { minLength: 1 }),
    isPhishingResistant: fc.boolean(),
    appliesToAll: fc.boolean(),
  })
  .map(({ homes, excepted, asked, isPhishingResistant, appliesToAll }) => {
    const names = ["Admins", "Staff", "Contractors"];
    const members = (at: number) => logins.filter((_, person) => homes[person] === at);
    const used = names.filter((_, at) => members(at).some((login) => !excepted.includes(login)));
    const policies = used.map((name) =>
      aDeclaredPolicy(name, [name], {
        authenticators: settings,
        rules: [aDeclaredRule({ exceptUsers: excepted })],
      }),
    );
    const factors: Requirement["factors"] = isPhishingResistant
      ? { kind: "phishingResistant", atLeast: 1 }
      : anyOf(asked);
    return aBaseline({
      authenticators,
      groups: names.map((name, at) => aDeclaredGroup(name, { members: members(at), onlyMembers: true })),
      enrollmentPolicies: [...policies, theDeclaredDefault({ authenticators: settings })],
      requirements: [
        aRequirement("factors", {
          appliesTo: appliesToAll ? appliesTo.everyone : appliesTo.groups("Staff"),
          factors,
        }),
        ...used.map((name) =>
          aRequirement(`in-${name.toLowerCase()}`, {
            appliesTo: appliesTo.groups(name),
            memberOf: [name, "Everyone"],
            governedBy: [name, ...(excepted.length > 0 ? ["Default Policy"] : [])],
          }),
        ),
      ],
    });
  });

const withEnrolments = (org: OrgSnapshot, of: Readonly<Record<string, PersonEnrolments>>): OrgSnapshot => ({
  ...org,
  slices: {
    ...org.slices,
    users: { people: logins.map((login) => aPerson(login)), deprovisioned: 0 },
    factors: Object.fromEntries(Object.entries(of).map(([login, read]) => [idOf.user(login), read])),
  },
});

const judge = (baseline: Baseline, org: OrgSnapshot) => evaluate({ checks, baseline, org, now });

const someEnrolments: fc.Arbitrary<PersonEnrolments> = fc.oneof(
  fc
    .record({
      kind: fc.constant("read" as const),
      source: fc.constantFrom("authenticator-enrollments" as const, "factors" as const),
      enrolments: fc.array(
        fc.record({
          ref: fc.constantFrom(...factorNames),
          status: fc.constantFrom("ACTIVE", "ACTIVE", "PENDING_ACTIVATION", "EXPIRED"),
          known: fc.constantFrom(true, true, false),
        }),
        { maxLength: 4 },
      ),
    })
    .map(({ kind, source, enrolments: shown }) => ({
      kind,
      source,
      enrolments: shown.map(({ ref, ...rest }) => enrolled(ref, rest)),
      factors: null,
    })),
  fc.constant({ kind: "unread" as const, reason: "500" }),
);

const everyonesEnrolments = fc
  .tuple(...logins.map(() => someEnrolments))
  .map((reads) => Object.fromEntries(logins.map((login, at) => [login, reads[at] ?? enrolments([])])));

/** The same lists in another order, by a rotation. */
const rotate = <Item>(items: readonly Item[], by: number): readonly Item[] => {
  const at = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
};

function listsRotated(org: OrgSnapshot, by: number): OrgSnapshot {
  const {
    users,
    groups = [],
    groupMembers = {},
    policies = [],
    factors = {},
    authenticators: listed = [],
  } = org.slices;
  return {
    ...org,
    slices: {
      ...org.slices,
      users: {
        people: rotate(users?.people ?? [], by).toReversed(),
        deprovisioned: users?.deprovisioned ?? null,
      },
      groups: rotate(groups, by),
      authenticators: rotate(listed, by),
      groupMembers: Object.fromEntries(
        rotate(Object.entries(groupMembers), by).map(([id, members]) => [id, rotate(members, by)]),
      ),
      policies: rotate(policies, by).map((policy) => ({
        ...policy,
        rules: rotate(policy.rules ?? [], by),
        settings: rotate(policy.settings, by),
      })),
      factors: Object.fromEntries(
        rotate(Object.entries(factors), by).map(([id, read]) => [
          id,
          read.kind === "read" ? { ...read, enrolments: rotate(read.enrolments, by) } : read,
        ]),
      ),
    },
  };
}

describe("a whole org", () => {
  it("that is true to its baseline is in line", () => {
    fc.assert(
      fc.property(soundBaselines, (baseline) => {
        const strong = enrolments([
          "okta_verify:push",
          "okta_verify:totp",
          "webauthn",
          "google_otp",
          "phone_number:sms",
        ]);
        const org = withEnrolments(
          orgTrueTo(baseline),
          Object.fromEntries(logins.map((login) => [login, strong])),
        );
        const { summary, findings, outcomes } = judge(baseline, org);
        expect(findings).toEqual([]);
        expect(outcomes.filter(({ status }) => status !== "in-line")).toEqual([]);
        expect(summary.verdict).toBe("in-line");
      }),
    );
  });

  it("is judged the same whatever the order of its lists and people", () => {
    fc.assert(
      fc.property(
        soundBaselines,
        soundBaselines,
        everyonesEnrolments,
        fc.nat(7),
        (baseline, other, reads, by) => {
          // Held to another baseline than the one it obeys, an org has drift of many kinds.
          const org = withEnrolments(orgTrueTo(other), reads);
          expect(judge(baseline, listsRotated(org, by))).toEqual(judge(baseline, org));
        },
      ),
    );
  });

  it("gets no finding on factors from one more that is ACTIVE", () => {
    fc.assert(
      fc.property(
        soundBaselines,
        everyonesEnrolments,
        fc.constantFrom(...logins),
        fc.constantFrom(...factorNames),
        (baseline, reads, login, ref) => {
          const org = orgTrueTo(baseline);
          const read = reads[login];
          const more: PersonEnrolments =
            read?.kind === "read"
              ? { ...read, enrolments: [...read.enrolments, enrolled(ref)] }
              : enrolments([ref]);
          const lacking = (of: typeof reads) =>
            judge(baseline, withEnrolments(org, of))
              .findings.filter(({ check }) => check === "factors")
              .map(({ fingerprint }) => fingerprint);
          const before = new Set(lacking(reads));
          expect(lacking({ ...reads, [login]: more }).filter((one) => !before.has(one))).toEqual([]);
        },
      ),
    );
  });

  it("is never in line for a person with nothing that counts", () => {
    const useless: readonly Enrolment[] = [
      enrolled("webauthn", { status: "PENDING_ACTIVATION" }),
      enrolled("webauthn", { known: false }),
      enrolled("okta_password"),
    ];
    fc.assert(
      fc.property(
        soundBaselines,
        fc.subarray([...useless]),
        fc.constantFrom("authenticator-enrollments" as const, "factors" as const),
        (baseline, shown, source) => {
          const all = Object.fromEntries(logins.map((login) => [login, enrolments(shown, source)]));
          const { findings } = judge(baseline, withEnrolments(orgTrueTo(baseline), all));
          const [asked] = baseline.requirements;
          const staff = baseline.groups.find(({ name }) => name === "Staff")?.members.length ?? 0;
          const covered = asked?.appliesTo.kind === "everyone" ? logins.length : staff;
          expect(findings.filter(({ check }) => check === "factors")).toHaveLength(covered);
        },
      ),
    );
  });
});
