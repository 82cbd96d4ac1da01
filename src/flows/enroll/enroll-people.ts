import { loadBaseline } from "../../../policy/load-baseline.ts";
import { type PlanRequest, planMemberships } from "../../answers/enroll/plan-memberships.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { GroupId } from "../../model/ids.ts";
import type { Addition, Enrollment, MembershipPlan } from "../../model/memberships.ts";
import { holdsAdminRoles, membershipScope } from "../../okta/group-membership.ts";
import { ReadFailure } from "../../okta/transport/read-failure.ts";
import { stoppedError } from "../../okta/transport/stop-words.ts";
import type { Caller } from "../caller.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import { type OrgReading, planOf, readOrg } from "../check/read-org.ts";
import type { ExitCode } from "../exit-code.ts";
import { applyAdditions } from "./apply-additions.ts";
import type { EnrollOptions } from "./enroll-options.ts";
import { openMembershipLog } from "./membership-log.ts";
import { onlyThese, whatToRead } from "./what-to-read.ts";

/** The plan and what was done of it; `failure` is what kept from doing more, to be told after it. */
export interface EnrollAnswer {
  readonly enrollment: Enrollment;
  readonly exitCode: ExitCode;
  readonly failure: PlumblineError | null;
}

/** `plumbline enroll` without `--undo`: plans, and with `apply` makes the additions. */
export async function enrollPeople(options: EnrollOptions, caller: Caller): Promise<EnrollAnswer> {
  const { baseline: whole, path, sha256 } = await loadBaseline(options.baseline);
  const baseline = onlyThese(whole, options.only);
  const readPlan = whatToRead(baseline, options);
  if (readPlan.slices.size === 0) caller.remark("the baseline asks for no membership");
  const scopes = options.apply === true ? [membershipScope] : [];
  const reading = await readOrg(planOf(readPlan, baseline), { ...options, scopes }, caller);
  const everything = await planFor(reading, {
    baseline,
    org: reading.snapshot,
    now: reading.time.now,
    includePending: options.includePending === true,
    includeDeclared: options.only.length === 0,
    alsoFilled: options.alsoFilled === true,
    needed: readPlan.slices,
  });
  const plan = options.among === undefined ? everything : amongThese(everything, options.among);
  const enrollment: Omit<Enrollment, "mode" | "additions" | "log" | "cost"> = {
    schemaVersion: 1,
    tool: { name: "plumbline", version: packageVersion() },
    org: reading.snapshot.org,
    baseline: { path, sha256 },
    source: reading.source,
    refused: plan.refused,
    leftOut: plan.leftOut,
    uncertainties: plan.uncertainties,
    gaps: reading.snapshot.gaps
      .filter(({ slice }) => readPlan.slices.has(slice))
      .map(({ slice, reason, affected }) => ({ slice, reason, affected })),
  };
  const planned = plan.additions.map((one): Addition => ({ ...one, status: "planned", reason: null }));
  const answer = (
    mode: Enrollment["mode"],
    additions: readonly Addition[],
    failure: PlumblineError | null = null,
    log: string | null = null,
  ): EnrollAnswer => {
    const cost = reading.live?.connection.cost() ?? reading.cost;
    const whole: Enrollment = { ...enrollment, mode, additions, log, cost };
    return { enrollment: whole, exitCode: exitCodeOf(whole, reading.timedOut), failure };
  };
  if (options.apply !== true || planned.length === 0) {
    return answer(options.apply === true ? "apply" : "plan", planned);
  }
  if (planned.length > options.maxChanges) {
    return answer("plan", planned, tooMany(planned.length, options.maxChanges));
  }
  const { additions, log } = await apply(plan, reading, options, caller);
  return answer("apply", additions, caller.signal.aborted ? stopped() : null, log);
}

/** Plans, and once more where a group to add to turns out to hold administrator roles. */
async function planFor(
  { live }: OrgReading,
  request: Omit<PlanRequest, "adminGroups">,
): Promise<MembershipPlan> {
  const plan = planMemberships({ ...request, adminGroups: new Set() });
  if (live === null) return plan;
  const adminGroups = new Set<GroupId>();
  try {
    for (const id of new Set(plan.additions.map(({ group }) => group.id))) {
      if (await holdsAdminRoles(live.connection, id, live.signal)) adminGroups.add(id);
    }
  } catch (error) {
    throw error instanceof ReadFailure ? stoppedError(live.signal) : error;
  }
  return adminGroups.size === 0 ? plan : planMemberships({ ...request, adminGroups });
}

/** Part of a plan. */
function amongThese(plan: MembershipPlan, among: NonNullable<EnrollOptions["among"]>): MembershipPlan {
  return {
    ...plan,
    additions: plan.additions.filter(({ user, group }) => among(user.id, group.name)),
    refused: plan.refused
      .map((one) => ({ ...one, people: one.people.filter(({ id }) => among(id, one.group.name)) }))
      .filter(({ people }) => people.length > 0),
    leftOut: plan.leftOut.filter(({ user, group }) => among(user.id, group)),
  };
}

/** As for a check: 2 when there is something to change, 1 when something is not certain or was not done, else 0. */
function exitCodeOf(
  { mode, additions, refused, uncertainties, gaps }: Enrollment,
  timedOut: boolean,
): ExitCode {
  if (timedOut) return 1;
  if (mode === "plan" && additions.length > 0) return 2;
  const settled: ReadonlySet<string> = new Set(["added", "already a member", "gone", "out of scope"]);
  const isDone = additions.every(({ status }) => settled.has(status));
  return isDone && refused.length + uncertainties.length + gaps.length === 0 ? 0 : 1;
}

async function apply(
  { additions }: MembershipPlan,
  { live, snapshot }: OrgReading,
  options: EnrollOptions,
  caller: Caller,
): Promise<{ readonly additions: readonly Addition[]; readonly log: string }> {
  if (live === null) throw new TypeError("a snapshot cannot be changed");
  // Where other scopes were missing as well, the reading went on without this one.
  live.connection.needScopes([membershipScope]);
  const path = options.log ?? `.plumbline/enroll-${caller.now().toISOString().replaceAll(":", "-")}.jsonl`;
  const log = await openMembershipLog(path, snapshot.org, caller.now);
  caller.remark(`changes are written to ${path}`);
  try {
    const made = await applyAdditions(additions, {
      ...live,
      log,
      includePending: options.includePending === true,
      onDone: ({ user, group, status, reason }, done) =>
        caller.remark(
          `${done} / ${additions.length}: ${user.login}, "${group.name}": ${status}${reason === null ? "" : ` (${reason})`}`,
        ),
    });
    return { additions: made, log: path };
  } finally {
    await log.close();
  }
}

function tooMany(amount: number, most: number): PlumblineError {
  return new PlumblineError(
    "TOO_MANY_CHANGES",
    `${amount} memberships would be added, and --max-changes allows ${most}: nothing was changed`,
    {
      remedy: `look at the plan, then run it with --max-changes ${amount}, or add fewer with --only`,
    },
  );
}

const stopped = (): PlumblineError =>
  new PlumblineError("INTERRUPTED", "stopped by Ctrl-C; what was added is above and in the file", {
    remedy: "run it again: it goes on where it stopped",
  });
