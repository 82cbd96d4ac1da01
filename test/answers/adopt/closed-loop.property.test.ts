import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { adoptOrg } from "../../../src/answers/adopt/adopt-org.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import { anyApp } from "../../../src/model/app-condition.ts";
import type { EnrollmentPolicy } from "../../../src/model/live-enrollment.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { orgWithPolicies, somePeople } from "../../support/arbitrary-policies.ts";
import { aPolicy, enrolments, idOf, without } from "../../support/org-builder.ts";
import { propertyLimit, propertyRuns } from "../../support/property-runs.ts";

// Hundreds of orgs are adopted and judged twice each: seconds, on a busy machine.
vi.setConfig({ testTimeout: propertyLimit(120_000) });

const now = new Date("2026-03-01T12:00:00.000Z");
const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);

/** How the engines name what people may have. */
const engines = {
  identity: {
    keys: ["okta_password", "okta_verify", "webauthn", "phone_number"],
    kits: [[], ["webauthn"], ["okta_verify:push"], ["phone_number:sms"], ["webauthn", "okta_verify:push"]],
    shape: "authenticators",
    source: "authenticator-enrollments",
  },
  classic: {
    keys: ["okta_password", "okta_push", "fido_webauthn", "okta_sms"],
    kits: [[], ["fido_webauthn"], ["okta_push"], ["okta_sms"], ["fido_webauthn", "okta_push"]],
    shape: "factors",
    source: "factors",
  },
} as const;

/** Policies as an engine has them: Classic's speak of factors, and know no applications. */
function asOn(engine: keyof typeof engines, policy: EnrollmentPolicy): EnrollmentPolicy {
  if (engine === "identity") return policy;
  const settings = engines.classic.keys.map((key) => ({ key, id: null, enroll: "OPTIONAL" }));
  const rules = policy.rules?.map((rule) => ({ ...rule, apps: anyApp })) ?? null;
  return { ...policy, shape: "factors", settings, rules };
}

/** Orgs that get in their own way, with whatever people have enrolled. */
const orgs: fc.Arbitrary<OrgSnapshot> = fc
  .record({
    engine: fc.constantFrom("identity", "identity", "classic"),
    org: orgWithPolicies({ allowed: false }),
    kits: fc.array(fc.nat(4), { minLength: somePeople.length, maxLength: somePeople.length }),
    off: fc.option(fc.constantFrom(1, 2, 3), { nil: 0 }),
    admins: fc.subarray([...somePeople], { minLength: 1, maxLength: 2 }),
  })
  .map(({ engine, org, kits: theirs, off, admins }) => ({
    ...org,
    org: { ...org.org, engine },
    slices: {
      ...org.slices,
      policies: (org.slices.policies ?? []).map((policy) => asOn(engine, policy)),
      factors: Object.fromEntries(
        somePeople.map((login, at) => [
          idOf.user(login),
          enrolments(engines[engine].kits[theirs[at] ?? 0] ?? [], engines[engine].source),
        ]),
      ),
      authenticators: engines[engine].keys.map((key, at) => ({
        id: idOf.authenticator(key),
        key,
        name: key,
        status: at > 0 && at === off ? "INACTIVE" : "ACTIVE",
      })),
      adminRoles: {
        users: Object.fromEntries(admins.map((login) => [idOf.user(login), ["SUPER_ADMIN"]])),
        groups: {},
      },
    },
  }));

const adopt = (org: OrgSnapshot, maxExemptions = 50) =>
  adoptOrg({ org, now, checks, exemptForDays: 30, maxExemptions });

const hasTies = ({ slices: { policies = [] } }: OrgSnapshot): boolean =>
  [policies, ...policies.map(({ rules }) => rules ?? [])].some(
    (list) => new Set(list.map(({ priority }) => priority)).size < list.length,
  );

it("a check by an adopted baseline finds nothing open, and the same org gives the same bytes", () => {
  fc.assert(
    fc.property(orgs, fc.constantFrom(0, 1, 50), (org, most) => {
      const { evaluation, text } = adopt(org, most);
      const open = evaluation.findings.filter(({ status }) => status === "open");
      expect(open.map(({ message }) => message)).toEqual([]);
      expect(adopt(org, most).text).toBe(text);
      // Which of two equal numbers Okta tries first nobody can tell.
      if (!hasTies(org)) expect(evaluation.summary.verdict).toBe("in-line");
    }),
    { numRuns: propertyRuns(20) },
  );
});

/** Slices of an org by their names in a snapshot, each of which may be refused. */
const refusable = {
  groups: "groups",
  groupRules: "group-rules",
  groupMembers: "group-members",
  policies: "policies",
  authenticators: "authenticators",
  zones: "zones",
  adminRoles: "admin-roles",
  factors: "factors",
} as const;

it("what could not be read leaves a hole that is named, never something open and never a green answer", () => {
  const faults = fc.subarray(Object.keys(refusable) as (keyof typeof refusable)[], {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(orgs, faults, (whole, missing) => {
      const org = without(whole, Object.fromEntries(missing.map((name) => [name, refusable[name]])));
      const { evaluation, text } = adopt(org);
      const open = evaluation.findings.filter(({ status }) => status === "open");
      expect(open.map(({ message }) => message)).toEqual([]);
      expect(evaluation.summary.verdict).toBe("unknown");
      for (const name of missing) expect(text).toContain(refusable[name]);
      expect(adopt(org).text).toBe(text);
    }),
    { numRuns: propertyRuns(20) },
  );
});

it("what changes afterwards is found: a policy that nobody declared, put on top", () => {
  fc.assert(
    fc.property(orgs, (org) => {
      const { baseline, evaluation } = adopt(org);
      const intruder = aPolicy("Intruder", { groups: ["Everyone"], priority: 0 });
      const { policies = [] } = org.slices;
      const changed = { ...org, slices: { ...org.slices, policies: [intruder, ...policies] } };
      const before = new Set(evaluation.findings.map(({ fingerprint }) => fingerprint));
      const { findings, summary } = evaluate({ checks, baseline, org: changed, now });
      expect(summary.verdict).toBe("drift");
      const fresh = findings.filter(
        ({ fingerprint, status }) => status === "open" && !before.has(fingerprint),
      );
      expect(fresh.map(({ check, subject }) => `${check} ${subject.name}`)).toContain(
        "enrollment-policy-unmanaged Intruder",
      );
    }),
    { numRuns: propertyRuns(10) },
  );
});
