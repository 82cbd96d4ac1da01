import fc from "fast-check";
import { expect, it } from "vitest";
import factorsCheck from "../../checks/factors.check.ts";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { planReads } from "../../checks/runner/plan-reads.ts";
import type { UserId } from "../../src/model/ids.ts";
import type { ReadPlan } from "../../src/model/read-plan.ts";
import type { OrgSlices } from "../../src/model/snapshot.ts";
import type { OktaConnection } from "../../src/okta/connection/connection.ts";
import { startGapList } from "../../src/okta/reading/gap-list.ts";
import { enrolmentReader } from "../../src/okta/reading/read-enrolments.ts";
import type { Reading } from "../../src/okta/reading/reading.ts";
import { aBaseline, anyOf, appliesTo, aRequirement } from "../support/baseline-builder.ts";
import { anOrg, aPerson, aPolicy, theDefaultPolicy } from "../support/org-builder.ts";
import { propertyLimit, propertyRuns } from "../support/property-runs.ts";

const amount = 110;
const logins = Array.from({ length: amount }, (_, number) => `p${number}@acme.example`);

/** Things one can have, as each of Okta's two views shows them. */
const things = {
  "okta_verify:push": { key: "okta_verify", factorType: "push", provider: "OKTA" },
  "okta_verify:totp": { key: "okta_verify", factorType: "token:software:totp", provider: "OKTA" },
  "okta_verify:signed_nonce": { key: "okta_verify", factorType: "signed_nonce", provider: "OKTA" },
  webauthn: { key: "webauthn", factorType: "webauthn", provider: "FIDO" },
  google_otp: { key: "google_otp", factorType: "token:software:totp", provider: "GOOGLE" },
  "phone_number:sms": { key: "phone_number", factorType: "sms", provider: "OKTA" },
} as const;
type Thing = keyof typeof things;
const names = Object.keys(things) as Thing[];
const keys = [...new Set(Object.values(things).map(({ key }) => key))];

interface Held {
  readonly thing: Thing;
  readonly status: string;
}

/** Okta, which shows of a person what they have: all authenticators, or the factors that a policy lets them see. */
function oktaOf(
  people: ReadonlyMap<string, readonly Held[]>,
  isAllowed: (user: string, key: string) => boolean,
) {
  let requests = 0;
  const get: OktaConnection["get"] = async ({ endpoint, ids = [] }) => {
    requests += 1;
    const [user = ""] = ids;
    const held = people.get(user) ?? [];
    const factors = held
      .filter(({ thing }) => isAllowed(user, things[thing].key))
      .map(({ thing, status }) => ({ ...things[thing], status }));
    // An authenticator is as far as the furthest of its methods.
    const furthest = held.toSorted((left, right) => (left.status > right.status ? -1 : 1));
    const enrolled = new Map(furthest.map(({ thing, status }) => [things[thing].key, status]));
    const shown = [...enrolled].map(([key, status]) => ({ key, status }));
    return { url: endpoint, body: endpoint.endsWith("/factors") ? factors : shown, header: () => null };
  };
  return { connection: { get } as OktaConnection, requests: () => requests };
}

const kit = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<readonly Thing[]>(["okta_verify:push", "okta_verify:totp"], ["webauthn"]),
  },
  fc.subarray(names),
);
const held = kit.chain((all) =>
  fc.tuple(
    ...all.map((thing) =>
      fc
        .constantFrom("ACTIVE", "ACTIVE", "ACTIVE", "PENDING_ACTIVATION")
        .map((status): Held => ({ thing, status })),
    ),
  ),
);
const settings = fc.record(
  Object.fromEntries(keys.map((key) => [key, fc.constantFrom("OPTIONAL", "OPTIONAL", "NOT_ALLOWED")])),
);
const asked = fc.record({
  anyOf: fc.subarray([...names, "okta_verify", "phone_number"], { minLength: 1 }),
  atLeast: fc.constantFrom(1, 1, 2),
});

const org = fc.record({
  people: fc.array(held, { minLength: amount, maxLength: amount }),
  staff: settings,
  others: settings,
  off: fc.subarray(["okta_verify:push", "phone_number:sms"]),
  asked: fc.array(asked, { minLength: 1, maxLength: 2 }),
});

async function read(
  reading: Omit<Reading, "gaps">,
  plan: ReadPlan,
  slices: OrgSlices,
  people: readonly UserId[],
) {
  const gaps = startGapList();
  const readPeople = enrolmentReader({ ...reading, gaps }, { plan, slices, onPerson: () => undefined });
  return { factors: await readPeople(people), gaps: gaps.all() };
}

it(
  "finds the same of everybody whether factors is asked first or second",
  async () => {
    await fc.assert(
      fc.asyncProperty(org, async ({ people, staff, others, off, asked: all }) => {
        const requirements = all.map(({ anyOf: accepted, atLeast }, index) =>
          aRequirement(`r${index}`, {
            appliesTo: index === 0 ? appliesTo.everyone : appliesTo.groups("Staff"),
            factors: anyOf(accepted, Math.min(atLeast, accepted.length)),
          }),
        );
        const baseline = aBaseline({ requirements });
        const inStaff = logins.filter((_, number) => number % 2 === 0);
        const snapshot = anOrg({
          people: logins.map((login) => aPerson(login)),
          groups: { Staff: inStaff },
          policies: [aPolicy("Staff", { groups: ["Staff"], settings: staff }), theDefaultPolicy(others)],
          authenticators: Object.fromEntries(keys.map((key) => [key, "ACTIVE"])),
          methods: Object.fromEntries(off.map((method) => [method, "INACTIVE"])),
        });
        const ids = (snapshot.slices.users?.people ?? []).map(({ id }) => id);
        const isStaff = new Set(ids.filter((_, number) => number % 2 === 0).map(String));
        const allowed = (user: string, key: string) =>
          (isStaff.has(user) ? staff : others)[key] !== "NOT_ALLOWED";
        const okta = oktaOf(new Map(ids.map((id, number) => [String(id), people[number] ?? []])), allowed);
        const reading = {
          connection: okta.connection,
          engine: "identity",
          signal: new AbortController().signal,
          toPerson: () => {
            throw new Error("nobody is read");
          },
          startedAt: new Date(),
        } as const;
        const { isEnough: _, ...usual } = planReads([factorsCheck], baseline);
        const plan = planReads([factorsCheck], baseline);
        const twice = await read(reading, usual, snapshot.slices, ids);
        const before = okta.requests();
        const once = await read(reading, plan, snapshot.slices, ids);
        const judged = [twice, once].map(({ factors, gaps }) =>
          evaluate({
            checks: [factorsCheck],
            baseline,
            org: { ...snapshot, slices: { ...snapshot.slices, factors: Object.fromEntries(factors) }, gaps },
            now: new Date("2026-03-01T00:00:00.000Z"),
          }),
        );
        expect(judged[1]).toEqual(judged[0]);
        // A trial of a few people may mislead, but not by much.
        expect(okta.requests() - before).toBeLessThanOrEqual(before + amount / 2);
      }),
      { numRuns: propertyRuns(20) },
    );
  },
  propertyLimit(20_000),
);

it("takes one request for nearly everybody where people have what is asked", async () => {
  const push: readonly Held[] = [{ thing: "okta_verify:push", status: "ACTIVE" }];
  const baseline = aBaseline({
    requirements: [aRequirement("all", { factors: anyOf(["okta_verify:push"]) })],
  });
  const { slices } = anOrg({
    people: logins.map((login) => aPerson(login)),
    policies: [theDefaultPolicy({ okta_password: "REQUIRED", okta_verify: "OPTIONAL" })],
    authenticators: { okta_verify: "ACTIVE" },
  });
  const ids = (slices.users?.people ?? []).map(({ id }) => id);
  const okta = oktaOf(new Map(ids.map((id) => [String(id), push])), () => true);
  const reading = {
    connection: okta.connection,
    engine: "identity",
    signal: new AbortController().signal,
    startedAt: new Date(),
  } as Omit<Reading, "gaps">;
  await read(reading, planReads([factorsCheck], baseline), slices, ids);
  // The twenty who were tried took two.
  expect(okta.requests()).toBe(amount + 20);
});
