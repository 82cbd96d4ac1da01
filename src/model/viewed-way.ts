import type { ShownLevel } from "./explained-sign-in.ts";

/** How somebody gets in to what is under one app sign-in policy, by the weakest way. */
export interface ViewedWay {
  readonly level: ShownLevel;
  /** Null on Classic, which has no app sign-in policies. */
  readonly policy: string | null;
  /** An application under it, and how many others there are. */
  readonly app: string;
  readonly alsoApps: number;
  /** The rule that decides; null where no way is known. */
  readonly rule: string | null;
  readonly from: string | null;
  readonly with: readonly string[];
}
