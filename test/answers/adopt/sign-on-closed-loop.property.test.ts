import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { adoptOrg } from "../../../src/answers/adopt/adopt-org.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import type { AppRule, SessionRule } from "../../../src/model/live-sign-on.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { appPolicy, groupNames, sessionPolicies, zoneNames } from "../../support/arbitrary-sign-on.ts";
import { aPerson, enrolments } from "../../support/org-builder.ts";
import { propertyLimit, propertyRuns } from "../../support/property-runs.ts";
import { anApp, anAppPolicy, catchAll } from "../../support/sign-on-builder.ts";
import { aSignOnOrg, traits } from "../../support/sign-on-org.ts";

// Hundreds of orgs are adopted and judged several times each: seconds, on a busy machine.
vi.setConfig({ testTimeout: propertyLimit(600_000) });

const now = new Date("2026-03-01T12:00:00.000Z");
const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
const kits = [[], ["webauthn"], ["okta_verify"], ["phone_number"]];
const logins = ["kim@acme.example", "nia@acme.example", "omar@acme.example"];

/** Orgs with session and app policies of every kind, and people with this and that enrolled. */
const orgs: fc.Arbitrary<OrgSnapshot> = fc
  .record({
    sessions: sessionPolicies,
    strong: appPolicy,
    theirs: fc.array(fc.constantFrom(...kits), { minLength: logins.length, maxLength: logins.length }),
    staff: fc.subarray([...logins]),
  })
  .map(({ sessions, strong, theirs, staff }) =>
    aSignOnOrg({
      people: logins.map((login) => aPerson(login, { signOn: traits() })),
      groups: Object.fromEntries(groupNames.map((name, index) => [name, index === 0 ? staff : []])),
      zones: zoneNames,
      adminRoles: { users: { "nia@acme.example": ["SUPER_ADMIN"] } },
      enrolments: Object.fromEntries(logins.map((login, at) => [login, enrolments(theirs[at] ?? [])])),
      sessionPolicies: sessions,
      appPolicies: [strong, anAppPolicy("Any two factors", [catchAll()], { system: true })],
      mapped: [anApp("Payroll", "Strong"), anApp("Wiki", "Any two factors")],
    }),
  );

const adopt = (org: OrgSnapshot, maxExemptions = 50) =>
  adoptOrg({ org, now, checks, exemptForDays: 30, maxExemptions });

it("a check by an adopted baseline finds nothing open and nothing unknown, and the same org gives the same bytes", () => {
  fc.assert(
    fc.property(orgs, fc.constantFrom(0, 50), (org, most) => {
      const { evaluation, text } = adopt(org, most);
      const left = evaluation.findings.filter(({ status }) => status === "open" || status === "unknown");
      expect(left.map(({ check, message }) => `${check}: ${message}`)).toEqual([]);
      expect(evaluation.summary.verdict).toBe("in-line");
      expect(adopt(org, most).text).toBe(text);
    }),
    { numRuns: propertyRuns(20) },
  );
});

/** Rules that were declared, and one field of one of them changed by hand. */
const sessionChange = (rule: SessionRule): SessionRule => ({
  ...rule,
  session: { ...rule.session, idleMinutes: rule.session.idleMinutes + 1 },
});
const appChange = (rule: AppRule): AppRule => ({
  ...rule,
  access: rule.access === "ALLOW" ? "DENY" : "ALLOW",
});

it("one change afterwards is found, and nothing else of the sign-on side", () => {
  fc.assert(
    fc.property(orgs, fc.nat(), (org, pick) => {
      const { baseline, adopted } = adopt(org);
      const rules = [
        ...adopted.sessions.declared.flatMap(({ policy, rules: those }) =>
          those
            .filter(({ access }) => access === "ALLOW")
            .map((rule) => ({ policy: policy.name, rule, family: "session" })),
        ),
        ...adopted.apps.declared.flatMap(({ policy, rules: those }) =>
          those.map((rule) => ({ policy: policy.name, rule, family: "app" })),
        ),
      ];
      const chosen = rules[pick % Math.max(rules.length, 1)];
      fc.pre(chosen !== undefined);
      if (chosen === undefined) return;
      const { sessionPolicies: sessions = [], appPolicies: apps = [] } = org.slices;
      const changed: OrgSnapshot = {
        ...org,
        slices: {
          ...org.slices,
          sessionPolicies: sessions.map((policy) => ({
            ...policy,
            rules:
              policy.rules?.map((rule) => (rule.id === chosen.rule.id ? sessionChange(rule) : rule)) ?? null,
          })),
          appPolicies: apps.map((policy) => ({
            ...policy,
            rules: policy.rules?.map((rule) => (rule.id === chosen.rule.id ? appChange(rule) : rule)) ?? null,
          })),
        },
      };
      const { findings } = evaluate({ checks, baseline, org: changed, now });
      const ofSignOn = findings.filter(
        ({ check, status }) => status === "open" && /^(session|app)-/.test(check),
      );
      expect(ofSignOn.map(({ check, subject, field }) => [check, subject.name, field])).toEqual([
        [
          `${chosen.family}-rule`,
          `${chosen.policy} / ${chosen.rule.name}`,
          chosen.family === "session" ? "session.idle" : "access",
        ],
      ]);
    }),
    { numRuns: propertyRuns(10) },
  );
});
