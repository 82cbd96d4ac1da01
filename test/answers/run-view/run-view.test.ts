import { describe, expect, it } from "vitest";
import { runFigures } from "../../../src/answers/run-view/run-figures.ts";
import { runView } from "../../../src/answers/run-view/run-view.ts";
import { packedView, unpackedView } from "../../../src/ledger/packed-view.ts";
import { protectionSteps, reached } from "../../../src/model/run-view.ts";
import { type JudgedOrg, judgedAcme } from "../../support/judged-acme.ts";

const acme = await judgedAcme();
const view = runView(acme);
const personCalled = (login: string, of = view) => of.people.find((person) => person.login === login);

/** The same org without some of what was read. */
const without = (...slices: readonly (keyof JudgedOrg["org"]["slices"])[]): JudgedOrg => {
  const left = Object.entries(acme.org.slices).filter(([name]) => !slices.some((slice) => slice === name));
  return {
    ...acme,
    report: { ...acme.report, findings: [] },
    org: { ...acme.org, slices: Object.fromEntries(left) },
  };
};

describe("what a run keeps for the page", () => {
  it("has everybody with roles and the applications that are read", () => {
    expect(view.people).toHaveLength(acme.view.people.length);
    expect(view.people.filter(({ roles }) => (roles ?? []).length > 0).map(({ login }) => login)).toContain(
      "nia@acme.example",
    );
    const { apps = [] } = acme.org.slices;
    for (const { label, userIds } of apps) {
      const there = view.people.filter((person) => person.apps?.includes(label) === true);
      expect(there.map(({ id }) => id).sort()).toEqual(
        userIds.filter((id) => view.people.some((person) => person.id === id)).sort(),
      );
    }
    expect(apps.map(({ label }) => label)).toContain("Payroll");
  });

  it("says of what was not read that it is not known, and never no", () => {
    const blind = runView(
      without("adminRoles", "apps", "policies", "factors", "sessionPolicies", "appPolicies"),
    );
    const nia = personCalled("nia@acme.example", blind);
    expect(nia).toMatchObject({ roles: null, apps: null, ways: [] });
    expect(nia?.steps).toEqual(protectionSteps.map(() => "unknown"));
    expect(blind.policies).toEqual([]);
    expect(runFigures(blind.people).steps[0]).toMatchObject({ yes: 0, no: 0 });
  });

  it("tells people whom an undeclared policy governs from those governed as declared", () => {
    expect(personCalled("jerome@acme.example")?.steps[0]).toBe("no");
    expect(personCalled("aicha@acme.example")?.steps[0]).toBe("yes");
  });

  it("names the policies, whom they are for, and which of them the baseline declares", () => {
    const byName = new Map(view.policies.map((policy) => [policy.name, policy]));
    expect(byName.get("Temp contractors")).toMatchObject({
      isDeclared: false,
      people: 2,
      kind: "enrollment",
    });
    expect(byName.get("Admins")).toMatchObject({ isDeclared: true, groups: ["MFA Admins"] });
    expect(byName.get("Contractors")?.rules).toContain("Enroll in the office: enroll CHALLENGE, in Corp");
  });

  it("counts each person in no step after one that is missed or not known", () => {
    const { steps, inScope, met } = runFigures(view.people);
    let left = inScope;
    for (const { yes, no, unknown } of steps) {
      expect(yes + no + unknown).toBe(left);
      left = yes;
    }
    expect(met.people).toBeLessThan(met.asked);
    expect(reached(["yes", "no", "yes"])).toEqual(["yes", "no", null]);
    expect(reached(["unknown", "yes"])).toEqual(["unknown", null]);
  });

  it("is the same after it was packed, and equal things are one object", () => {
    const packed = [...packedView(view)].join("");
    const again = unpackedView(JSON.parse(packed));
    expect(again).toEqual(JSON.parse(JSON.stringify(view)));
    expect(packed.length).toBeLessThan(JSON.stringify(view).length / 2);
    const [first, second] = again.people.filter(({ groups }) => groups.length === 1);
    expect(first?.groups).toBe(second?.groups);
  });

  it("refuses a kept view with numbers that lead nowhere", () => {
    const packed = JSON.parse([...packedView(view)].join(""));
    expect(() => unpackedView({ ...packed, people: [["00u1", "kim@acme.example", 999_999]] })).toThrow(
      RangeError,
    );
  });
});
