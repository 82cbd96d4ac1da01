import { answerLetters, type PageData, type PageProfile } from "../page-data.ts";

/** State of the controls above the table; null and the empty text ask for nothing. */
export interface Filters {
  readonly text: string;
  /** A letter of `answerLetters`. */
  readonly verdict: string;
  readonly status: string;
  readonly requirement: number | null;
  readonly group: number | null;
  readonly policy: number | null;
  readonly topic: number | null;
}

export type SortKey = "login" | "verdict" | "status" | "policy" | "factors";

export interface Order {
  readonly key: SortKey;
  readonly descending: boolean;
}

export interface People {
  /** Indices of those whom the filters leave, in order. */
  rows(filters: Filters, order: Order): readonly number[];
}

const searchable = (text: string): string => text.normalize("NFC").toLowerCase();

function fits(profile: PageProfile, filters: Filters, data: PageData): boolean {
  const { verdict, status, requirement, group, policy, topic } = filters;
  const answer = requirement === null ? profile.overall : profile.answers.charAt(requirement);
  if (verdict !== "" && answer !== verdict) return false;
  // A requirement by itself asks for those to whom it applies.
  if (requirement !== null && verdict === "" && answer === answerLetters["not-asked"]) return false;
  if (status !== "" && profile.status !== status) return false;
  if (group !== null && !profile.groups.includes(group)) return false;
  if (policy !== null && profile.policy !== policy) return false;
  return topic === null || profile.findings.some((finding) => data.findings[finding]?.topic === topic);
}

const letters = "".concat(...Object.values(answerLetters), "-");

/** Values that people of a profile are sorted by. */
const sortValues: Readonly<
  Record<Exclude<SortKey, "login">, (profile: PageProfile, data: PageData) => string | number>
> = {
  verdict: ({ overall }) => letters.indexOf(overall),
  status: ({ status }) => status,
  policy: ({ policy }, data) => data.policies[policy]?.label ?? "",
  factors: ({ enrolled }, data) => {
    const { unread, factors } = data.enrolled[enrolled] ?? { unread: "", factors: [] };
    // Nothing known, then nothing enrolled, come first: that is what somebody looks for.
    return unread === null ? ` ${factors.join(", ")}` : "";
  },
};

/** The rank of each profile: profiles of equal rank keep their people in the order of logins. */
function ranks(data: PageData, key: Exclude<SortKey, "login">): readonly number[] {
  const values = data.profiles.map((profile) => sortValues[key](profile, data));
  const inOrder = [...new Set(values)].sort((left, right) => (left < right ? -1 : Number(left > right)));
  const rankOf = new Map(inOrder.map((value, rank) => [value, rank]));
  return values.map((value) => rankOf.get(value) ?? 0);
}

function inBuckets(rows: readonly number[], data: PageData, order: Order): readonly number[] {
  const { key, descending } = order;
  if (key === "login") return descending ? rows.toReversed() : rows;
  const rankOf = ranks(data, key);
  const buckets: number[][] = [];
  for (const row of rows) {
    const rank = rankOf[data.profileOf[row] ?? 0] ?? 0;
    const bucket = buckets[rank];
    if (bucket === undefined) buckets[rank] = [row];
    else bucket.push(row);
  }
  const filled = buckets.filter((bucket) => bucket !== undefined);
  return (descending ? filled.reverse() : filled).flat();
}

/** Filters and sorts people by profile, of which there are few: a person costs a look-up and a search in the login. */
export function peopleOf(data: PageData): People {
  const logins = data.logins.map(searchable);
  const ids = data.ids.map(searchable);
  return {
    rows: (filters, order) => {
      const fitting = data.profiles.map((profile) => fits(profile, filters, data));
      const wanted = searchable(filters.text.trim());
      const rows: number[] = [];
      for (let row = 0; row < logins.length; row += 1) {
        if (fitting[data.profileOf[row] ?? -1] !== true) continue;
        if (wanted === "" || logins[row]?.includes(wanted) || ids[row]?.includes(wanted)) rows.push(row);
      }
      return inBuckets(rows, data, order);
    },
  };
}
