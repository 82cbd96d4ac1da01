import fc from "fast-check";
import { expect, it } from "vitest";
import type { ProofResult } from "../../../src/flows/proof/remember-enrolments.ts";
import { rememberEnrolments } from "../../../src/flows/proof/remember-enrolments.ts";
import { dayMs, minuteMs } from "../../../src/model/durations.ts";
import type { UserId } from "../../../src/model/ids.ts";
import type { PersonEnrolments } from "../../../src/model/snapshot.ts";
import type { EnrolmentsByPerson, ReadPeople } from "../../../src/okta/reading/read-enrolments.ts";
import { aPlan } from "../../okta/reading-a-tiny-org.ts";
import { aBaseline } from "../../support/baseline-builder.ts";
import { anOrg, aPerson, theDefaultPolicy } from "../../support/org-builder.ts";
import { type Change, calmNight, Killed, type Night, ProofWorld } from "../../support/proof-world.ts";
import { propertyLimit, propertyRuns } from "../../support/property-runs.ts";

const orgUrl = "https://acme.okta.com";
const people = 5;
const lease = { org: "proofs", owner: "run", holder: "the test" };
const lagMs = 15 * minuteMs;

/** Answer of a run, or that it died. */
interface Said {
  readonly enrolments: EnrolmentsByPerson;
  readonly result: ProofResult;
}

async function run(world: ProofWorld, night: Night, random: () => number): Promise<Said | null> {
  const settings = Object.fromEntries((night.allowed ?? []).map((key) => [key, "OPTIONAL"]));
  const { slices } = anOrg({
    people: world.users.map((id) => aPerson(`${id}@acme.example`, { id })),
    policies: [theDefaultPolicy(settings)],
  });
  const remembering = await rememberEnrolments({
    ledger: world.ledger(),
    lease,
    connection: world.connection(),
    org: { url: orgUrl, id: null, engine: "identity" },
    baseline: aBaseline(),
    options: { maxProofAge: 3 * dayMs, random, ...(night.share !== null && { requestShare: night.share }) },
    signal: new AbortController().signal,
    caller: {
      env: {},
      signal: new AbortController().signal,
      now: () => new Date(world.now),
      warn: () => undefined,
      remark: () => undefined,
      progress: () => undefined,
    },
    rehearsedAt: undefined,
    riskOf: () => () => 0,
  });
  const read: ReadPeople = async (asked, { whyStop = () => null, onRead = () => undefined } = {}) => {
    const found: [UserId, PersonEnrolments][] = asked.map((user) => {
      const reason = whyStop();
      if (reason !== null) return [user, { kind: "unread", reason }];
      const one = world.read(user);
      onRead(user, one);
      return [user, one];
    });
    return new Map(found);
  };
  try {
    const enrolments = await remembering.enrolmentsOf({ people: world.users, plan: aPlan(), slices, read });
    const result = remembering.result();
    if (result === null) throw new Error("the run had no result");
    return { enrolments, result };
  } catch (error) {
    if (error instanceof Killed) return null;
    throw error;
  }
}

it("tells of a silent change, whichever of its writes the run that finds it dies in place of", async () => {
  const change = { person: 2, key: "webauthn", told: "never" } as const;
  const found = { ...calmNight, after: 4 * 24 * 60, changes: [change] };
  let hasSaid = false;
  for (let killedAt = 1; !hasSaid; killedAt += 1) {
    const world = new ProofWorld(people, calmNight);
    const night = async (one: Night) => {
      world.begin(one);
      return run(world, one, () => 0.5);
    };
    const changedIn = (said: Said | null) => said?.result.silentChanges.map(({ user }) => user);
    await night(calmNight);
    hasSaid = (await night({ ...found, killedAt })) !== null;
    // Nobody has kept a report, also where the reading came to its end.
    const next = await night(calmNight);
    expect([killedAt, changedIn(next)]).toEqual([killedAt, [world.users[2]]]);
    expect(next?.result.summary.silentChanges).toBe(1);
    await world.ledger().proofs.told(lease, orgUrl, new Date(world.now));
    expect(changedIn(await night(calmNight))).toEqual([]);
  }
});

const keysOf = (one: PersonEnrolments | undefined): readonly string[] | null =>
  one?.kind === "read" ? one.enrolments.map(({ key }) => key) : null;

const change = fc.record<Change>({
  person: fc.nat({ max: people - 1 }),
  key: fc.constantFrom("okta_verify", "webauthn", "google_otp"),
  told: fc.oneof(
    { weight: 8, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 15 }) },
    fc.integer({ min: 16, max: 3000 }),
    fc.constantFrom("never" as const, "twice" as const, "garbled" as const),
  ),
});
const night = fc.record<Night>({
  after: fc.oneof(fc.constant(24 * 60), fc.integer({ min: 1, max: 200_000 })),
  changes: fc.array(change, { maxLength: 4 }),
  meanwhile: fc.array(change, { maxLength: 3 }),
  trouble: fc.array(fc.option(fc.constantFrom("refused", "no link", "down"), { freq: 4 }), { maxLength: 3 }),
  killedAt: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.integer({ min: 1, max: 4 })),
  allowed: fc.constantFrom(["okta_verify", "webauthn", "google_otp"], ["okta_verify"], ["webauthn"]),
  share: fc.oneof(fc.constant(null), fc.double({ min: 0.3, max: 1, noNaN: true })),
});

/** Whether the report of a run was kept, and the process did not die of it. */
async function isTold(world: ProofWorld): Promise<boolean> {
  try {
    await world.ledger().proofs.told(lease, orgUrl, new Date(world.now));
    return true;
  } catch (error) {
    if (error instanceof Killed) return false;
    throw error;
  }
}

/**
 * Everything that a full reading would say of each person holds of the answer, or the answer is that it is not known.
 *
 * @param ends - of the run, and of those whose silent changes it may tell of, since they died before they did
 */
function holds(world: ProofWorld, { enrolments, result }: Said, ends: readonly number[]): void {
  const { summary, silentChanges } = result;
  const asOf = Date.parse(summary.asOf);
  let known = 0;
  for (const user of world.users) {
    const keys = keysOf(enrolments.get(user));
    if (keys === null) continue;
    known += 1;
    // Nothing but reading finds what no event tells of in time.
    const isTrue =
      world.wereEver(user, keys, asOf) || world.changedUntold(user, Date.parse(summary.oldest ?? ""));
    expect({ user, keys, isTrue }).toEqual({ user, keys, isTrue: true });
  }
  expect(summary.read + summary.reused).toBe(known);
  for (const { user, before } of silentChanges) {
    const since = Date.parse(before.provenAt);
    // An event may still have been on its way.
    const isFound =
      world.changedUntold(user, since) || ends.some((end) => world.changedBefore(user, end, lagMs));
    expect({ user, isFound }).toEqual({ user, isFound: true });
  }
}

it(
  "never takes for proven what is not, whatever befalls the log and the process",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(night, { minLength: 2, maxLength: 7 }),
        fc.boolean(),
        fc.nat(),
        async (all, isFiltered, seed) => {
          const nights = isFiltered ? all : all.map((one) => ({ ...one, allowed: null }));
          const world = new ProofWorld(people, calmNight);
          let dice = seed;
          const random = () => {
            dice = (dice * 1_103_515_245 + 12_345) % 2_147_483_648;
            return dice / 2_147_483_648;
          };
          let mustReadAll = false;
          let ends: number[] = [];
          for (const one of nights) {
            world.begin(one);
            const said = await run(world, one, random);
            ends.push(world.now);
            if (said === null) {
              // Whom it read before it died need not be read again.
              mustReadAll = false;
              continue;
            }
            holds(world, said, ends);
            if (mustReadAll) expect(said.result.summary.reused).toBe(0);
            // One that tells of it in place of a dead run has read everybody itself.
            mustReadAll = said.result.silentChanges.length > 0 && ends.length === 1;
            if (await isTold(world)) ends = [];
          }
        },
      ),
      { numRuns: propertyRuns(100) },
    );
  },
  propertyLimit(20_000),
);
