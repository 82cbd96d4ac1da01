import { factorKind } from "../../evaluator/factors/factor-kind.ts";
import { usableFactors } from "../../evaluator/factors/usable-factor.ts";
import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { once } from "../../evaluator/live/once.ts";
import type { EntryPoint } from "../../evaluator/sign-on/entry-points.ts";
import type { FactorUse } from "../../evaluator/sign-on/factor-use.ts";
import type { Alike, SignOn } from "../../evaluator/sign-on/sign-on.ts";
import { everyUse } from "../../evaluator/sign-on/usable-uses.ts";
import { type Found, judgeWaysIn } from "../../evaluator/sign-on/way-in.ts";
import { rulesOf } from "../../evaluator/sign-on/way-words.ts";
import { listNames } from "../../evaluator/words/name-list.ts";
import type { SignInTarget } from "../../model/baseline-sign-on.ts";
import type { SignInLevel } from "../../model/sign-on-words.ts";
import type { Person, Slice } from "../../model/snapshot.ts";
import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { JudgedForPeople } from "../contract/framework.ts";
import { notReviewed, open, pass, policyPath } from "../contract/verdicts.ts";
import { type Held, judgedOver, whoSlices } from "./people-judged.ts";

/** A demand on sign-in, on a scale of levels. */
export interface AskedOfSignIn {
  readonly signOn: SignOn;
  readonly to: SignInTarget;
  readonly atLeast: SignInLevel;
  /** The level in the standard's words: `AAL2`. */
  readonly levelWords: string;
}

/** Slices that the first answer needs; those of the second follow. */
export const askedSlices: readonly Slice[] = ["session-policies", "app-policies", "app-mappings", "users"];
export const usedSlices: readonly Slice[] = [
  ...askedSlices,
  ...whoSlices,
  "policies",
  "policy-rules",
  "authenticators",
  "factors",
];

const plainly = { openEnrollment: false };

/** The worst of some entry points for somebody with these factors. */
function worstOf(people: Alike, entries: readonly EntryPoint[], { signOn, atLeast }: AskedOfSignIn) {
  const standings = entries.map((entry) => ({
    entry,
    standing: judgeWaysIn(signOn.waysFor(people, entry.policy), atLeast, plainly),
  }));
  return (
    standings.find(({ standing }) => standing.kind === "open") ??
    standings.find(({ standing }) => standing.kind === "unknown") ??
    null
  );
}

type Worst = NonNullable<ReturnType<typeof worstOf>>;

function foundIn({ standing }: Worst): Found | null {
  return standing.kind === "met" ? null : standing.found;
}

/** `"Wiki" takes okta_password and okta_email, by rule …`. */
function clauseOf(worst: Worst, { levelWords }: AskedOfSignIn): string {
  const found = foundIn(worst);
  const { entry, standing } = worst;
  const why = standing.kind === "unknown" ? ` (${standing.uncertainties.join("; ")})` : "";
  if (found === null) return `what "${entry.name}" asks for is not known${why}`;
  if (found.outcome.kind === "open-enrollment") {
    const may = standing.kind === "unknown" ? "may ask" : "asks";
    return `"${entry.name}" ${may} for what one may enroll with a password alone, and nothing of it can be used yet: ${rulesOf(found.way)}${why}`;
  }
  const factors = found.outcome.with.length === 0 ? "nothing" : listNames(found.outcome.with);
  const may = standing.kind === "unknown" ? "may take" : "takes";
  return `"${entry.name}" ${may} ${factors}, less than ${levelWords}: ${rulesOf(found.way)}${why}`;
}

function evidenceOf(worst: Worst): StandardEvidence {
  const way = foundIn(worst)?.way;
  const policy = way?.app?.policy ?? worst.entry.policy;
  const ruleId = way?.app?.rule?.id;
  return {
    path: policy === null ? "/api/v1/policies" : policyPath(policy.id, ruleId),
    name: way?.app == null ? worst.entry.name : `${way.app.policy.name} / ${way.app.name}`,
    field: "actions.appSignOn.verificationMethod",
    value: foundIn(worst)?.outcome.with.join(" + ") || "nothing",
  };
}

/** The first answer: what each entry point asks for, of somebody who has enrolled all that the org takes. */
export function askedByRules(org: JudgedOrg, asked: AskedOfSignIn): StandardVerdict {
  const { entries, uncertainties } = asked.signOn.entriesTo(asked.to);
  if (entries.length === 0) return notReviewed(uncertainties.join("; ") || "there is nothing to sign in to");
  const { people, effectivePolicyOf } = org.judgement;
  const kinds = new Set(people.inScope.map((person) => asked.signOn.alike(person)));
  const usable = usableFactors(org.org);
  const signsIn = ({ key, id, method }: FactorUse): boolean => {
    const kind = factorKind(key, id, method);
    return usable.byOrg(kind, kind).answer !== "no";
  };
  const withAll = once(({ one }: Alike): Alike => {
    const uses = everyUse(org.org, effectivePolicyOf(one.id));
    const under = uses.under.map((those) => ({
      ...those,
      sure: those.sure.filter(signsIn),
      all: those.all.filter(signsIn),
    }));
    return { one, uses: { ...uses, under } };
  });
  const worst = [...kinds].flatMap((kind) => worstOf(withAll(kind), entries, asked) ?? []);
  const failing = worst.filter(({ standing }) => standing.kind === "open");
  // Kinds of people are told apart by more than what these rules ask.
  const byClause = (those: readonly Worst[]) => new Map(those.map((one) => [clauseOf(one, asked), one]));
  const told = byClause(failing.length > 0 ? failing : worst);
  const evidence = [...told.values()].map(evidenceOf);
  if (failing.length > 0) return open([...told.keys()].join("; "), evidence);
  if (worst.length > 0 || uncertainties.length > 0) {
    return notReviewed([...told.keys(), ...uncertainties].join("; "), evidence);
  }
  if (kinds.size === 0) return notReviewed("nobody can sign in");
  return pass(`each of ${entries.length} entry points asks for ${asked.levelWords}`);
}

/**
 * The second answer: the weakest that each person can get in with, by the factors that they can use.
 *
 * @param whom - those to whom it applies, and why there may be others; everybody in scope unless given
 */
export function reachedByPeople(
  org: JudgedOrg,
  asked: AskedOfSignIn,
  whom: { readonly people: readonly Person[]; readonly uncertainties: readonly string[] } = {
    people: org.judgement.people.inScope,
    uncertainties: [],
  },
): JudgedForPeople {
  const { entries, uncertainties } = asked.signOn.entriesTo(asked.to);
  const worst = once((people: Alike) => worstOf(people, entries, asked));
  const held = new Map<string, Held & { readonly sure: Person[] }>();
  const met: Person[] = [];
  for (const person of whom.people) {
    const found = worst(asked.signOn.alike(person));
    if (found === null) {
      met.push(person);
      continue;
    }
    const clause = clauseOf(found, asked);
    const isMet = found.standing.kind === "open" ? false : null;
    const one = held.get(clause) ?? { isMet, clause, evidence: evidenceOf(found), sure: [], perhaps: [] };
    held.set(clause, one);
    one.sure.push(person);
  }
  const all: Held = { isMet: true, clause: "", evidence: null, sure: met, perhaps: [] };
  const nowhere = entries.length === 0 ? ["there is nothing to sign in to"] : [];
  const why = uncertainties.length > 0 ? uncertainties : nowhere;
  return judgedOver(
    org,
    [...held.values(), all],
    { uncertainties: [], untold: [...why, ...whom.uncertainties] },
    `each way in asks for ${asked.levelWords}`,
    whom.people,
  );
}
