import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import { once } from "../../src/evaluator/live/once.ts";
import type { EntryPoint } from "../../src/evaluator/sign-on/entry-points.ts";
import { whatDivides } from "../../src/evaluator/sign-on/people-kinds.ts";
import { readRecovery } from "../../src/evaluator/sign-on/recovery.ts";
import { type Alike, readSignOn } from "../../src/evaluator/sign-on/sign-on.ts";
import type { WayIn } from "../../src/evaluator/sign-on/way-in.ts";
import type { SignInRequirement } from "../../src/model/baseline-sign-on.ts";
import type { RecoveryMeans } from "../../src/model/sign-on-words.ts";
import type { Person } from "../../src/model/snapshot.ts";
import { ruleRef } from "../../src/model/subject.ts";
import type { FindingRef } from "../contract/check.ts";
import { mendedOrgs } from "../policies/mended-orgs.ts";
import { signInJudge } from "./judge-sign-in.ts";

/** An org as it would be without one finding, and how people could sign in to it. */
export interface World {
  readonly cause: FindingRef;
  readonly input: JudgedOrg;
}

/** The worlds in which one finding is mended; what is read of each, when it is first asked about. */
export function worldsOf(input: JudgedOrg): readonly World[] {
  return [...mendedOrgs(input)].map(({ cause, slices }) => {
    const org = { ...input.org, slices: { ...input.org.slices, ...slices } };
    const { live, effectivePolicyOf } = input.judgement;
    const signOn = once((_: "sign-on") => readSignOn({ org, live, effectivePolicyOf }));
    const recovery = once((_: "recovery") => readRecovery(org, live));
    const judgement = {
      ...input.judgement,
      signOn: () => signOn("sign-on"),
      recovery: () => recovery("recovery"),
    };
    return { cause, input: { ...input, org, judgement } };
  });
}

/** Findings that there would be on the two rules that decide a way in, where mending none alone closes it. */
function onRules({ session, app }: WayIn): readonly FindingRef[] {
  const ofApp = app === null ? [] : [ruleRef(app.policy.name, app.name)];
  const ofSession = session.policy === null ? [] : [ruleRef(session.policy.name, session.name)];
  return [
    ...ofApp.flatMap((subject): readonly FindingRef[] => [
      { check: "app-rule-unmanaged", subject, field: null },
      { check: "app-rule", subject, field: "factors" },
      { check: "app-rule", subject, field: "constraints" },
      { check: "app-rule", subject, field: null },
    ]),
    ...ofSession.flatMap((subject): readonly FindingRef[] => [
      { check: "session-rule-unmanaged", subject, field: null },
      { check: "session-rule", subject, field: "secondFactor" },
      { check: "session-rule", subject, field: null },
    ]),
  ];
}

/** Findings that made people's ways in, or ways to a new password, what they are. */
export interface SignOnCauses {
  /**
   * Why people get in with less than is asked, or are asked too seldom: the findings without which they would not, else
   * those on the two rules that decide. Worked out once for people who are alike.
   */
  ofSignIn(
    asked: SignInRequirement,
  ): (person: Person, entry: EntryPoint, way: WayIn) => readonly FindingRef[];
  /** Why a means alone sets a person's password: a rule of the account management policy can let it. */
  ofRecovery(person: Person, means: RecoveryMeans): readonly FindingRef[];
}

/** Prepares finding causes in an org; nothing is worked out before somebody is asked about. */
export function signOnCauses(input: JudgedOrg): SignOnCauses {
  const worlds = once((_: "worlds") => worldsOf(input));
  return {
    ofSignIn: (asked) => causesOfSignIn(asked, input, () => worlds("worlds")),
    ofRecovery: (person, means) =>
      worlds("worlds")
        .filter((world) => world.input.judgement.recovery().byAlone(person, means).answer.answer === "no")
        .map(({ cause }) => cause),
  };
}

function causesOfSignIn(
  asked: SignInRequirement,
  input: JudgedOrg,
  worlds: () => readonly World[],
): ReturnType<SignOnCauses["ofSignIn"]> {
  const rules = once(onRules);
  const judges = once((world: World) => signInJudge(asked, world.input));
  const isMended = (world: World, { id }: Person, entry: EntryPoint): boolean => {
    const verdict = judges(world).judge(id);
    if (verdict.kind === "open" || verdict.kind === "seldom") return verdict.entry.name !== entry.name;
    return verdict.kind !== "unknown";
  };
  const divided = once((_: "divided") => whatDivides(input.org.slices));
  /** A rule that is gone may tell apart in its world people who are alike in this one: then each is asked about. */
  const mendedBy = once((world: World) => {
    const isForAlike = whatDivides(world.input.org.slices) === divided("divided");
    const byAlike = once((_: Alike) => new Map<EntryPoint, boolean>());
    return (person: Person, entry: EntryPoint): boolean => {
      if (!isForAlike) return isMended(world, person, entry);
      const known = byAlike(input.judgement.signOn().alike(person));
      const answer = known.get(entry) ?? isMended(world, person, entry);
      known.set(entry, answer);
      return answer;
    };
  });
  return (person, entry, way) => {
    const found = worlds()
      .filter((world) => mendedBy(world)(person, entry))
      .map(({ cause }) => cause);
    return found.length > 0 ? found : rules(way);
  };
}
