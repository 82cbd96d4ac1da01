import { once } from "../src/evaluator/live/once.ts";
import { slicesForCoverage } from "../src/evaluator/people/coverage.ts";
import { holdAgainst } from "../src/evaluator/sign-on/disagreements.ts";
import type { EntryPoint } from "../src/evaluator/sign-on/entry-points.ts";
import { entryWords, openWords, othersWords } from "../src/evaluator/sign-on/entry-words.ts";
import type { Found, WayIn } from "../src/evaluator/sign-on/way-in.ts";
import { fromWords, rulesOf } from "../src/evaluator/sign-on/way-words.ts";
import { spanWords } from "../src/evaluator/words/span-words.ts";
import type { Baseline, Requirement } from "../src/model/baseline.ts";
import type { SignInRequirement } from "../src/model/baseline-sign-on.ts";
import type { FindingFacts } from "../src/model/report.ts";
import type { Person, Slice } from "../src/model/snapshot.ts";
import type { Check, CheckResult, FindingRef } from "./contract/check.ts";
import { judgePeople, type PersonVerdict } from "./people/judge-people.ts";
import { type SignInJudge, type SignInVerdict, signInJudge } from "./people/judge-sign-in.ts";
import { requirementWords } from "./people/requirement-words.ts";
import { type SignOnCauses, signOnCauses } from "./people/sign-in-causes.ts";

const asks = (requirement: Requirement): boolean => requirement.signIn !== null;

const factsOf = (entry: EntryPoint, way: WayIn, found: Found | null, alsoApps: number): FindingFacts => ({
  level:
    found === null ? "unknown" : found.outcome.kind === "asked" ? found.outcome.level : found.outcome.kind,
  with: found?.outcome.with ?? [],
  app: entry.name,
  policy: way.app?.policy.name ?? null,
  rule: way.app?.name ?? null,
  sessionPolicy: way.session.policy?.name ?? null,
  sessionRule: way.session.name,
  from: way.from,
  alsoApps,
});

const levelWords: Readonly<Record<SignInRequirement["atLeast"], string>> = {
  "two-factors": "two kinds of factor",
  strong: "two kinds of factor without SMS, voice, e-mail and security questions",
  "phishing-resistant": "a phishing-resistant factor",
};

/** Another remedy than to change the rule, where that would not help. */
const remedies = {
  openEnrollment:
    "Have the person enroll what is asked for, and keep a password alone from enrolling: by an enrollment rule with a " +
    "network zone, or by a rule of the Okta account management policy. If it is meant so, declare `openEnrollment: true`.",
  seldom:
    "Shorten the re-authentication of the rule that is named, or the session that it lasts as long as; if it is meant so, " +
    "ask for a longer time.",
  blocked:
    "Let the person enroll what is asked for: from a place where the enrollment policy allows it, or with a temporary " +
    "access code.",
  unknown:
    "Read what is named by hand, and build it of conditions that can be judged; of an identity provider, ask its owner " +
    "what it demands.",
} as const;

/** Finding that there would be on somebody who has nothing of what is asked for. */
const factorsOf = ({ login }: Person): FindingRef => ({
  check: "factors",
  subject: { type: "user", name: login },
  field: "factors",
});

/** A verdict for whomever it is on: many people share one, and all of it but their name is made once. */
interface SaidVerdict extends Omit<PersonVerdict, "message" | "causes"> {
  tell(login: string): string;
  /** The way in that made it so, if any is known. */
  readonly cause: { readonly entry: EntryPoint; readonly way: WayIn } | null;
  readonly isOpenEnrollment: boolean;
}

const plain = { cause: null, isOpenEnrollment: false } as const;

function say(requirement: Requirement, asked: SignInRequirement, verdict: SignInVerdict): SaidVerdict | null {
  const expected = { atLeast: asked.atLeast };
  const wanted = requirementWords(requirement);
  switch (verdict.kind) {
    case "met":
      return null;
    case "open": {
      const { entry, found, alsoApps } = verdict;
      const isOpenEnrollment = found.outcome.kind === "open-enrollment";
      const words = `${openWords("", entry, found, alsoApps, fromWords(found.way.from))}: ${rulesOf(found.way)}; ${wanted} asks for ${levelWords[asked.atLeast]}`;
      return {
        status: "open",
        expected,
        actual: factsOf(entry, found.way, found, alsoApps),
        tell: (login) => login + words,
        ...(isOpenEnrollment && { remedy: remedies.openEnrollment }),
        cause: { entry, way: found.way },
        isOpenEnrollment,
      };
    }
    case "seldom": {
      const { entry, way, isSure, alsoApps } = verdict;
      const most = (asked.reauthenticateWithinMs ?? 0) / 1000;
      const seldom =
        way.skipsSeconds === null
          ? "only when the session ends, and it has no end"
          : `only after ${spanWords(way.skipsSeconds)}`;
      const words = ` is asked again at ${entryWords(entry)}${othersWords(alsoApps)} ${seldom}: ${rulesOf(way)}; ${wanted} asks for it within ${spanWords(most)}`;
      return {
        ...plain,
        status: isSure ? "open" : "unknown",
        expected: { ...expected, reauthenticateWithin: spanWords(most) },
        actual: {
          ...factsOf(entry, way, null, alsoApps),
          level: asked.atLeast,
          reauthenticate: spanWords(way.skipsSeconds),
        },
        tell: (login) => login + words,
        remedy: remedies.seldom,
        cause: { entry, way },
      };
    }
    case "blocked": {
      const words = ` cannot open ${entryWords(verdict.entry)}: nothing that it asks for can be used, and nothing may be enrolled`;
      return {
        ...plain,
        status: "pending",
        expected,
        actual: { level: "blocked", app: verdict.entry.name },
        tell: (login) => login + words,
        remedy: remedies.blocked,
      };
    }
    case "unknown": {
      const { entry, found, uncertainties } = verdict;
      const words = ` needs ${levelWords[asked.atLeast]} to open ${entryWords(entry)}, as ${wanted} asks: ${uncertainties.join("; ")}`;
      return {
        ...plain,
        status: "unknown",
        expected,
        actual: found === null ? null : { ...factsOf(entry, found.way, found, 0), level: "unknown" },
        tell: (login) => `Cannot tell whether ${login}${words}`,
        remedy: remedies.unknown,
        cause: found === null ? null : { entry, way: found.way },
      };
    }
  }
}

type JudgeOf = (asked: SignInRequirement) => SignInJudge;

function judgeWith(
  requirement: Requirement,
  judgeOf: JudgeOf,
  allCauses: SignOnCauses,
  asksFactors: boolean,
) {
  const asked = requirement.signIn;
  if (asked === null) return () => null;
  const judge = judgeOf(asked);
  const causesOf = allCauses.ofSignIn(asked);
  const said = once((verdict: SignInVerdict) => say(requirement, asked, verdict));
  return (person: Person): PersonVerdict | null => {
    const verdict = said(judge.judge(person.id));
    if (verdict === null) return null;
    const { status, expected, actual, remedy, cause } = verdict;
    const shared = cause === null ? [] : causesOf(person, cause.entry, cause.way);
    const causes = verdict.isOpenEnrollment && asksFactors ? [...shared, factorsOf(person)] : shared;
    const message = verdict.tell(person.login);
    return { status, expected, actual, message, causes, ...(remedy !== undefined && { remedy }) };
  };
}

const forTargets = (requirements: readonly Requirement[]): readonly Slice[] =>
  requirements.some(({ signIn }) => signIn?.to.kind === "apps") ? ["apps"] : [];

const forZones = (requirements: readonly Requirement[]): readonly Slice[] =>
  requirements.some(({ signIn }) => (signIn?.fromOutside.length ?? 0) > 0) ? ["zones"] : [];

export default {
  id: "sign-in",
  about: "people",
  asks,
  title: "Each person is asked, on every way in, for what a requirement asks of sign-in",
  severity: "the requirement's",
  rationale:
    "An enrolled factor protects nobody who is never asked for it. Of all ways in the weakest counts that somebody can take " +
    "who holds the person's password and chooses network, platform and user agent: what a browser says of itself protects " +
    "nothing. Session rule and app rule must both be passed, with factors that the person can use. Being asked for what " +
    "one may enroll with a password alone is no protection, unless the requirement says so. Devices, risk and behaviours " +
    "are tried both ways; what hangs on anything that is not understood is unknown.",
  remedy:
    "Change the rule that is named (Security > Authentication Policies, or Security > Global Session Policy), or put a " +
    "stricter one before it; if the way in is meant, make a dated exemption or ask for less.",
  references: [
    "Okta Developer: Configure a global session policy and an app sign-in policy (guides/configure-signon-policy)",
    "Okta Help: Device platform security; MFA enrollment at the prompt",
    "NIST SP 800-63B sections 4.2 and 4.3, Authenticator Assurance Levels 2 and 3; 5.2.5, phishing resistance",
    "DISA Okta IDaaS STIG V-273193, V-273194, V-273204",
  ],
  needs: (baseline) => {
    if (!baseline.requirements.some(asks)) return [];
    const ofApps: readonly Slice[] =
      baseline.org.engine === "classic" ? [] : ["app-policies", "app-mappings"];
    return ["users", "session-policies", ...ofApps];
  },
  sharpenedBy: ({ requirements }: Baseline) => {
    const asking = requirements.filter(asks);
    if (asking.length === 0) return [];
    return [
      "factors",
      "groups",
      "group-members",
      "policies",
      "policy-rules",
      "authenticators",
      ...forTargets(asking),
      ...forZones(asking),
      ...slicesForCoverage(asking),
    ];
  },

  *evaluate(input): Generator<CheckResult> {
    const asking = input.baseline.requirements.filter(asks);
    const judgeOf = once((asked: SignInRequirement) => signInJudge(asked, input));
    for (const { id, signIn } of asking) {
      if (signIn === null) continue;
      for (const uncertainty of judgeOf(signIn).uncertainties)
        yield { unknown: `requirement "${id}": ${uncertainty}` };
    }
    const { simulation, org, judgement } = input;
    if (simulation !== undefined && asking.length > 0) {
      for (const unknown of holdAgainst(simulation, org, judgement).differences) yield { unknown };
    }
    const causes = signOnCauses(input);
    const asksFactors = input.baseline.requirements.some(({ factors }) => factors !== null);
    yield* judgePeople("signIn", asking, input, (requirement) =>
      judgeWith(requirement, judgeOf, causes, asksFactors),
    );
  },
} satisfies Check;
