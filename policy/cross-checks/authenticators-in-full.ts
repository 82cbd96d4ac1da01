import { identityAuthenticators, parseFactorName } from "../../src/model/authenticators.ts";
import type { Draft, DraftSetting, Text } from "../draft/draft.ts";
import { closest } from "../source/closest.ts";
import type { Problem } from "../source/problem.ts";

const terms = ["gracePeriod", "allowedGroups"];

/** Each field of an authenticator's long form must mean something: methods that it has, terms that Okta keeps. */
export function* authenticatorsInFull(draft: Draft): Iterable<Problem> {
  const isClassic = draft.engine === "classic";
  for (const setting of draft.authenticators) yield* methodProblems(setting, isClassic);
  for (const policy of draft.policies) {
    for (const setting of policy.authenticators) yield* termProblems(setting, isClassic);
  }
}

function* methodProblems({ ref, value, keys, methods }: DraftSetting, isClassic: boolean): Iterable<Problem> {
  const at = keys.get("methods");
  if (at === undefined) return;
  if (isClassic) {
    yield { at, message: `${ref.text} has no methods on Classic, where a factor is one method` };
  } else if (value === "INACTIVE") {
    yield { at, message: `${ref.text} is INACTIVE, so its methods cannot be used; leave methods out` };
  } else {
    for (const method of methods) yield* unknownMethod(ref.text, method);
  }
}

function* unknownMethod(ref: string, { text, at }: Text): Iterable<Problem> {
  const { key } = parseFactorName(ref);
  const traits = Object.hasOwn(identityAuthenticators, key) ? identityAuthenticators[key] : undefined;
  const known = Object.keys(traits?.methods ?? {});
  if (known.length === 0 || known.includes(text)) return;
  const meant = closest(text, known);
  const hint = meant === null ? "" : `, did you mean ${meant}?`;
  yield { at, message: `${ref} has no method "${text}"${hint}; its methods: ${known.join(", ")}` };
}

function* termProblems({ ref, value, keys }: DraftSetting, isClassic: boolean): Iterable<Problem> {
  for (const term of terms) {
    const at = keys.get(term);
    if (at === undefined) continue;
    if (isClassic) yield { at, message: `${term} is of Identity Engine; a Classic policy has none` };
    else if (value === "NOT_ALLOWED") {
      yield { at, message: `${ref.text} is NOT_ALLOWED here, so ${term} means nothing; leave it out` };
    } else if (term === "allowedGroups" && ref.text !== "webauthn") {
      yield {
        at,
        message: `allowedGroups is of webauthn only; Okta has no groups of models for ${ref.text}`,
      };
    }
  }
}
