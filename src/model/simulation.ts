import type { AppId, PolicyRuleId, UserId } from "./ids.ts";

/** A rule of a policy, as Okta names it. */
export interface SimulatedRule {
  readonly policy: string;
  readonly ruleId: PolicyRuleId;
  readonly rule: string;
}

/** Answer of Okta's own simulation on one type of policy. */
export interface SimulatedSide {
  /** The rules that would apply; usually one. */
  readonly matched: readonly SimulatedRule[];
  /** Rules before it of which Okta cannot tell, not knowing network, device or risk. */
  readonly open: readonly SimulatedRule[];
}

/** Answer of Okta's simulation about one person at one application. */
export interface SimulatedSignIn {
  readonly userId: UserId;
  readonly appId: AppId;
  readonly session: SimulatedSide;
  readonly app: SimulatedSide;
}

/** How many sign-ins were held against Okta's own simulation. */
export interface VerifiedSignIns {
  readonly wanted: number;
  /** Of these, answered by Okta: an org may have fewer, or refuse. */
  readonly asked: number;
  /** Of these, with the same rules as we find. */
  readonly agreed: number;
}

/** Answers of Okta's simulation about a sample of people and applications. */
export interface Simulation {
  /** How many pairs were to be asked about. */
  readonly wanted: number;
  readonly answers: readonly SimulatedSignIn[];
  /** Why not all of them could be, one clause each. */
  readonly refusals: readonly string[];
}
