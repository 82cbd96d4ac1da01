import { readOrgAuthenticators } from "../../evaluator/factors/org-authenticators.ts";
import { judge } from "../../evaluator/judgement.ts";
import { indexLive } from "../../evaluator/live/live-index.ts";
import { coverageOf } from "../../evaluator/people/coverage.ts";
import { dropGone } from "../../evaluator/people/standing.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { UserId } from "../../model/ids.ts";
import { type Change, changeEffects, effectKinds, type PeopleEffect } from "../../model/review.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { applyBaseline } from "./people/apply-baseline.ts";
import { collectEffects, type Found } from "./people/collect-effects.ts";
import { compareOutlooks, type Difference } from "./people/compare-outlooks.ts";
import { compareSignIn, declaresSignOn } from "./people/compare-sign-in.ts";
import { enrolmentReader } from "./people/enrolment-effects.ts";
import { explanations } from "./people/explain-effects.ts";
import { factorReader } from "./people/factor-effects.ts";
import { type BothBaselines, inLiveNames } from "./people/in-live-names.ts";
import { judgeSignOnChange, type SignInFindings } from "./people/judge-sign-on-changes.ts";
import { type Outlook, outlooks } from "./people/outlook.ts";
import { isProbe, withProbes } from "./people/probe-people.ts";
import { type Applied, requirementReader } from "./people/requirement-effects.ts";
import type { CountedPeople } from "./review-baselines.ts";

/** A baseline in force on an org. */
interface Side extends Applied {
  readonly org: OrgSnapshot;
  outlookOf(user: UserId): Outlook;
}

function sideOf(baseline: Baseline, former: Baseline, org: OrgSnapshot): Side {
  const applied = applyBaseline(baseline, former, org);
  const judgement = judge(baseline, applied);
  const outlookOf = outlooks(readOrgAuthenticators(applied));
  return {
    baseline,
    org: applied,
    judgement,
    outlookOf: (user) => outlookOf(judgement.effectivePolicyOf(user)),
  };
}

interface Examined {
  readonly found: readonly Found[];
  readonly signIn: SignInFindings | null;
  readonly uncertainties: readonly string[];
}

const unreadAssignments =
  "to whom all applications are assigned was not read, and people are counted who may not be able to open any";

const peopleIn = ({ judgement }: Side): readonly Person[] =>
  judgement.people.inScope.filter((person) => !isProbe(person));

/** Goes through everybody who can sign in; people whom no policy, group or rule tells apart share what was worked out. */
function examine(base: Side, head: Side, org: OrgSnapshot, now: Date): Examined {
  const requirements = requirementReader(base, head, now);
  const signIn = compareSignIn(base, head);
  const factorsLost = factorReader(base, head);
  const enrolments = enrolmentReader(org);
  const compare = pairwise((from, to) => compareOutlooks(from, to, org.org.engine));
  const collected = collectEffects();
  const outlooksMet = new Set<Outlook>();
  let unread = 0;
  let isAnybodys = false;
  for (const person of peopleIn(head)) {
    const [from, to] = [base.outlookOf(person.id), head.outlookOf(person.id)];
    outlooksMet.add(from).add(to);
    const toEnroll = enrolments.differences(person, from, to);
    if (toEnroll === null) unread += 1;
    const policies = [...from.policies, ...to.policies].flatMap((policy) => policy?.name ?? []);
    const differences = [
      ...compare(from, to),
      ...factorsLost(person),
      ...(toEnroll ?? []),
      ...requirements.differences(person),
    ];
    for (const difference of differences) collected.add(person, difference, policies);
    for (const difference of signIn?.opened(person) ?? []) {
      isAnybodys ||= signIn?.isUnread(person, difference) === true;
      collected.add(person, difference, [...policies, ...difference.policies]);
    }
  }
  const hidden = enrolments.filtered();
  return {
    found: collected.all(),
    signIn: signIn?.findings() ?? null,
    uncertainties: [
      ...new Set([
        ...requirements.uncertainties,
        ...[...outlooksMet].flatMap(({ uncertainties }) => uncertainties),
      ]),
      ...(unread > 0 ? [`the enrolments of ${unread} whom it touches were not read`] : []),
      ...(hidden > 0 ? [`${hidden} may have enrolled what today's policy does not let Okta show`] : []),
      ...(isAnybodys ? [unreadAssignments] : []),
      ...(signIn === null && declaresSignOn(base.baseline, head.baseline)
        ? ["the snapshot does not show how people sign in"]
        : []),
      ...org.gaps.map(({ slice, reason }) => `${slice} were not all read (${reason})`),
    ],
  };
}

function whyNotCounted({ slices }: OrgSnapshot): string | null {
  if (slices.users === undefined) return "the snapshot has no people";
  return slices.policies === undefined ? "the snapshot has no enrollment policies" : null;
}

/**
 * Puts each baseline in force on an org, by itself and in the mind only, and says what it comes to for people.
 *
 * @returns the same, once it is given the changes of the text that may explain it
 */
export function countPeople(
  given: BothBaselines,
  snapshot: OrgSnapshot,
  now: Date,
): (changes: readonly Change[]) => CountedPeople {
  const { org } = dropGone(snapshot);
  const { url } = org.org;
  const missing = whyNotCounted(org);
  if (missing !== null) {
    return () => ({
      people: { counted: false, uncertainties: [missing], inScope: 0, org: url },
      effects: [],
      verdicts: new Map(),
    });
  }
  const both = inLiveNames(given, org);
  const probed = withProbes(org, [both.base, both.head]);
  const head = sideOf(both.head, both.base, probed);
  const { found, signIn, uncertainties } = examine(sideOf(both.base, both.base, probed), head, org, now);
  const isAdmin = administrators(org, both.head);
  const inScope = peopleIn(head).length;
  return (changes) => {
    const verdicts = new Map(
      changes.flatMap((change) => {
        const judged = signIn === null ? null : judgeSignOnChange(change, signIn);
        return judged === null ? [] : [[change.id, judged] as const];
      }),
    );
    const judged = changes.map((change): Change => ({ ...change, ...verdicts.get(change.id) }));
    const explain = explanations(judged, [given.base, given.head, both.base, both.head]);
    return {
      people: { counted: true, uncertainties, inScope, org: url },
      effects: found.map((one) => effectOf(one, isAdmin, explain(one))).toSorted(byWeight),
      verdicts,
    };
  };
}

const byWeight = (one: PeopleEffect, two: PeopleEffect): number =>
  changeEffects.indexOf(one.effect) - changeEffects.indexOf(two.effect) ||
  effectKinds.indexOf(one.kind) - effectKinds.indexOf(two.kind) ||
  (one.id < two.id ? -1 : Number(one.id > two.id));

type IsAdmin = ((user: UserId) => boolean) | null;

function administrators(org: OrgSnapshot, baseline: Baseline): IsAdmin {
  if (org.slices.adminRoles === undefined) return null;
  const live = indexLive(org.slices);
  const { covers } = coverageOf({ kind: "adminRoles", roles: "any" }, { baseline, org, live });
  return covers;
}

function effectOf(found: Found, isAdmin: IsAdmin, explainedBy: readonly string[]): PeopleEffect {
  const { id, kind, effect, names } = found;
  const people = found.people
    .map(({ person, certain }) => ({
      id: person.id,
      login: person.login,
      admin: isAdmin?.(person.id) ?? false,
      certain,
    }))
    .toSorted((one, two) => Number(two.admin) - Number(one.admin) || (one.login < two.login ? -1 : 1));
  const admins = isAdmin === null ? null : people.filter(({ admin }) => admin).length;
  return { id, kind, effect, names, admins, people, explainedBy };
}

/** Remembers what came of comparing two outlooks, which many people share. */
function pairwise(compare: (from: Outlook, to: Outlook) => readonly Difference[]) {
  const known = new Map<Outlook, Map<Outlook, readonly Difference[]>>();
  return (from: Outlook, to: Outlook): readonly Difference[] => {
    const row = known.get(from) ?? new Map<Outlook, readonly Difference[]>();
    known.set(from, row);
    const found = row.get(to) ?? compare(from, to);
    row.set(to, found);
    return found;
  };
}
