import type { Addition, Enrollment } from "../../model/memberships.ts";
import type { Caller } from "../caller.ts";
import { enrollPeople } from "../enroll/enroll-people.ts";

/** People who were chosen, and the group that they are to be added to. */
export interface GroupRequest {
  readonly baseline: string;
  /** User ids. */
  readonly people: readonly string[];
  readonly group: string;
  /** Where the file goes that `plumbline enroll --undo` takes. */
  readonly logFolder: string;
}

/** Outcome for each who was chosen, or the one that a plan foresees. */
export interface GroupPlan {
  readonly additions: readonly Addition[];
  readonly refused: Enrollment["refused"];
  readonly leftOut: Enrollment["leftOut"];
  /** Ids of those for whom the baseline asks for no membership in this group, or who are in it. */
  readonly notAsked: readonly string[];
  readonly uncertainties: readonly string[];
  /** The file that `plumbline enroll --undo` takes; null where nothing was written. */
  readonly log: string | null;
}

/**
 * Plans adding chosen people to a group, or makes it: `plumbline enroll` for these people alone, with its refusals, its
 * limit and its log. Nobody is added whom the baseline does not want there.
 *
 * @param apply how many were shown, which is the most that is added; null: plans only
 * @throws PlumblineError of `enrollPeople`
 */
export async function addToGroup(
  { baseline, people, group, logFolder }: GroupRequest,
  apply: number | null,
  caller: Caller,
): Promise<GroupPlan> {
  const chosen = new Set(people);
  const { enrollment, failure } = await enrollPeople(
    {
      baseline,
      apply: apply !== null,
      maxChanges: apply ?? 1,
      log: `${logFolder}/enroll-${caller.now().toISOString().replaceAll(":", "-")}.jsonl`,
      only: [],
      among: (user, name) => user !== null && chosen.has(user) && name === group,
    },
    caller,
  );
  if (failure !== null) throw failure;
  const { additions, refused, leftOut, uncertainties, log } = enrollment;
  const named = new Set(
    [
      ...additions.map(({ user }) => user.id),
      ...refused.flatMap((one) => one.people.map(({ id }) => id)),
      ...leftOut.map(({ user }) => user.id),
    ].map(String),
  );
  return { additions, refused, leftOut, uncertainties, log, notAsked: people.filter((id) => !named.has(id)) };
}
