import { expect, it } from "vitest";
import { destinationNames, detectionIds } from "../../src/model/alert-names.ts";
import { checkIds } from "../../src/model/check-ids.ts";
import { problemsOf } from "../support/baseline-text.ts";
import { itRefuses } from "../support/refused-baselines.ts";

const requirement = (fields: string): string =>
  `requirements: [{ id: everyone, appliesTo: { everyone: true }, memberOf: [Everyone], ${fields} }]`;

const rule = (fields: string): string =>
  `enrollmentPolicies: [{ name: All, groups: [Everyone], rules: [{ name: Enroll, ${fields} }] }]`;

const exemption = (until: string): string =>
  `${requirement("severity: low")}
exemptions: [{ user: dana@acme.example, requirement: everyone, until: ${until}, reason: on leave, owner: secops }]`;

const network = "{ in: [zone, ...] } or { notIn: [zone, ...] }";

itRefuses([
  {
    says: "an unknown key at the top",
    section: "▸gruops: []",
    problem:
      'the baseline: unknown key "gruops", did you mean "groups"?; allowed: version, extends, org, groups, authenticators, enrollmentPolicies, signOn, unmanaged, requirements, standards, exemptions, accepted, unread, approvals, alerts',
  },
  {
    says: "an unknown key deep down, with no near one",
    section: rule("▸colour: red"),
    problem:
      'enrollmentPolicies[0].rules[0]: unknown key "colour"; allowed: name, enroll, network, apps, exceptUsers',
  },
  {
    says: "a missing field, with what it means",
    section: "groups:\n  - ▸members: []",
    problem: 'groups[0]: "name" is missing (The group\'s name in Okta)',
  },
  {
    says: "a number where text belongs",
    section: "groups: [{ name: ▸2024 }]",
    problem: "groups[0].name: must be text, not 2024; write it in quotes",
  },
  {
    says: "nothing where text belongs",
    section: "groups: [{ name: ▸}]",
    problem: "groups[0].name: must be text, not empty",
  },
  {
    says: "empty text",
    section: 'groups: [{ name: ▸"" }]',
    problem: "groups[0].name: must not be empty",
  },
  {
    says: "a line break in a name",
    section: String.raw`groups: [{ name: ▸"MFA\nRequired" }]`,
    problem: String.raw`groups[0].name: "MFA\nRequired" has a control character or a line break in it`,
  },
  {
    says: "text where a list belongs",
    section: "groups: ▸MFA Required",
    problem: 'groups: must be a list, not "MFA Required"',
  },
  {
    says: "an empty section",
    section: "groups:▸",
    problem: "groups: must be a list, not empty",
  },
  {
    says: "a list where a map belongs",
    section: "authenticators: ▸[webauthn]",
    problem: "authenticators: must be a map of fields, not a list",
  },
  {
    says: "a map where text belongs",
    section: "groups: [{ name: ▸{ text: MFA } }]",
    problem: "groups[0].name: must be text, not a map of fields",
  },
  {
    says: "text where true or false belongs",
    section: "groups: [{ name: MFA, managed: ▸yes }]",
    problem: 'groups[0].managed: must be true or false, not "yes"',
  },
  {
    says: "half a factor",
    section: requirement("factors: { anyOf: [webauthn], atLeast: ▸1.5 }"),
    problem: "requirements[0].factors.atLeast: must be a whole number, not 1.5",
  },
  {
    says: "no factor at all",
    section: requirement("factors: { anyOf: [webauthn], atLeast: ▸0 }"),
    problem: "requirements[0].factors.atLeast: 0 is too small; at least 1",
  },
  {
    says: "a value that is nearly one of the allowed",
    section: "authenticators: { webauthn: ▸ACTVE }",
    problem:
      'authenticators.webauthn: "ACTVE" is not allowed, did you mean ACTIVE?; allowed: ACTIVE, INACTIVE',
  },
  {
    says: "a value that is none of the allowed",
    section: rule("enroll: ▸SOMETIMES"),
    problem:
      'enrollmentPolicies[0].rules[0].enroll: "SOMETIMES" is not allowed; allowed: CHALLENGE, LOGIN, NEVER, NEVER_INCLUDING_RECOVERY',
  },
  {
    says: "a true that YAML made of a bare word",
    section: "authenticators: { webauthn: ▸true }",
    problem: "authenticators.webauthn: true is not allowed; allowed: ACTIVE, INACTIVE",
  },
  {
    says: "a network that is neither word nor zones",
    section: rule("network: ▸EVERYWHERE"),
    problem: `enrollmentPolicies[0].rules[0].network: "EVERYWHERE" must be ANYWHERE, ${network}`,
  },
  {
    says: "a network with a mistyped key",
    section: rule("network: ▸{ im: [Corp] }"),
    problem: `enrollmentPolicies[0].rules[0].network: { im } must be ANYWHERE, ${network}`,
  },
  {
    says: "a network without zones",
    section: rule("network: { in: ▸[] }"),
    problem: "enrollmentPolicies[0].rules[0].network.in: needs at least one entry",
  },
  {
    says: "a network with both sides",
    section: rule("network: ▸{ in: [Corp], notIn: [Lab] }"),
    problem: `enrollmentPolicies[0].rules[0].network: { in, notIn } must be ANYWHERE, ${network}`,
  },
  {
    says: "a group rule with a name that Okta refuses",
    section: `groups: [{ name: MFA, filledBy: { rule: ▸${"r".repeat(51)}, when: "true" } }]`,
    problem: `groups[0].filledBy.rule: "${"r".repeat(51)}" is too long; at most 50 characters`,
  },
  {
    says: "a long value, shortened",
    section: `groups: [{ name: MFA, filledBy: { rule: ▸${"r".repeat(200)}, when: "true" } }]`,
    problem: `groups[0].filledBy.rule: "${"r".repeat(79)}..." is too long; at most 50 characters`,
  },
  {
    says: "an id that is not kebab-case",
    section: "requirements: [{ id: ▸Every_One, appliesTo: { everyone: true }, memberOf: [Everyone] }]",
    problem:
      'requirements[0].id: "Every_One" must be kebab-case: lower-case letters and digits in words joined by -',
  },
  {
    says: "a duration without a unit",
    section: requirement("within: ▸24"),
    problem:
      "requirements[0].within: 24 must be a duration: a number with s, m, h or d, such as 24h or 7d, or 0",
  },
  {
    says: "a duration in weeks",
    section: requirement("within: ▸2w"),
    problem:
      'requirements[0].within: "2w" must be a duration: a number with s, m, h or d, such as 24h or 7d, or 0',
  },
  {
    says: "everyone: false",
    section: "requirements: [{ id: everyone, appliesTo: { everyone: ▸false }, memberOf: [Everyone] }]",
    problem: "requirements[0].appliesTo.everyone: false is not allowed; allowed: true",
  },
  {
    says: "an admin role that Okta does not have",
    section:
      "requirements: [{ id: admins, appliesTo: { adminRoles: [▸SUPER_ADMINS] }, memberOf: [Everyone] }]",
    problem: /.*adminRoles\[0\]: "SUPER_ADMINS" is not allowed, did you mean SUPER_ADMIN\?; allowed: SUPER/,
  },
  {
    says: "an admin role outside a list",
    section: "requirements: [{ id: admins, appliesTo: { adminRoles: ▸SUPER_ADMIN }, memberOf: [Everyone] }]",
    problem: /.*adminRoles: "SUPER_ADMIN" must be any, or a list of SUPER_ADMIN, ORG_ADMIN, /,
  },
  {
    says: "a day in words",
    section: exemption("▸next year"),
    problem: 'exemptions[0].until: "next year" must be a day written YYYY-MM-DD, such as 2026-12-31',
  },
  {
    says: "a day that the calendar does not have",
    section: exemption("▸2026-02-30"),
    problem: 'exemptions[0].until: "2026-02-30" is no day of the calendar; write YYYY-MM-DD',
  },
  {
    says: "a month that the calendar does not have",
    section: exemption("▸2026-13-01"),
    problem: 'exemptions[0].until: "2026-13-01" is no day of the calendar; write YYYY-MM-DD',
  },
  {
    says: "a detection that does not exist",
    section: "alerts: { detections: { ▸mfa-rest: off } }",
    problem: `alerts.detections: unknown key "mfa-rest", did you mean "mfa-reset"?; allowed: ${detectionIds.join(", ")}`,
  },
  {
    says: "an accepted deviation of a check that does not exist",
    section:
      "accepted: [{ check: ▸enrollment-policy-order-, subject: A, until: 2026-12-31, reason: known, owner: secops }]",
    problem: `accepted[0].check: "enrollment-policy-order-" is not allowed, did you mean enrollment-policy-order?; allowed: ${checkIds.join(", ")}`,
  },
  {
    says: "a standard that there is none of",
    section: "standards: [stig, ▸nst]",
    problem:
      'standards[1]: "nst" is not allowed, did you mean nist?; allowed: cis, iso27001, nist, pci, soc2, stig',
  },
  {
    says: "a route for a detection that does not exist",
    section: "alerts: { routes: [{ to: slack, detections: [mfa-reset, ▸zone-change] }] }",
    problem: `alerts.routes[0].detections[1]: "zone-change" is not allowed, did you mean zone-changed?; allowed: ${detectionIds.join(", ")}`,
  },
  {
    says: "a route to a destination that does not exist",
    section: "alerts: { routes: [{ to: ▸slak }] }",
    problem: `alerts.routes[0].to: "slak" is not allowed, did you mean slack?; allowed: ${destinationNames.join(", ")}`,
  },
  {
    says: "an unknown severity of a route",
    section: "alerts: { routes: [{ to: slack, minimum: ▸hihg }] }",
    problem:
      'alerts.routes[0].minimum: "hihg" is not allowed, did you mean high?; allowed: critical, high, medium, low',
  },
  {
    says: "a detection that is switched on",
    section: "alerts: { detections: { zone-changed: ▸on } }",
    problem:
      'alerts.detections.zone-changed: "on" must be off, or { severity: critical | high | medium | low }',
  },
  {
    says: "an unknown severity of a detection",
    section: "alerts: { detections: { zone-changed: { severity: ▸urgent } } }",
    problem:
      'alerts.detections.zone-changed.severity: "urgent" is not allowed; allowed: critical, high, medium, low',
  },
  {
    says: "an unknown key of a detection",
    section: "alerts: { detections: { zone-changed: { severity: low, ▸off: true } } }",
    problem: 'alerts.detections.zone-changed: unknown key "off"; allowed: severity',
  },
]);

it.each([
  [
    "no version",
    "org: { engine: identity }\n",
    '1:1: the baseline: "version" is missing (The version of this format)',
  ],
  [
    "a later version",
    "version: 2\norg: { engine: identity }\n",
    "1:10: version: 2 is not allowed; allowed: 1",
  ],
  [
    "no org",
    "version: 1\n",
    '1:1: the baseline: "org" is missing (The org: engine: identity or engine: classic)',
  ],
  [
    "no engine",
    "version: 1\norg: {}\n",
    '2:6: org: "engine" is missing (identity (Identity Engine) or classic (Classic Engine))',
  ],
  [
    "an unknown engine",
    "version: 1\norg: { engine: oie }\n",
    '2:16: org.engine: "oie" is not allowed; allowed: identity, classic',
  ],
])("complains of %s", (_, yaml, problem) => {
  expect(problemsOf(yaml)).toEqual([problem]);
});
