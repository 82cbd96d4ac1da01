import { flexibleOktaVerifyKeys } from "../../src/model/authenticators.ts";
import type { Draft } from "../draft/draft.ts";
import type { Problem } from "../source/problem.ts";

/** An authenticator that is switched off for the whole org cannot be enrolled: Okta leaves it out of every policy. */
export function* inactiveAuthenticators(draft: Draft): Iterable<Problem> {
  const off = new Map(
    draft.authenticators.filter(({ value }) => value === "INACTIVE").map(({ ref }) => [ref.text, ref.at]),
  );
  for (const policy of draft.policies) {
    for (const { ref, value } of policy.authenticators) {
      const isPart = Object.hasOwn(flexibleOktaVerifyKeys, ref.text);
      const at = off.get(ref.text) ?? (isPart ? off.get("okta_verify") : undefined);
      if (at !== undefined && (value === "REQUIRED" || value === "OPTIONAL")) {
        yield {
          at: ref.at,
          message: `${ref.text} is ${value} here and INACTIVE for the whole org (${at.file}:${at.line}); make it ACTIVE there or NOT_ALLOWED here`,
        };
      }
    }
  }
}
