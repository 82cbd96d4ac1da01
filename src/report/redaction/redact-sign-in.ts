import type { ExplainedEntry, ExplainedSignIn, ExplainedWay } from "../../model/explained-sign-in.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

/** Redacts how somebody can sign in: policies, rules, applications and zones go, what is asked for stays. */
export function redactSignIn(
  { policies, uncertainties }: ExplainedSignIn,
  pseudonyms: Pseudonyms,
): ExplainedSignIn {
  return {
    policies: policies.map((entry) => redactEntry(entry, pseudonyms)),
    uncertainties: uncertainties.map(pseudonyms.within),
  };
}

function redactEntry(entry: ExplainedEntry, pseudonyms: Pseudonyms): ExplainedEntry {
  const { whole, within } = pseudonyms;
  return {
    ...entry,
    ...redactWay(entry, pseudonyms),
    policy: entry.policy === null ? null : whole(entry.policy, "policy"),
    apps: entry.apps.map((label) => whole(label, "application")),
    why: within(entry.why),
    otherWays: entry.otherWays.map((way) => redactWay(way, pseudonyms)),
    uncertainties: entry.uncertainties.map(within),
  };
}

function redactWay(way: ExplainedWay, { whole, within }: Pseudonyms): ExplainedWay {
  const hidden = (name: string | null, kind: "policy" | "rule") => (name === null ? null : whole(name, kind));
  return {
    level: way.level,
    with: way.with,
    sessionPolicy: hidden(way.sessionPolicy, "policy"),
    sessionRule: hidden(way.sessionRule, "rule"),
    rule: hidden(way.rule, "rule"),
    from: way.from === null ? null : within(way.from),
  };
}
