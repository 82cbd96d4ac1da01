import { describe, expect, it } from "vitest";
import { fleetPeople } from "../../../src/answers/fleet/fleet-people.ts";
import type { PersonEnrolments } from "../../../src/model/snapshot.ts";
import { aBaseline } from "../../support/baseline-builder.ts";
import { judgedAcme } from "../../support/judged-acme.ts";
import {
  anOrg,
  aPerson,
  enrolled,
  enrolments,
  theDefaultPolicy,
  without,
} from "../../support/org-builder.ts";
import { emptyView } from "../../support/sample-report.ts";

const acme = await judgedAcme();
const nia = "nia@acme.example";
const keys = ["okta_password", "okta_verify", "webauthn", "phone_number", "custom_otp"];
const active = Object.fromEntries(keys.map((key) => [key, "ACTIVE"]));
const allowed = Object.fromEntries(keys.map((key) => [key, "OPTIONAL"]));

/** An org in which Nia has these factors. */
const orgOf = (held: PersonEnrolments | null, settings = allowed) =>
  anOrg({
    people: [aPerson(nia)],
    authenticators: active,
    policies: [theDefaultPolicy(settings)],
    ...(held !== null && { enrolments: { [nia]: held } }),
  });

function usableIn(org: ReturnType<typeof anOrg>) {
  const [person] = acme.view.people;
  if (person === undefined) throw new Error("nobody is at Acme");
  const people = [{ ...person, id: `00u-${nia}`, login: nia, standing: "in-scope" as const }];
  return fleetPeople({ ...emptyView, people }, { baseline: aBaseline(), org })[0]?.usable;
}

describe("the strongest factor that somebody could use", () => {
  it.each<[string, readonly string[], string | null]>([
    ["nothing", [], "none"],
    ["a password", ["okta_password"], "none"],
    ["a text message", ["phone_number:sms"], "weak"],
    ["a push and a text message", ["okta_verify:push", "phone_number:sms"], "strong"],
    ["a security key and a push", ["webauthn", "okta_verify:push"], "phishing-resistant"],
    ["Okta Verify by FastPass", ["okta_verify:signed_nonce"], "phishing-resistant"],
    ["Okta Verify by a method that is not shown", ["okta_verify"], "strong"],
  ])("with %s", (_, held, strength) => {
    expect(usableIn(orgOf(enrolments(held)))).toBe(strength);
  });

  it("is none of those that the policy in effect forbids", () => {
    const settings = { ...allowed, webauthn: "NOT_ALLOWED" };
    expect(usableIn(orgOf(enrolments(["webauthn", "phone_number:sms"]), settings))).toBe("weak");
  });

  it("is not known where enrolments were not read", () => {
    expect(usableIn(orgOf(null))).toBeNull();
    expect(usableIn(orgOf({ kind: "unread", reason: "403" }))).toBeNull();
  });

  it("is not known where policies were not read, unless there is nothing to use", () => {
    const unread = (held: readonly string[]) =>
      usableIn(without(orgOf(enrolments(held)), { policies: "policies" }));
    expect(unread(["webauthn"])).toBeNull();
    expect(unread([])).toBe("none");
  });

  it("is not known with a factor that nobody knows, unless another is as strong as any", () => {
    const strange = enrolled("new_thing", { known: true });
    const settings = { ...allowed, new_thing: "OPTIONAL" };
    const org = (...held: readonly string[]) => {
      const made = orgOf(enrolments([...held, strange]), settings);
      const others = made.slices.authenticators ?? [];
      const unknown = { ...others[0], id: "autNew", key: "new_thing", name: "new", status: "ACTIVE" };
      return { ...made, slices: { ...made.slices, authenticators: [...others, unknown] } } as typeof made;
    };
    expect(usableIn(org("phone_number:sms"))).toBeNull();
  });
});

it("takes roles and the weakest way in from the view, of people who can sign in", () => {
  const { view, baseline, org } = acme;
  const people = fleetPeople(view, { baseline, org });
  const inScope = view.people.filter(({ standing }) => standing === "in-scope");
  expect(people.map(({ login }) => login)).toEqual(inScope.map(({ login }) => login));
  expect(people.map(({ signIn }) => signIn)).toEqual(inScope.map(({ ways }) => ways[0]?.level ?? null));
  expect(people.find(({ login }) => login === nia)).toMatchObject({
    roles: expect.arrayContaining(["SUPER_ADMIN"]),
    usable: "phishing-resistant",
  });
  const blind = { ...view, people: view.people.map((person) => ({ ...person, ways: [] })) };
  expect(fleetPeople(blind, { baseline, org }).every(({ signIn }) => signIn === null)).toBe(true);
});
