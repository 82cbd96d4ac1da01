import { platformsNamed } from "../../evaluator/declared-sign-on/platforms.ts";
import { authenticatorRef } from "../../model/authenticators.ts";
import { ruleRef } from "../../model/subject.ts";
import type { AdoptedOrg } from "./adopted-text.ts";
import type { Oddity } from "./oddity.ts";

const refused = "`pulumi up` refuses the baseline while it says so";

/** Platforms for which Okta's Pulumi provider has no word (`app.SignonPolicyRules`). */
const unnameable: ReadonlySet<string> = new Set(["LINUX", "OTHER"]);

/** Finds what is declared and checked, and what Okta's Pulumi provider cannot hold: for people to know before they import. */
export function findUnenforceable({
  groups,
  policies,
  apps,
}: Pick<AdoptedOrg, "groups" | "policies" | "apps">): readonly Oddity[] {
  return [
    ...groups.declared.flatMap(({ rule }) =>
      rule === null || (rule.excludedGroupIds ?? []).length === 0
        ? []
        : [odd("group-rule", rule.name, rule.id, "groups that a filling rule leaves out")],
    ),
    ...policies.declared.flatMap(({ policy }) => {
      const put = policy.settings.filter(
        (one) => one.gracePeriod !== undefined && one.enroll !== "NOT_ALLOWED",
      );
      const refs = put.map(({ key, id }) => authenticatorRef(key, id)).sort();
      return refs.length === 0
        ? []
        : [odd("policy", policy.name, policy.id, `grace periods (${refs.join(", ")})`)];
    }),
    ...apps.declared.flatMap(({ policy, rules }) =>
      rules.flatMap((rule) => {
        const names = platformsNamed(rule.platforms).filter((name) => unnameable.has(name));
        const subject = ruleRef(policy.name, rule.name).name;
        return names.length === 0 ? [] : [odd("rule", subject, rule.id, `the platforms ${names.join(", ")}`)];
      }),
    ),
  ];
}

const odd = (kind: Oddity["kind"], subject: string, id: string, what: string): Oddity => ({
  kind,
  subject,
  id,
  words: `Pulumi's Okta provider has no setting for ${what}: ${refused}`,
});
