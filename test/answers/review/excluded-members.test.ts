import { describe, expect, it } from "vitest";
import { excludedMembers } from "../../../src/answers/review/excluded-members.ts";
import type { BaselinePolicy } from "../../../src/model/baseline.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aDeclaredRule,
  theDeclaredDefault,
} from "../../support/baseline-builder.ts";
import { identityOrg, parseText } from "../../support/baseline-text.ts";

const glass = "break-glass@acme.example";
const admins = (...except: readonly (readonly string[])[]): BaselinePolicy =>
  aDeclaredPolicy("Admins", ["MFA Admins"], {
    rules: except.map((exceptUsers, index) => aDeclaredRule({ name: `Rule ${index}`, exceptUsers })),
  });
const emergency = (change: Partial<BaselinePolicy> = {}, groups = ["Emergency"]): BaselinePolicy =>
  aDeclaredPolicy("Emergency", groups, change);

const warningsOf = (...enrollmentPolicies: readonly BaselinePolicy[]) =>
  excludedMembers(
    aBaseline({
      groups: [
        aDeclaredGroup("MFA Admins", { members: ["nia@acme.example", glass] }),
        aDeclaredGroup("Emergency", { members: [glass] }),
      ],
      enrollmentPolicies,
    }),
  );

describe("a declared member whom every rule of the group's policy leaves out", () => {
  it("is accepted in a baseline", () => {
    const { baseline } = parseText(
      identityOrg(`groups: [{ name: MFA Admins, members: [${glass}] }]
enrollmentPolicies:
  - name: Admins
    groups: [MFA Admins]
    rules: [{ name: Enroll, exceptUsers: [${glass}] }]`),
    );
    expect(excludedMembers(baseline).map(({ warning }) => warning.user)).toEqual([glass]);
  });

  it("is warned of, with the policy that is for them next", () => {
    expect(warningsOf(admins(["Break-Glass@acme.example"]), emergency(), theDeclaredDefault())).toEqual([
      {
        warning: {
          kind: "excluded-member",
          user: "Break-Glass@acme.example",
          group: "MFA Admins",
          policy: "Admins",
          next: "Emergency",
        },
        path: ["enrollmentPolicies", 0, "rules", 0, "exceptUsers", 0],
      },
    ]);
  });

  it.each<[string, readonly BaselinePolicy[], string | null]>([
    ["the default where no other policy is for them", [theDeclaredDefault()], "Default Policy"],
    [
      "not one that leaves them out as well",
      [emergency({ rules: [aDeclaredRule({ exceptUsers: [glass] })] })],
      null,
    ],
    ["one for everyone", [emergency({}, ["Everyone"])], "Emergency"],
    ["none where no declared policy is", [emergency({}, ["Staff"])], null],
  ])("names %s", (_, later, next) => {
    expect(warningsOf(admins([glass]), ...later)[0]?.warning.next).toBe(next);
  });

  it.each<[string, BaselinePolicy]>([
    ["whom another rule takes", admins([glass], [])],
    ["who is no member", admins(["omar@acme.example"])],
    ["whom nothing leaves out", admins([])],
    ["of a policy without rules", admins()],
  ])("is not one %s", (_, policy) => {
    expect(warningsOf(policy)).toEqual([]);
  });
});
