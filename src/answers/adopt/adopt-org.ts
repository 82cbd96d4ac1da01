import type { Check } from "../../../checks/contract/check.ts";
import { type Evaluation, evaluate } from "../../../checks/runner/evaluate.ts";
import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { judge } from "../../evaluator/judgement.ts";
import type { Baseline } from "../../model/baseline.ts";
import { dayMs } from "../../model/durations.ts";
import type { Finding } from "../../model/report.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { adoptAppPolicies } from "./adopt-app-policies.ts";
import { adoptAuthenticators } from "./adopt-authenticators.ts";
import { adoptGroups } from "./adopt-groups.ts";
import { adoptPolicies } from "./adopt-policies.ts";
import { adoptSessionPolicies } from "./adopt-session-policies.ts";
import {
  type AdoptedOrg,
  type Asked,
  adoptedText,
  type WrittenAcceptance,
  type WrittenRequirement,
} from "./adopted-text.ts";
import { findAccidents } from "./find-accidents.ts";
import { findSignOnAccidents } from "./find-sign-on-accidents.ts";
import { findUnenforceable } from "./find-unenforceable.ts";
import type { Oddity } from "./oddity.ts";
import { parseAdopted } from "./parse-adopted.ts";
import {
  type Lacking,
  type Level,
  lackingIn,
  levelsOf,
  type Population,
  populationsOf,
} from "./propose-requirements.ts";
import { proposeSignIn, type SignInProposal, signInRequirement } from "./propose-sign-in.ts";

/** How to adopt. */
export interface AdoptRequest {
  readonly org: OrgSnapshot;
  readonly now: Date;
  readonly checks: readonly Check[];
  /** How long exemptions and accepted deviations last, in whole days. */
  readonly exemptForDays: number;
  /** With more people than this to exempt, a requirement is proposed at a lower level. */
  readonly maxExemptions: number;
}

/** A level that was tried for a population, and who does not meet it. */
export interface TriedLevel {
  readonly level: Level;
  readonly lacking: readonly Lacking[];
}

/** Result for one population. */
export interface Proposal {
  readonly population: Population;
  /** The strictest level that few enough people miss; null: none. */
  readonly chosen: TriedLevel | null;
  /** Stricter levels that too many people miss. */
  readonly passedOver: readonly TriedLevel[];
  readonly governedBy: readonly string[];
}

/** A baseline made of an org, and what has to be said of it. */
export interface Adoption {
  readonly adopted: AdoptedOrg;
  readonly text: string;
  readonly baseline: Baseline;
  readonly proposals: readonly Proposal[];
  readonly signIn: readonly SignInProposal[];
  readonly asked: Asked;
  /** The last day of what is let stand: `YYYY-MM-DD`, UTC. */
  readonly until: string;
  readonly oddities: readonly Oddity[];
  /** Check of this org by this baseline: nothing open, and nothing unknown, if the circle closes. */
  readonly evaluation: Evaluation;
}

export const nothingAsked: Asked = { requirements: [], exemptions: [], accepted: [] };

/**
 * Makes a baseline of what an org is like: declares what is live, proposes requirements at the strictest level that
 * people already meet, and lets every present deviation stand until a day. Pure; the same org gives the same bytes.
 */
export function adoptOrg(request: AdoptRequest): Adoption {
  const { org } = request;
  const adopted = declaredOf(org);
  const until = untilOf(request);
  const proposals = propose(adopted, request);
  const signIn = proposeSignIn(adopted.apps.declared, judgedOrg(adopted, request), request.maxExemptions);
  const requirements = [...proposals.flatMap(requirementOf), ...signIn.flatMap(signInRequirement)];
  const asking = [...proposals.map((one) => ({ ...one, id: one.population.id })), ...signIn];
  const exemptions = asking.flatMap(({ id: requirement, chosen }) =>
    (chosen?.lacking ?? []).map(({ id, login }) => ({ login, id, requirement, until })),
  );
  let asked: Asked = { requirements, exemptions, accepted: [] };
  let judged = judgeText(adopted, asked, request);
  asked = { ...asked, accepted: acceptedOf(judged.evaluation.findings, until) };
  judged = judgeText(adopted, asked, request);
  return {
    ...judged,
    adopted,
    proposals,
    signIn,
    asked,
    until,
    oddities: [
      ...adopted.groups.oddities,
      ...adopted.authenticators.oddities,
      ...adopted.policies.oddities,
      ...adopted.sessions.oddities,
      ...adopted.apps.oddities,
      ...findUnenforceable(adopted),
      ...findSignOnAccidents(adopted),
      ...findAccidents(adopted.policies.declared, judged.baseline, org),
    ],
  };
}

/** The last day of what is let stand: `YYYY-MM-DD`, UTC. */
export const untilOf = ({ now, exemptForDays }: Pick<AdoptRequest, "now" | "exemptForDays">): string =>
  new Date(now.getTime() + exemptForDays * dayMs).toISOString().slice(0, 10);

/** Declares what is live, before anything is asked of people. */
export function declaredOf(org: OrgSnapshot): AdoptedOrg {
  const { slices } = org;
  const authenticators = adoptAuthenticators(org);
  const policies = adoptPolicies(slices, authenticators.statuses);
  const sessions = adoptSessionPolicies(slices, org.org.engine);
  const apps = adoptAppPolicies(slices);
  return {
    url: org.org.url,
    engine: org.org.engine,
    groups: adoptGroups(slices, groupsNamed({ policies, sessions, apps }, slices)),
    authenticators,
    policies,
    sessions,
    apps,
    gaps: org.gaps,
  };
}

/** Groups that policies and rules name, and those that a rule which fills one of them leaves out. */
export function groupsNamed(
  { policies, sessions, apps }: PoliciesDeclared,
  { groupRules = [] }: OrgSnapshot["slices"],
): ReadonlySet<string> {
  const named = new Set<string>([
    ...[...policies.declared, ...sessions.declared].flatMap(({ policy }) => policy.groupIds),
    ...apps.declared.flatMap(({ rules }) =>
      rules.flatMap(({ people }) => [...people.groupIds, ...people.exceptGroupIds]),
    ),
  ]);
  const filling = groupRules.filter(({ groupIds }) => groupIds.some((id) => named.has(id)));
  return new Set([...named, ...filling.flatMap(({ excludedGroupIds = [] }) => excludedGroupIds)]);
}

type PoliciesDeclared = {
  readonly [Family in "policies" | "sessions" | "apps"]: Pick<AdoptedOrg[Family], "declared">;
};

/** The org beside what was declared of it, before anything is asked of people. */
function judgedOrg(adopted: AdoptedOrg, { org, now }: AdoptRequest): JudgedOrg {
  const { baseline } = parseAdopted(adoptedText(adopted, nothingAsked));
  return { baseline, org, now, reactivated: new Map(), stack: null, judgement: judge(baseline, org) };
}

/** Judges every level of every population at once, each as a requirement of its own. */
function propose(adopted: AdoptedOrg, request: AdoptRequest): readonly Proposal[] {
  const levels = levelsOf(request.org);
  const tries = populationsOf(request.org).map((population) => ({
    population,
    governedBy: governedBy(population, adopted, request),
    tried: levels.map((level) => ({ level, id: `${population.id}-${level.id}` })),
  }));
  const requirements = tries.flatMap(({ population, tried, governedBy: policies }) => [
    ...tried.map(({ id, level }) => requirement(population, level, { id, governedBy: [] })),
    ...(policies.length === 0 ? [] : [governed(population, policies)]),
  ]);
  const { findings, outcomes } = judgeText(adopted, { ...nothingAsked, requirements }, request).evaluation;
  // A check that could not be made finds nobody: that must not look like people who lack nothing.
  const isBlind = (check: string): boolean =>
    outcomes.some((outcome) => outcome.check === check && outcome.status === "unknown") &&
    !findings.some((finding) => finding.check === check && finding.status === "unknown");
  const [blindToFactors, blindToPolicies] = [isBlind("factors"), isBlind("governed-by")];
  return tries.map(({ population, governedBy: policies, tried }) => {
    const all = blindToFactors
      ? []
      : tried.map(({ level, id }) => ({ level, lacking: lackingIn(findings, id) }));
    const index = all.findIndex(({ lacking }) => lacking.length <= request.maxExemptions);
    return {
      population,
      chosen: all[index] ?? null,
      passedOver: index < 0 ? all : all.slice(0, index),
      governedBy:
        !blindToPolicies && lackingIn(findings, governedId(population)).length === 0 ? policies : [],
    };
  });
}

const governedId = ({ id }: Population): string => `${id}-governed`;

function governed(population: Population, policies: readonly string[]): WrittenRequirement {
  return {
    id: governedId(population),
    title: governedId(population),
    appliesTo: { ...population.appliesTo } as WrittenRequirement["appliesTo"],
    governedBy: policies,
    factors: null,
    signIn: null,
    severity: population.severity,
    notes: [],
  };
}

/** The declared policies that can be in effect for the people of a population. */
function governedBy(population: Population, adopted: AdoptedOrg, request: AdoptRequest): readonly string[] {
  const last = adopted.policies.declared.at(-1);
  if (last === undefined) return [];
  const probe = requirement(population, null, { id: population.id, governedBy: [last.policy.name] });
  const { baseline } = parseAdopted(adoptedText(adopted, { ...nothingAsked, requirements: [probe] }));
  const asked = baseline.requirements[0];
  if (asked === undefined) return [];
  const judgement = judge(baseline, request.org);
  const { covers } = judgement.coverageOf(asked);
  const reached = new Set(
    judgement.people.inScope
      .filter(({ id }) => covers(id))
      .flatMap(({ id }) => judgement.effectivePolicyOf(id).outcomes.map(({ policy }) => policy)),
  );
  return adopted.policies.declared
    .filter(({ policy }) => reached.has(policy))
    .map(({ policy }) => policy.name);
}

function requirement(
  population: Population,
  level: Level | null,
  {
    id,
    governedBy: policies,
    notes = [],
  }: { id: string; governedBy: readonly string[]; notes?: readonly string[] },
): WrittenRequirement {
  return {
    id,
    title: level === null ? id : population.title(level),
    appliesTo: { ...population.appliesTo } as WrittenRequirement["appliesTo"],
    governedBy: policies,
    factors: level === null ? null : ({ ...level.factors } as WrittenRequirement["factors"]),
    signIn: null,
    severity: population.severity,
    notes,
  };
}

function requirementOf({
  population,
  chosen,
  passedOver,
  governedBy: policies,
}: Proposal): readonly WrittenRequirement[] {
  if (chosen === null && policies.length === 0) return [];
  const notes = passedOver.map(
    ({ level, lacking }) =>
      `Stricter: ${lacking.length} people do not have ${level.words} that they can use.`,
  );
  return [requirement(population, chosen?.level ?? null, { id: population.id, governedBy: policies, notes })];
}

/** Every open deviation of the org itself, once. */
export function acceptedOf(findings: readonly Finding[], until: string): readonly WrittenAcceptance[] {
  const accepted = new Map<string, WrittenAcceptance>();
  for (const { check, subject, status, message } of findings) {
    const key = JSON.stringify([check, subject.name]);
    if (status !== "open" || subject.type === "user" || accepted.has(key)) continue;
    accepted.set(key, { check, subject: subject.name, until, note: message });
  }
  return [...accepted.values()];
}

interface JudgedText {
  readonly text: string;
  readonly baseline: Baseline;
  readonly evaluation: Evaluation;
}

function judgeText(adopted: AdoptedOrg, asked: Asked, { org, checks, now }: AdoptRequest): JudgedText {
  const text = adoptedText(adopted, asked);
  const { baseline } = parseAdopted(text);
  return { text, baseline, evaluation: evaluate({ checks, baseline, org, now }) };
}
