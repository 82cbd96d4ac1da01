import { factorKind, methodsOf } from "../../../evaluator/factors/factor-kind.ts";
import { authenticatorRef, flexibleOktaVerifyKeys, oktaVerify } from "../../../model/authenticators.ts";
import type { Baseline } from "../../../model/baseline.ts";
import type { OrgAuthenticator } from "../../../model/live-enrollment.ts";

/** Statuses that a baseline declares for the methods of an authenticator, be it as the parts of a split Okta Verify. */
function declaredMethods(ref: string, { authenticators, authenticatorMethods }: Baseline) {
  const parts = ref === oktaVerify ? Object.entries(flexibleOktaVerifyKeys) : [];
  const split = parts.flatMap(([key, method]) => {
    const status = Object.hasOwn(authenticators, key) ? authenticators[key] : undefined;
    return status === undefined ? [] : [[method, status] as const];
  });
  const own = Object.hasOwn(authenticatorMethods, ref) ? Object.entries(authenticatorMethods[ref] ?? {}) : [];
  return new Map<string, string>([...split, ...own]);
}

/**
 * An authenticator with its methods as a baseline declares them. Where they were not read, they stay unread unless all of
 * them are declared.
 */
export function applyMethods(one: OrgAuthenticator, baseline: Baseline): OrgAuthenticator {
  const method = Object.hasOwn(flexibleOktaVerifyKeys, one.key) ? flexibleOktaVerifyKeys[one.key] : undefined;
  if (method !== undefined) {
    return { ...one, status: declaredMethods(oktaVerify, baseline).get(method) ?? one.status };
  }
  const declared = declaredMethods(authenticatorRef(one.key, one.id), baseline);
  const isAllDeclared = methodsOf(factorKind(one.key, null, null)).every(
    (name) => name !== null && declared.has(name),
  );
  const known = one.methods ?? (isAllDeclared ? [] : null);
  if (declared.size === 0 || known === null) return one;
  const added = [...declared].filter(([type]) => !known.some((live) => live.type === type));
  return {
    ...one,
    methods: [
      ...known.map((live) => ({ ...live, status: declared.get(live.type) ?? live.status })),
      ...added.map(([type, status]) => ({ type, status })),
    ],
  };
}
