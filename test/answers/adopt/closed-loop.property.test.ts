import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { adoptOrg } from "../../../src/answers/adopt/adopt-org.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { orgWithPolicies, somePeople } from "../../support/arbitrary-policies.ts";
import { aPolicy, enrolments, idOf } from "../../support/org-builder.ts";
import { propertyRuns } from "../../support/property-runs.ts";

// Hundreds of orgs are adopted and judged twice each: seconds, on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const now = new Date("2026-03-01T12:00:00.000Z");
const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
const kits = [[], ["webauthn"], ["okta_verify:push"], ["phone_number:sms"], ["webauthn", "okta_verify:push"]];

/** Orgs that get in their own way, with whatever people have enrolled. */
const orgs: fc.Arbitrary<OrgSnapshot> = fc
  .record({
    org: orgWithPolicies({ allowed: false }),
    kits: fc.array(fc.constantFrom(...kits), { minLength: somePeople.length, maxLength: somePeople.length }),
    off: fc.subarray(["webauthn", "okta_verify", "phone_number"], { maxLength: 1 }),
    admins: fc.subarray([...somePeople], { minLength: 1, maxLength: 2 }),
  })
  .map(({ org, kits: theirs, off, admins }) => ({
    ...org,
    slices: {
      ...org.slices,
      factors: Object.fromEntries(
        somePeople.map((login, at) => [idOf.user(login), enrolments(theirs[at] ?? [])]),
      ),
      authenticators: ["okta_password", "okta_verify", "webauthn", "phone_number"].map((key) => ({
        id: idOf.authenticator(key),
        key,
        name: key,
        status: off.includes(key) ? "INACTIVE" : "ACTIVE",
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
    { numRuns: propertyRuns(200) },
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
    { numRuns: propertyRuns(100) },
  );
});
