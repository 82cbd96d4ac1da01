/** The order in which things happened: by `published`, and for one moment by uuid, so that it is always the same. */
export function byTime(left: Timed, right: Timed): number {
  return compare(left.published, right.published) || compare(left.uuid, right.uuid);
}

interface Timed {
  readonly uuid: string;
  /** ISO 8601, UTC: sorts as text. */
  readonly published: string;
}

// Far quicker than localeCompare, which matters for a million events, and the same in every locale.
const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
