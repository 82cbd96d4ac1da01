import type { Baseline, Requirement } from "../model/baseline.ts";
import type { UserId } from "../model/ids.ts";
import type { OrgSnapshot, Person } from "../model/snapshot.ts";
import { effectivePolicies } from "./effective-policy/cohorts.ts";
import type { EffectivePolicy } from "./effective-policy/effective-policy.ts";
import { indexLive, type LiveIndex } from "./live/live-index.ts";
import { once } from "./live/once.ts";
import { type Coverage, coverageOf } from "./people/coverage.ts";
import { standingOf } from "./people/standing.ts";
import { type Recovery, readRecovery } from "./sign-on/recovery.ts";
import { readSignOn, type SignOn } from "./sign-on/sign-on.ts";

/** Facts that are worked out once about a snapshot and shared by all checks. */
export interface Judgement {
  readonly live: LiveIndex;
  readonly people: PeopleByStanding;
  /** The enrollment policy in effect; the same object for people whom no policy or rule tells apart. */
  effectivePolicyOf(user: UserId): EffectivePolicy;
  /** Whom a requirement applies to. */
  coverageOf(requirement: Requirement): Coverage;
  /** How people can sign in. */
  signOn(): SignOn;
  /** How people can recover their passwords. */
  recovery(): Recovery;
}

export interface PeopleByStanding {
  /** They can sign in, or get there without an administrator. */
  readonly inScope: readonly Person[];
  /** STAGED and PROVISIONED. */
  readonly pending: readonly Person[];
  readonly suspended: readonly Person[];
}

const known = new WeakMap<OrgSnapshot, { readonly baseline: Baseline; readonly judgement: Judgement }>();

/**
 * The shared judgement of an org; each part is worked out when it is first asked for. Whoever asks about the same org by the
 * same baseline gets the same answer: of a large org there is not room for several.
 */
export function judge(baseline: Baseline, org: OrgSnapshot): Judgement {
  const before = known.get(org);
  if (before?.baseline === baseline) return before.judgement;
  const judgement = prepareJudgement(baseline, org);
  known.set(org, { baseline, judgement });
  return judgement;
}

function prepareJudgement(baseline: Baseline, org: OrgSnapshot): Judgement {
  const live = indexLive(org.slices);
  const all = org.slices.users?.people ?? [];
  const signOn = once((_: "sign-on") =>
    readSignOn({ org, live, effectivePolicyOf: (user) => effective("policies")(user) }),
  );
  const recovery = once((_: "recovery") => readRecovery(org, live));
  const effective = once((_: "policies") => effectivePolicies(org, live));
  return {
    live,
    people: {
      inScope: all.filter((person) => standingOf(person) === "in-scope"),
      pending: all.filter((person) => standingOf(person) === "pending"),
      suspended: all.filter((person) => standingOf(person) === "suspended"),
    },
    effectivePolicyOf: (user) => effective("policies")(user),
    coverageOf: once((requirement: Requirement) =>
      coverageOf(requirement.appliesTo, { baseline, org, live }),
    ),
    signOn: () => signOn("sign-on"),
    recovery: () => recovery("recovery"),
  };
}
