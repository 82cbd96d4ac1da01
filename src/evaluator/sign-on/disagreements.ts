import type { AppPolicy, MappedApp } from "../../model/live-sign-on.ts";
import type { SimulatedRule, SimulatedSide, Simulation, VerifiedSignIns } from "../../model/simulation.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { quoted } from "../words/quoted-names.ts";
import type { SignOn } from "./sign-on.ts";
import type { WayIn, WaysIn } from "./way-in.ts";

/** A rule by which somebody may come in, as a way in has it. */
type RuleOf = (way: WayIn) => { readonly id: string; readonly words: string } | null;

const sessionRule: RuleOf = ({ session }) =>
  session.rule === null
    ? null
    : { id: session.rule.id, words: `${quoted(session.name)} of ${quoted(session.policy?.name ?? "")}` };

const appRule: RuleOf = ({ app }) =>
  app?.rule == null ? null : { id: app.rule.id, words: `${quoted(app.name)} of ${quoted(app.policy.name)}` };

const words = ({ policy, rule }: SimulatedRule): string => `${quoted(rule)} of ${quoted(policy)}`;

/** Parts of a side that Okta tells and the evaluator does not, or the other way round; null where they agree. */
function differenceOf({ matched, open }: SimulatedSide, ways: WaysIn, ruleOf: RuleOf): string | null {
  const rules = ways.ways.flatMap((way) => ruleOf(way) ?? []);
  const reachable = new Map(rules.map(({ id, words: name }) => [id, name]));
  const told = new Set([...matched, ...open].map(({ ruleId }) => ruleId as string));
  const ours = [...new Set(reachable.values())].join(", ") || "none";
  if (matched.length === 0) return `Okta names no rule, and we ${ours}`;
  const missed = matched.find(({ ruleId }) => !reachable.has(ruleId));
  if (missed !== undefined) return `Okta says that rule ${words(missed)} decides, and we that ${ours} can`;
  // In every way in which uncertainties can turn out: then the rule surely can be reached.
  const surely = [...reachable.keys()].find(
    (id) => !told.has(id) && ways.variants.every((those) => those.some((way) => ruleOf(way)?.id === id)),
  );
  if (surely === undefined) return null;
  return `we say that rule ${reachable.get(surely)} can decide, and Okta that ${matched.map(words).join(", ")} does`;
}

/** How Okta's own simulation compares with what the evaluator says. */
export interface HeldAgainst {
  readonly counts: VerifiedSignIns;
  /** Where the two do not come to the same rules, one sentence each; and why not all of the sample was asked about. */
  readonly differences: readonly string[];
}

/**
 * Holds answers of Okta's own simulation against the evaluator. Okta is told nothing of network, device and risk, so it
 * leaves open the rules that hang on them.
 */
export function holdAgainst(
  simulation: Simulation,
  { slices }: OrgSnapshot,
  judgement: { readonly live: LiveIndex; signOn(): SignOn },
): HeldAgainst {
  const signOn = judgement.signOn();
  const apps = new Map((slices.appMappings ?? []).map((app) => [app.id, app]));
  const policies = new Map((slices.appPolicies ?? []).map((policy) => [policy.id as string, policy]));
  const policyOf = (app: MappedApp | undefined): AppPolicy | undefined => policies.get(app?.policyId ?? "");
  const compared = simulation.answers.flatMap(({ userId, appId, session, app }): (readonly string[])[] => {
    const person = judgement.live.person(userId);
    const policy = policyOf(apps.get(appId));
    if (person === undefined || policy === undefined) return [];
    const ways = signOn.waysFor(signOn.alike(person), policy);
    const head = `${person.login} at ${apps.get(appId)?.label ?? appId}`;
    const sides = [
      ["session", differenceOf(session, ways, sessionRule)] as const,
      ["app", differenceOf(app, ways, appRule)] as const,
    ].flatMap(([side, difference]) =>
      difference === null ? [] : [`the ${side} rule for ${head} is not settled: ${difference}`],
    );
    return [sides];
  });
  const { wanted, answers, refusals } = simulation;
  const agreed = compared.filter((sides) => sides.length === 0).length;
  const uncompared = answers.length - compared.length;
  return {
    counts: { wanted, asked: answers.length, agreed },
    differences: [
      ...refusals.map((why) => `Okta's own simulation: ${why}`),
      ...(uncompared === 0
        ? []
        : [`${uncompared} of its answers are about people or policies that were not read`]),
      ...compared.flat(),
    ],
  };
}
