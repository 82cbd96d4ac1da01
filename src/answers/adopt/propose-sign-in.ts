import { signInJudge } from "../../../checks/people/judge-sign-in.ts";
import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import type { SignInRequirement, SignInTarget } from "../../model/baseline-sign-on.ts";
import { type AskedLevel, askedLevels } from "../../model/sign-on-words.ts";
import type { DeclaredAppPolicy } from "./adopt-app-policies.ts";
import type { WrittenRequirement } from "./adopted-text.ts";
import type { Lacking } from "./propose-requirements.ts";
import { inlineMap } from "./yaml-nodes.ts";

/** Something to sign in to that an org seems to hold people to, with the strictest level that few enough miss. */
export interface SignInProposal {
  readonly id: string;
  /** `any application`, `Payroll, Wiki`. */
  readonly words: string;
  readonly target: SignInTarget;
  /** Null: too many people miss every level. */
  readonly chosen: TriedSignIn | null;
  readonly passedOver: readonly TriedSignIn[];
}

/** A level that was tried, and who does not meet it. */
export interface TriedSignIn {
  readonly level: AskedLevel;
  readonly lacking: readonly Lacking[];
}

/**
 * Proposes what sign-in must ask for: of every application the strictest level that all but a few people already meet,
 * and of the applications under one policy a stricter level where that holds there.
 *
 * @param input - the org beside what was declared of it
 * @param most - of how many people at most a level may be missed
 */
export function proposeSignIn(
  policies: readonly DeclaredAppPolicy[],
  input: JudgedOrg,
  most: number,
): readonly SignInProposal[] {
  const { appPolicies, appMappings } = input.org.slices;
  // Classic shows nothing of what applications ask for.
  const isShown = appPolicies !== undefined && appMappings !== undefined;
  if (!isShown || input.org.org.engine === "classic") return [];
  const rest = proposal("sign-in", "any application", { kind: "any" }, input, most);
  const floor = rankOf(rest);
  const stricter = policies
    .filter(({ apps }) => apps.length > 0)
    .map(({ policy, apps }) => {
      const labels = apps.map(({ label }) => label);
      return proposal(idFor(policy.name), labels.join(", "), { kind: "apps", apps: labels }, input, most);
    })
    .filter((one) => rankOf(one) > floor);
  return [rest, ...withOwnIds(stricter)];
}

const levelWords: Readonly<Record<AskedLevel, string>> = {
  "two-factors": "two kinds of factor",
  strong: "two kinds of factor without SMS, voice, e-mail and questions",
  "phishing-resistant": "a phishing-resistant factor",
};

/** Id of a requirement at that level. */
export const signInTitle = ({ words }: SignInProposal, level: AskedLevel): string =>
  `Whoever signs in to ${words} is asked for ${levelWords[level]}`;

/** The requirement that is proposed; none where too many people miss every level. */
export function signInRequirement(proposal: SignInProposal): readonly WrittenRequirement[] {
  const { id, target, chosen, passedOver } = proposal;
  if (chosen === null) return [];
  return [
    {
      id,
      title: signInTitle(proposal, chosen.level),
      appliesTo: { everyone: true },
      governedBy: [],
      factors: null,
      signIn: {
        to: target.kind === "apps" ? inlineMap({ apps: target.apps }) : target.kind,
        atLeast: chosen.level,
      },
      severity: "high",
      notes: passedOver.map(
        ({ level, lacking }) => `Stricter: ${lacking.length} people are not asked for ${levelWords[level]}.`,
      ),
    },
  ];
}

const rankOf = ({ chosen }: SignInProposal): number =>
  chosen === null ? -1 : askedLevels.indexOf(chosen.level);

/** An id of letters, digits and hyphens for a policy's name; what is left of `Payroll (strict)` is `payroll-strict`. */
function idFor(policy: string): string {
  const words = policy
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return words === "" ? "sign-in-apps" : `sign-in-${words}`;
}

/** Two policies whose names leave the same letters are numbered. */
function withOwnIds(proposals: readonly SignInProposal[]): readonly SignInProposal[] {
  const used = new Map<string, number>();
  return proposals.map((one) => {
    const times = (used.get(one.id) ?? 0) + 1;
    used.set(one.id, times);
    return times === 1 ? one : { ...one, id: `${one.id}-n${times}` };
  });
}

function proposal(
  id: string,
  words: string,
  target: SignInTarget,
  input: JudgedOrg,
  most: number,
): SignInProposal {
  const passedOver: TriedSignIn[] = [];
  for (const level of askedLevels.toReversed()) {
    const tried = { level, lacking: lackingAt(asked(target, level), input) };
    if (isFew(tried.lacking, input, most)) return { id, words, target, chosen: tried, passedOver };
    passedOver.push(tried);
  }
  return { id, words, target, chosen: null, passedOver };
}

/** The org does not mean what half of the people miss, however few they are. */
const isFew = (lacking: readonly Lacking[], { judgement }: JudgedOrg, most: number): boolean =>
  lacking.length <= most && lacking.length * 2 < Math.max(judgement.people.inScope.length, 1);

const asked = (to: SignInTarget, atLeast: AskedLevel): SignInRequirement => ({
  to,
  atLeast,
  fromOutside: [],
  openEnrollment: false,
  reauthenticateWithinMs: null,
});

/** People in scope of whom it is not certain that they are asked for as much, by login. */
function lackingAt(requirement: SignInRequirement, input: JudgedOrg): readonly Lacking[] {
  const judge = signInJudge(requirement, input);
  const { inScope } = input.judgement.people;
  const unsure = judge.uncertainties.length > 0;
  return inScope
    .filter(({ id }) => unsure || !isMet(judge.judge(id).kind))
    .map(({ id, login }) => ({ id, login }))
    .toSorted((left, right) => (left.login < right.login ? -1 : 1));
}

const isMet = (kind: string): boolean => kind === "met" || kind === "blocked";
