import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import type { AppRef } from "../../evaluator/sign-on/app-candidates.ts";
import { inOrder } from "../../evaluator/sign-on/policy-order.ts";
import { listNames } from "../../evaluator/words/name-list.ts";
import type { AppPolicy, AppRule, MappedApp } from "../../model/live-sign-on.ts";
import { catchAllRuleName } from "../../model/sign-on-words.ts";
import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { JudgedForPeople, StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass, policyPath } from "../contract/verdicts.ts";
import { namesNetwork, takesByNetwork } from "../truth/by-network.ts";
import { type Held, judgedOver, whoSlices } from "../truth/people-judged.ts";
import { appRulesReached, type RulesReached } from "../truth/rules-reached.ts";

const field = "conditions.network";

const evidenceOf = (policy: AppPolicy, rule: AppRule): StandardEvidence => ({
  path: policyPath(policy.id, rule.id),
  name: `${policy.name} / ${rule.name}`,
  field,
  value: rule.network.kind === "anywhere" ? "ANYWHERE" : rule.network.zoneIds.join(" "),
});

type PoliciesInUse = ReadonlyMap<AppPolicy, readonly string[]>;

/** App sign-in policies that active applications are under, with those applications. */
function policiesInUse({ org: { slices } }: JudgedOrg): PoliciesInUse {
  const inUse = new Map<AppPolicy, string[]>();
  const isActive = ({ status }: MappedApp): boolean => status === "ACTIVE";
  for (const policy of slices.appPolicies ?? []) {
    const shown = (slices.appMappings ?? []).filter((app) => isActive(app) && app.policyId === policy.id);
    const labels = [
      ...shown.map(({ label }) => label),
      ...(policy.hiddenAppIds ?? []).map(() => policy.name),
    ];
    if (labels.length > 0 && policy.resourceType === "APP") inUse.set(policy, labels);
  }
  return inUse;
}

const isCatchAll = ({ system, name }: AppRule): boolean => system || name === catchAllRuleName;

/** Reason that keeps a policy from being by network; null where it is (STIG V1R2, V-279693: fix text for each application). */
function whyNotByNetwork(policy: AppPolicy): { readonly why: string; readonly rule: AppRule | null } | null {
  const rules = inOrder(policy.rules ?? []);
  const own = rules.filter((rule) => !isCatchAll(rule));
  const last = rules.find(isCatchAll);
  const open = own.find((rule) => namesNetwork(rule) === false);
  if (own.length === 0) return { why: "has no rule of its own", rule: last ?? null };
  if (open !== undefined) return { why: `takes any network in rule "${open.name}"`, rule: open };
  return last?.access === "DENY" ? null : { why: "does not deny who is left", rule: last ?? null };
}

/** Active applications whose policy is not among those that were read. */
function lostPolicies({ org: { slices } }: JudgedOrg): readonly string[] {
  const known = new Set<string>(slices.appPolicies?.map(({ id }) => id));
  const lost = (slices.appMappings ?? []).filter(
    ({ status, policyId }) => status === "ACTIVE" && policyId !== null && !known.has(policyId),
  );
  const names = lost.map(({ label }) => `"${label}"`);
  return names.length === 0 ? [] : [`the policy of ${listNames(names)} was not read`];
}

/** Why a policy cannot be judged as it is written; empty where it can. */
function whyUntold({ name, rules }: AppPolicy): string | readonly [] {
  if (rules === null) return `the rules of "${name}" were not read`;
  const odd = inOrder(rules).find((rule) => namesNetwork(rule) === null);
  return odd === undefined ? [] : `rule "${odd.name}" of "${name}" has a network that is not modelled`;
}

const nowhere = "no active application is under an app sign-in policy";

function literally(org: JudgedOrg): StandardVerdict {
  const inUse = policiesInUse(org);
  const untold = [...lostPolicies(org), ...[...inUse.keys()].flatMap(whyUntold)];
  if (inUse.size + untold.length === 0) return notReviewed(nowhere);
  const failing = [...inUse].flatMap(([policy, labels]) => {
    const found = policy.rules === null ? null : whyNotByNetwork(policy);
    return found === null ? [] : [{ policy, labels, ...found }];
  });
  if (failing.length > 0) {
    const clauses = failing.map(
      ({ policy, labels, why }) => `"${policy.name}" (${listNames(labels.toSorted())}) ${why}`,
    );
    return open(
      `${failing.length} of ${inUse.size} app sign-in policies in use are not by network: ${clauses.join("; ")}`,
      failing.flatMap(({ policy, rule }) => (rule === null ? [] : [evidenceOf(policy, rule)])),
    );
  }
  if (untold.length > 0) return notReviewed(untold.join("; "));
  return pass(`each of ${inUse.size} app sign-in policies in use is by network and denies who is left`);
}

function heldOf(
  org: JudgedOrg,
  policy: AppPolicy,
  labels: readonly string[],
  reached: RulesReached<AppRef>,
): readonly Held[] {
  return reached.rules.flatMap(({ ref: { name, rule }, sure, perhaps }) => {
    if (rule?.access === "DENY") return [];
    const isMet = rule === null ? null : takesByNetwork(org, policy, rule);
    const where = `app sign-in policy "${policy.name}" (${listNames(labels.toSorted())})`;
    const clause =
      isMet === null
        ? `from where rule "${name}" of ${where} lets people in is not known`
        : `rule "${name}" of ${where} lets people in from any network`;
    return [{ isMet, clause, evidence: rule === null ? null : evidenceOf(policy, rule), sure, perhaps }];
  });
}

function forPeople(org: JudgedOrg): JudgedForPeople {
  const all = [...policiesInUse(org)].map(([policy, labels]) => {
    const reached = appRulesReached(org, policy);
    return { held: heldOf(org, policy, labels, reached), ...reached };
  });
  return judgedOver(
    org,
    all.flatMap(({ held }) => held),
    {
      uncertainties: all.flatMap(({ uncertainties }) => uncertainties),
      untold: [
        ...lostPolicies(org),
        ...all.flatMap(({ untold }) => untold),
        ...(all.length === 0 ? [nowhere] : []),
      ],
    },
    "no rule that lets somebody in takes any network",
  );
}

/** The requirement that each application is held by network. */
export const appNetworkRequirement: StandardRequirement = {
  id: "V-279693",
  aliases: ["OKTA-APP-003244"],
  title: "Each application lets people in by network, and denies whoever is left",
  severity: "medium",
  decidedBy:
    "rules of the app sign-in policy of each active application: conditions.network; of the catch-all, actions.appSignOn.access",
  needs: ["app-policies", "app-mappings"],
  asTheStandardChecks: literally,
  asItHoldsForPeople: {
    kind: "judged",
    needs: ["app-policies", "app-mappings", "zones", ...whoSlices],
    judge: forPeople,
  },
};
