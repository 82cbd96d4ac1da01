import { describe, expect, it } from "vitest";
import { grantedRoles } from "../../../src/alerts/attribution/granted-roles.ts";
import { personLeadsFor } from "../../../src/alerts/attribution/person-leads.ts";
import { asTarget, dana, sampleEvent, thing } from "../../../src/alerts/detections/sample-event.ts";
import type { CheckId } from "../../../src/model/check-ids.ts";
import { aBaseline, appliesTo, aRequirement } from "../../support/baseline-builder.ts";
import { anOrg, aPerson, idOf } from "../../support/org-builder.ts";
import { sampleFinding } from "../../support/sample-report.ts";

const login = "dana@acme.example";
const baseline = aBaseline({
  requirements: [
    aRequirement("admins", { appliesTo: { kind: "adminRoles", roles: "any" } }),
    aRequirement("staff", { appliesTo: appliesTo.groups("Staff") }),
  ],
});
const plainOrg = anOrg({ people: [aPerson(login)], groups: { Staff: [], Desk: [login] } });
const holding = {
  users: {},
  groups: { [idOf.group("Desk")]: ["HELP_DESK_ADMIN"], [idOf.group("Staff")]: ["X"] },
};
const org = { ...plainOrg, slices: { ...plainOrg.slices, adminRoles: holding } };

const finding = (requirement: string, check: CheckId = "governed-by") =>
  sampleFinding({ check, requirement, subject: { type: "user", id: idOf.user(login), name: login } });

describe("who made somebody an administrator", () => {
  it("is asked for the person and for the groups with roles that they are in", () => {
    expect(personLeadsFor({ finding: finding("admins"), org, baseline })).toEqual([
      [
        {
          eventTypes: [
            "user.account.privilege.grant",
            "group.privilege.grant",
            "iam.resourceset.bindings.add",
          ],
          targets: [idOf.user(login), idOf.group("Desk")],
        },
      ],
    ]);
    const [leads] = personLeadsFor({ finding: finding("admins", "factors"), org: plainOrg, baseline }) ?? [];
    expect(leads?.map(({ eventTypes }) => eventTypes[0])).toEqual([
      "user.mfa.factor.reset_all",
      "user.mfa.factor.deactivate",
      "user.account.privilege.grant",
    ]);
    const { groupMembers: _, ...slices } = org.slices;
    expect(
      personLeadsFor({ finding: finding("admins"), org: { ...org, slices }, baseline })?.[0],
    ).toMatchObject([{ targets: [idOf.user(login)] }]);
  });

  it.each(["staff", "no-such-requirement"])("is not asked for a requirement on others: %s", (requirement) => {
    expect(personLeadsFor({ finding: finding(requirement), org, baseline })).toBeNull();
  });
});

it.each([
  ["user.account.privilege.grant", "Super administrator", "granted Super administrator"],
  ["group.privilege.grant", "Report administrator", "granted Report administrator to a group"],
  ["user.account.privilege.grant", "", "granted an administrator role"],
  ["iam.resourceset.bindings.add", undefined, "granted an administrator role"],
  ["group.user_membership.remove", undefined, null],
])("%s of %s is told as %s", (eventType, privilegeGranted, words) => {
  const debugData = privilegeGranted === undefined ? {} : { privilegeGranted };
  const targets = [asTarget(dana), thing("UserGroup", "00g1", "Desk")];
  expect(grantedRoles(sampleEvent({ eventType, targets, debugData }))).toBe(words);
});
