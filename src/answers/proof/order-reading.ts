import { dayMs } from "../../model/durations.ts";
import type { UserId } from "../../model/ids.ts";
import type { EnrolmentProof } from "../../model/proof.ts";
import type { Decision } from "./decide-person.ts";

/** Whom to read, in which order. */
export interface ReadingOrder {
  /** People whose memory does not count. */
  readonly must: readonly UserId[];
  /** People whose memory counts, to read all the same, as many as there is room for. */
  readonly spare: readonly UserId[];
}

/** Facts to order by. */
export interface OrderCase {
  readonly people: readonly UserId[];
  readonly proofs: ReadonlyMap<UserId, EnrolmentProof>;
  readonly decide: (user: UserId) => Decision;
  /** Administrators, and whoever a critical requirement is about. */
  readonly isPrivileged: (user: UserId) => boolean;
  /** Lower is read first among people of whom nothing is remembered; 0 where nothing is known. */
  readonly riskOf: (user: UserId) => number;
  readonly now: Date;
  /** How many to read whose memory counts. */
  readonly spare: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Administrators are read again once a day. */
const privilegedAgeMs = dayMs;

type Rank = readonly (string | number)[];

function compareRanks(left: Rank, right: Rank): number {
  const place = left.findIndex((one, index) => one !== right[index]);
  if (place < 0) return 0;
  return (left[place] ?? 0) < (right[place] ?? 0) ? -1 : 1;
}

/** Puts people in order of their ranks, of which there are few; people of one rank stay in the order in which they are. */
function byRank(rankOf: (user: UserId) => Rank) {
  return (users: readonly UserId[]): readonly UserId[] => {
    const ranks = new Map<string, { readonly rank: Rank; readonly users: UserId[] }>();
    for (const user of users) {
      const rank = rankOf(user);
      const content = rank.join(" ");
      const those = ranks.get(content);
      if (those === undefined) ranks.set(content, { rank, users: [user] });
      else those.users.push(user);
    }
    return [...ranks.values()]
      .sort((left, right) => compareRanks(left.rank, right.rank))
      .flatMap((one) => one.users);
  };
}

/** So many of these, each at most once, every one as likely as the others. */
function* drawn(users: readonly UserId[], random: () => number): Generator<UserId> {
  const left = [...users];
  for (let size = left.length; size > 0; size -= 1) {
    const place = Math.min(size - 1, Math.floor(random() * size));
    const [user, last] = [left[place], left[size - 1]];
    if (user === undefined || last === undefined) return;
    left[place] = last;
    yield user;
  }
}

/**
 * Orders a reading: first whoever must be read, administrators and people under critical requirements before all, then the
 * riskiest, then the oldest memory. What room is left goes in turn to the oldest memory (of administrators once a day) and
 * to people by chance.
 */
export function orderReading(input: OrderCase): ReadingOrder {
  const { proofs, decide, isPrivileged, riskOf, now } = input;
  const provenAt = (user: UserId): string => proofs.get(user)?.provenAt ?? "";
  const must: UserId[] = [];
  const standing: UserId[] = [];
  for (const user of input.people) (decide(user).kind === "read" ? must : standing).push(user);
  const isOverdue = (user: UserId): boolean =>
    isPrivileged(user) && now.getTime() - Date.parse(provenAt(user)) >= privilegedAgeMs;
  const wanted = Math.min(input.spare, standing.length);
  const byAge = byRank((user) => [isOverdue(user) ? 0 : 1, provenAt(user)]);
  const oldest = wanted === 0 ? [] : byAge(standing);
  const chance = drawn(standing, input.random);
  const spare = new Set<UserId>();
  for (let turn = 0; spare.size < wanted; turn += 1) {
    const user = turn % 2 === 0 ? oldest[turn / 2] : chance.next().value;
    if (user !== undefined) spare.add(user);
  }
  return {
    must: byRank((user) => [isPrivileged(user) ? 0 : 1, riskOf(user), provenAt(user)])(must),
    spare: [...spare],
  };
}
