import type { UserId } from "../../src/model/ids.ts";
import type { ReadPlan } from "../../src/model/read-plan.ts";
import { type Slice, slices, slicesOfStandards } from "../../src/model/snapshot.ts";
import { readConnectionSettings } from "../../src/okta/access/connection-settings.ts";
import { type ConnectOptions, connect } from "../../src/okta/connect.ts";
import { type SnapshotOptions, takeSnapshot } from "../../src/okta/take-snapshot.ts";
import { fakeTiming } from "../support/fake-timing.ts";
import { type Answer, startTinyOkta, type TinyOkta } from "../support/tiny-okta.ts";

const ofOthers: readonly Slice[] = [
  "session-policies",
  "app-policies",
  "app-mappings",
  "password-policies",
  "idps",
  "user-types",
  ...slicesOfStandards,
];

/** Everything that a check of enrolment can ask for. */
const everySlice: ReadonlySet<Slice> = new Set(
  slices.filter((slice) => slice !== "logs" && !ofOthers.includes(slice)),
);

/** A plan for all of it: everybody's enrolments, the members of MFA Admins, the people of Payroll. */
export function aPlan(change: Partial<ReadPlan> = {}): ReadPlan {
  return {
    slices: everySlice,
    groupNames: ["MFA Admins"],
    appLabels: ["Payroll"],
    methodsNeededOf: () => [],
    enrolmentsNeededFor: (read): readonly UserId[] => read.users?.people.map(({ id }) => id) ?? [],
    needsFactorsToo: () => false,
    ...change,
  };
}

export interface Try extends SnapshotOptions {
  readonly answer?: Answer;
  readonly plan?: ReadPlan;
  readonly env?: NodeJS.ProcessEnv;
  readonly options?: ConnectOptions;
}

/** Takes a snapshot of a tiny org over a real socket, on a clock that does not make anybody wait. */
export async function tryReading({ answer, plan, env, options, ...rest }: Try = {}) {
  const server: TinyOkta = await startTinyOkta(answer);
  try {
    const settings = readConnectionSettings({ OKTA_ORG_URL: server.url, OKTA_API_TOKEN: "00token", ...env });
    const connection = connect(settings, { ...fakeTiming(Date.now()), ...options });
    const { snapshot, cost } = await takeSnapshot(connection, plan ?? aPlan(), rest);
    return { ...snapshot, cost, asked: server.asked, paths: server.paths() };
  } finally {
    await server.close();
  }
}
