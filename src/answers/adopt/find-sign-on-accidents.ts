import type { AppRule, LiveConstraint } from "../../model/live-sign-on.ts";
import { ruleRef } from "../../model/subject.ts";
import type { DeclaredAppPolicy } from "./adopt-app-policies.ts";
import type { DeclaredSessionPolicy } from "./adopt-session-policies.ts";
import type { AdoptedOrg } from "./adopted-text.ts";
import { leftoverWords } from "./leftover-words.ts";
import type { Oddity } from "./oddity.ts";

/** Finds declarations of the sign-on side that look accidental, for people to look at before they review the baseline. */
export function findSignOnAccidents({
  sessions,
  apps,
}: Pick<AdoptedOrg, "sessions" | "apps">): readonly Oddity[] {
  return [
    ...[...sessions.declared, ...apps.declared].flatMap(leftoverNames),
    ...sessions.declared.flatMap(endlessSessions),
    ...apps.declared.flatMap(weakRules),
  ];
}

interface Thing {
  readonly name: string;
  readonly id: string;
}

function leftoverNames({ policy, rules }: { readonly policy: Thing; readonly rules: readonly Thing[] }) {
  return [
    ...leftoverWords(policy.name).map((words) => odd("policy", policy.name, policy.id, words)),
    ...rules.flatMap(({ name, id }) =>
      leftoverWords(name).map((words) => odd("rule", ruleRef(policy.name, name).name, id, words)),
    ),
  ];
}

const odd = (kind: Oddity["kind"], subject: string, id: string, words: string): Oddity => ({
  kind,
  subject,
  id,
  words,
});

function endlessSessions({ policy, rules }: DeclaredSessionPolicy): readonly Oddity[] {
  return rules
    .filter(({ access, session }) => access === "ALLOW" && session.lifetimeMinutes === null)
    .map(({ name, id }) =>
      odd("rule", ruleRef(policy.name, name).name, id, "a session has no end while it is used"),
    );
}

function weakRules({ policy, rules, apps }: DeclaredAppPolicy): readonly Oddity[] {
  const under = apps.length === 0 ? "" : `, for ${appWords(apps.map(({ label }) => label))}`;
  return rules.filter(isOnePhishableFactor).map(({ name, id, system }) => {
    const who = system ? "it lets everybody else in" : "it lets people in";
    return odd(
      "rule",
      ruleRef(policy.name, name).name,
      id,
      `${who} with one factor that can be phished${under}`,
    );
  });
}

const mostNamed = 3;

const appWords = (labels: readonly string[]): string =>
  labels.length <= mostNamed
    ? labels.join(", ")
    : `${labels.slice(0, mostNamed).join(", ")} and ${labels.length - mostNamed} more`;

/** One factor is enough where it resists phishing, or where the device must be registered. */
function isOnePhishableFactor({ access, device, verification }: AppRule): boolean {
  if (access !== "ALLOW" || device !== null || verification === null) return false;
  if (verification.kind === "chains") return verification.chains.some((steps) => steps.length === 1);
  if (verification.kind !== "assurance" || verification.factorMode !== "1FA") return false;
  const { constraints } = verification;
  return constraints.length === 0 || !constraints.every(isEnough);
}

const isEnough = ({ possession, knowledge }: LiveConstraint): boolean =>
  possession?.required === true && (knowledge !== null || possession.demands.phishingResistant);
