import { describe, expect, it } from "vitest";
import type { AppliedStack } from "../../../src/model/applied-stack.ts";
import type { GroupId, GroupRuleId, OrgId, PolicyId, PolicyRuleId } from "../../../src/model/ids.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { knownNames } from "../../../src/report/redaction/known-names.ts";

const snapshotOf = (url: string, id: string | null = null): OrgSnapshot => ({
  schemaVersion: 2,
  takenAt: "2026-11-23T10:00:00.000Z",
  org: { url, id: id as OrgId | null, engine: "identity" },
  slices: {},
  gaps: [],
});

const stack: AppliedStack = {
  file: "stack.json",
  sha256: null,
  groupIds: { Contractors: "00gcontractors" as GroupId },
  groups: [{ id: "00gstaff" as GroupId, name: "Staff" }],
  groupRules: [
    {
      id: "0prstaff" as GroupRuleId,
      name: "Fill staff",
      expression: "true",
      groupIds: [],
      excludedUserIds: [],
    },
  ],
  memberships: [],
  authenticators: {},
  policies: [
    {
      id: "00padmins" as PolicyId,
      name: "Admins",
      isDefault: false,
      priority: 1,
      groupIds: [],
      settings: {},
      terms: {},
    },
  ],
  rules: [
    {
      id: "0prrule" as PolicyRuleId,
      policyId: "00padmins" as PolicyId,
      name: "At sign-in",
      priority: 1,
      enroll: "CHALLENGE",
      network: { kind: "anywhere" },
      excludedUserIds: [],
    },
  ],
};

const namesOf = (sources: Partial<Parameters<typeof knownNames>[0]>) =>
  [...knownNames({ baselines: [], snapshot: null, stack: null, ...sources })].map(
    ({ kind, name }) => `${kind} ${name}`,
  );

describe("the names that a redaction looks for", () => {
  it.each([
    ["https://acme.okta.com", ["org acme.okta.com", "org acme"]],
    ["https://acme-admin.oktapreview.com", ["org acme-admin.oktapreview.com", "org acme"]],
    ["https://login.acme.example", ["org login.acme.example"]],
    ["http://127.0.0.1:8080", ["org 127.0.0.1"]],
  ])("of %s are its host and its company's", (url, names) => {
    expect(namesOf({ snapshot: snapshotOf(url) })).toEqual(names);
    expect(namesOf({ snapshot: snapshotOf(url, "00oacme") })).toContain("org 00oacme");
  });

  it("are those of a stack, too: what it made may be gone from the org", () => {
    expect(namesOf({ stack })).toEqual([
      "group Contractors",
      "id 00gcontractors",
      "group Staff",
      "id 00gstaff",
      "rule Fill staff",
      "id 0prstaff",
      "rule At sign-in",
      "id 0prrule",
      "policy Admins",
      "id 00padmins",
    ]);
  });
});
