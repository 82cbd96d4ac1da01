import { roughTime } from "./rough-time.ts";

/** From here the org's clock is believed and not this machine's: five minutes, in seconds. */
export const unbelievableSkewSeconds = 300;

/** How this machine's clock differs from the org's where it is so far off that the org's was taken. */
export interface ClockSkew {
  /** The org's clock less this machine's, in seconds. */
  readonly skewSeconds: number;
  /** The time of the judgement, by the org's clock: ISO 8601, UTC. */
  readonly judgedAt: string;
}

/** `this machine's clock is 3 days behind Okta's`. @param skewSeconds - Okta's clock less this machine's */
export function skewWords(skewSeconds: number): string {
  const side = skewSeconds > 0 ? "behind" : "ahead of";
  return `this machine's clock is ${roughTime(Math.abs(skewSeconds))} ${side} Okta's`;
}
