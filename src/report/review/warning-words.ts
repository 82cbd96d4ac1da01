import type { ReviewWarning } from "../../model/review.ts";

/** Words of a warning, as a sentence. */
export const warningWords = ({ user, group, policy, next }: ReviewWarning): string =>
  `${user} is a member of "${group}" and left out by every rule of enrollment policy "${policy}", which is for that group; ` +
  `${next === null ? "no declared policy is for them" : `"${next}" is for them next`}. For an account for emergencies that is meant; else remove one or the other.`;
