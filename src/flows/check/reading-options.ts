import type { Governor } from "../../okta/transport/governor.ts";

/** How to read an org and the baseline that it is judged by. */
export interface ReadingOptions {
  readonly baseline: string;
  readonly snapshot?: string;
  /** Milliseconds; none for a caller that cannot take long, like the demo. */
  readonly timeout?: number;
  readonly rateShare?: number;
  /** Of all that reads the org at a time; goes before `rateShare`. */
  readonly governor?: Governor;
}

/** How fast to read, as `connect` takes it. */
export const paceOf = ({
  rateShare,
  governor,
}: Pick<ReadingOptions, "rateShare" | "governor">): Pick<ReadingOptions, "rateShare" | "governor"> => ({
  ...(rateShare === undefined ? {} : { rateShare }),
  ...(governor === undefined ? {} : { governor }),
});
