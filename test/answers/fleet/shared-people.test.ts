import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FleetPerson } from "../../../src/answers/fleet/fleet-people.ts";
import { sharedPeople } from "../../../src/answers/fleet/shared-people.ts";
import { factorStrengths } from "../../../src/model/fleet-report.ts";

const nia = (part: Partial<FleetPerson> = {}): FleetPerson => ({
  login: "nia@acme.example",
  roles: [],
  signIn: null,
  usable: "strong",
  ...part,
});

const compared = (...held: readonly Partial<FleetPerson>[]) => {
  const orgs = held.map((part, index) => ({ org: `org-${index}`, people: [nia(part)] }));
  const { people, undecided, administrators, uneven } = sharedPeople(orgs);
  return { people, undecided, administrators: administrators.length, uneven };
};

describe("somebody in several orgs", () => {
  it("is known by the login, whatever the case of its letters", () => {
    const { people, uneven } = sharedPeople([
      { org: "prod", people: [nia(), nia({ login: "kim@acme.example" })] },
      { org: "dev", people: [nia({ login: "Nia@Acme.example", usable: "weak" })] },
    ]);
    expect(people).toBe(1);
    expect(uneven).toEqual([
      {
        login: "nia@acme.example",
        orgs: [
          { org: "prod", roles: [], signIn: null, usable: "strong" },
          { org: "dev", roles: [], signIn: null, usable: "weak" },
        ],
        weakest: ["dev"],
        unknownIn: [],
        comparedBy: "usable factors",
      },
    ]);
  });

  it("is compared by how they sign in, where that is known of as many orgs", () => {
    const [one] = compared(
      { signIn: "phishing-resistant", usable: "weak" },
      { signIn: "one-factor", usable: "phishing-resistant" },
    ).uneven;
    expect(one).toMatchObject({ weakest: ["org-1"], comparedBy: "sign-in" });
  });

  it("is compared by factors where sign-in is known of fewer", () => {
    const [one] = compared(
      { signIn: "phishing-resistant", usable: "weak" },
      { signIn: "unknown", usable: "strong" },
    ).uneven;
    expect(one).toMatchObject({ weakest: ["org-0"], unknownIn: [], comparedBy: "usable factors" });
  });

  it("is compared where it is known, and named where it is not", () => {
    const [one] = compared({ usable: "strong" }, { usable: null }, { usable: "weak" }).uneven;
    expect(one).toMatchObject({ weakest: ["org-2"], unknownIn: ["org-1"] });
  });

  it("is undecided where it is known of one org alone", () => {
    expect(compared({ usable: "strong" }, { usable: null })).toEqual({
      people: 1,
      undecided: 1,
      administrators: 0,
      uneven: [],
    });
  });

  it("is not uneven where all that is known is alike", () => {
    expect(compared({}, {}, { usable: null })).toMatchObject({ people: 1, undecided: 0, uneven: [] });
  });

  it("is an administrator of several orgs, uneven or not, and told once", () => {
    const admin = { roles: ["SUPER_ADMIN"] };
    expect(compared(admin, admin)).toMatchObject({ administrators: 1, uneven: [] });
    expect(compared(admin, { ...admin, usable: "weak" })).toMatchObject({ administrators: 1, uneven: [] });
    expect(compared(admin, { roles: null, usable: "weak" }).uneven).toHaveLength(1);
    expect(compared(admin, { roles: null }).administrators).toBe(0);
  });
});

it("names nobody who is in one org alone", () => {
  expect(sharedPeople([{ org: "prod", people: [nia()] }])).toEqual({
    people: 0,
    undecided: 0,
    administrators: [],
    uneven: [],
  });
});

it("never names an org as weakest where another that is known holds them less", () => {
  const strength = fc.option(fc.constantFrom(...factorStrengths), { nil: null });
  fc.assert(
    fc.property(fc.array(strength, { minLength: 2, maxLength: 5 }), (strengths) => {
      const { uneven } = compared(...strengths.map((usable) => ({ usable })));
      for (const { orgs, weakest } of uneven) {
        const rank = (org: string): number => {
          const usable = orgs.find((one) => one.org === org)?.usable ?? null;
          return usable === null ? Number.POSITIVE_INFINITY : factorStrengths.indexOf(usable);
        };
        const least = Math.min(...orgs.map(({ org }) => rank(org)));
        expect(weakest).toEqual(orgs.map(({ org }) => org).filter((org) => rank(org) === least));
      }
    }),
    { numRuns: 50 },
  );
});
