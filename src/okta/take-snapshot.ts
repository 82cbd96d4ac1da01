import type { UserId } from "../model/ids.ts";
import type { ReadPlan } from "../model/read-plan.ts";
import type { Cost } from "../model/report.ts";
import type { OrgSlices, OrgSnapshot, PersonEnrolments } from "../model/snapshot.ts";
import type { OktaConnection } from "./connection/connection.ts";
import { failOnFirst401 } from "./reading/first-call.ts";
import { startGapList } from "./reading/gap-list.ts";
import { type EnrolmentsOf, enrolmentReader } from "./reading/read-enrolments.ts";
import { readGranted } from "./reading/read-granted.ts";
import { readOrganization } from "./reading/read-organization.ts";
import { type ReadProgress, secondsLeft } from "./reading/read-progress.ts";
import type { Reading } from "./reading/reading.ts";
import { unlikelyParts } from "./reading/unlikely-parts.ts";
import type { UsersOf } from "./reading/users-of.ts";
import { ReadFailure } from "./transport/read-failure.ts";
import { stoppedError } from "./transport/stop-words.ts";
import { personReader } from "./wire/users.ts";

/** Substitutes for reading people. */
export interface SnapshotMemory {
  readonly usersOf: UsersOf;
  readonly enrolmentsOf: EnrolmentsOf;
}

export interface SnapshotOptions {
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Says whom to read, and what stands for the others; everybody is read unless given. */
  readonly memory?: SnapshotMemory;
  /** Ends the reading early, with gaps. */
  readonly signal?: AbortSignal;
}

const noMemory: SnapshotMemory = {
  usersOf: ({ all }) => all(),
  enrolmentsOf: ({ people, read }) => read(people),
};

async function readFactors(
  reading: Reading,
  plan: ReadPlan,
  slices: OrgSlices,
  { report, enrolmentsOf }: { report: (progress: ReadProgress) => void; enrolmentsOf: EnrolmentsOf },
): Promise<Readonly<Record<string, PersonEnrolments>>> {
  const { connection } = reading;
  const people = plan.enrolmentsNeededFor(slices);
  const startedMs = connection.timing.now();
  let examined = 0;
  const onPerson = (asked: number, endpoint: string): void => {
    examined += 1;
    const budget = connection.budget(endpoint);
    const nowMs = connection.timing.now();
    const left = asked - examined;
    report({
      phase: "enrolments",
      examined,
      inScope: asked,
      callsLeft: budget?.callsLeft ?? null,
      secondsLeft: secondsLeft({ done: examined, left, elapsedMs: nowMs - startedMs, nowMs, budget }),
    });
  };
  const read = enrolmentReader(reading, { plan, slices, onPerson });
  const found = await enrolmentsOf({ people, plan, slices, read });
  const factors: Record<UserId, PersonEnrolments> = {};
  for (const user of people) {
    const one = found.get(user);
    if (one === undefined) continue;
    factors[user] = one;
    if (one.kind === "unread") reading.gaps.part("factors", user, one.reason);
  }
  return factors;
}

/**
 * Reads from the org what the plan asks for, and nothing twice. What could not be read is named in `gaps`; also when
 * the signal ends the reading half-way.
 *
 * @throws PlumblineError NOT_OKTA, NETWORK, AUTH_FAILED or SCOPE_MISSING when nothing can be read; TIMEOUT or
 * INTERRUPTED when the signal came before anything was
 */
export async function takeSnapshot(
  connection: OktaConnection,
  plan: ReadPlan,
  options: SnapshotOptions = {},
): Promise<{ snapshot: OrgSnapshot; cost: Cost }> {
  const signals = [connection.signal, ...(options.signal === undefined ? [] : [options.signal])];
  const signal = AbortSignal.any(signals);
  const { onProgress: report = () => undefined, memory = noMemory } = options;
  const onPhase = (phase: string): void =>
    report({ phase, examined: 0, inScope: null, callsLeft: null, secondsLeft: null });
  const guarded = failOnFirst401(connection);
  try {
    onPhase("org");
    const org = await readOrganization(connection, signal);
    const gaps = startGapList();
    const startedAt = connection.clock.now();
    const toPerson = personReader(null);
    const reading: Reading = { connection: guarded, engine: org.engine, gaps, signal, startedAt, toPerson };
    const { plan: granted, slices: read } = await readGranted(reading, plan, {
      onPhase,
      usersOf: memory.usersOf,
    });
    const slices = granted.slices.has("factors")
      ? {
          ...read,
          factors: await readFactors(reading, granted, read, { report, enrolmentsOf: memory.enrolmentsOf }),
        }
      : read;
    if (signal.aborted && Object.keys(read).length === 0) throw stoppedError(signal);
    for (const gap of unlikelyParts({ org, slices })) {
      // A few people are no list that could lack somebody.
      if (gap.slice !== "users" || plan.onlyPeople === undefined) gaps.add(gap);
    }
    return {
      snapshot: { schemaVersion: 2, takenAt: startedAt.toISOString(), org, slices, gaps: gaps.all() },
      cost: connection.cost(),
    };
  } catch (failure) {
    if (failure instanceof ReadFailure && failure.kind === "aborted") throw stoppedError(signal);
    throw failure;
  }
}
