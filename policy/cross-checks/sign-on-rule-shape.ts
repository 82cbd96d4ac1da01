import type { SourcePosition } from "../../src/model/baseline.ts";
import { catchAllRuleName } from "../../src/model/sign-on-words.ts";
import { engineNames, sameName } from "../../src/model/words.ts";
import type { Draft, DraftSignOnPolicy, DraftSignOnRule } from "../draft/draft.ts";
import type { Problem } from "../source/problem.ts";
import { sameLogin } from "./same-login.ts";
import { isDefaultRule } from "./sign-on-policy-shape.ts";

/** Fields of a rule that cannot stand together, and Okta's own rules, which are last and have no conditions. */
export function* signOnRuleShape(draft: Draft): Iterable<Problem> {
  for (const policy of draft.sessionPolicies) {
    yield* systemRules(policy, (name) => isDefaultRule(policy, name));
    for (const rule of policy.rules) {
      yield* rememberedOnce(rule);
      if (draft.engine === "classic") yield* classicRule(rule);
    }
  }
  for (const policy of draft.appPolicies) {
    yield* systemRules(policy, (name) => sameName(name, catchAllRuleName));
    for (const rule of policy.rules) {
      yield* askedOnce(rule);
      yield* emptyConstraints(rule);
      yield* meantAndLeftOut(rule);
    }
  }
}

const named = (rule: DraftSignOnRule): string =>
  rule.name === null ? "a rule" : `the rule "${rule.name.text}"`;

const conditions = ["people", "network", "exceptUsers", "device", "platforms", "risk", "expression"];

function* systemRules(policy: DraftSignOnPolicy, isSystem: (name: string) => boolean): Iterable<Problem> {
  for (const [index, rule] of policy.rules.entries()) {
    if (rule.name === null || !isSystem(rule.name.text)) continue;
    if (index < policy.rules.length - 1) {
      yield {
        at: rule.name.at,
        message: `"${rule.name.text}" must be the last rule of "${policy.name?.text ?? "its policy"}", since Okta tries it last`,
      };
    }
    for (const field of conditions) {
      const at = rule.keys.get(field);
      if (at !== undefined) {
        yield {
          at,
          message: `"${rule.name.text}" is Okta's own and matches everybody; it cannot have ${field}`,
        };
      }
    }
  }
}

function* rememberedOnce(rule: DraftSignOnRule): Iterable<Problem> {
  const at = rule.keys.get("secondFactorLifetime");
  if (at === undefined || rule.secondFactor === "SESSION" || rule.secondFactor === "DEVICE") return;
  yield {
    at,
    message: `${named(rule)} remembers no second factor; secondFactorLifetime needs secondFactor: SESSION or DEVICE`,
  };
}

function* classicRule(rule: DraftSignOnRule): Iterable<Problem> {
  const at = rule.keys.get("primaryFactor");
  if (at !== undefined) yield { at, message: `${engineNames.classic} has no primaryFactor; remove it` };
}

function* askedOnce(rule: DraftSignOnRule): Iterable<Problem> {
  const chains = rule.keys.get("chains");
  const others = written(rule, ["factors", "constraints"]);
  const [other] = others;
  if (chains !== undefined && rule.chains.length > 0 && other !== undefined) {
    yield {
      at: other.at,
      message: `${named(rule)} has chains, which take the place of ${other.field}; keep one of them`,
    };
  }
  if (rule.access !== "DENY") return;
  for (const { field, at } of written(rule, ["factors", "constraints", "chains", "reauthenticateEvery"])) {
    yield { at, message: `${named(rule)} denies access and asks for nothing; remove ${field}` };
  }
}

const written = (
  rule: DraftSignOnRule,
  fields: readonly string[],
): readonly { readonly field: string; readonly at: SourcePosition }[] =>
  fields.flatMap((field) => {
    const at = rule.keys.get(field);
    return at === undefined ? [] : [{ field, at }];
  });

function* emptyConstraints(rule: DraftSignOnRule): Iterable<Problem> {
  for (const { map } of rule.constraints) {
    if (map.keys.size > 0) continue;
    yield {
      at: map.at,
      message: `a constraint of ${named(rule)} asks for nothing, so that the others do not count; it needs possession or knowledge`,
    };
  }
}

const opposites = [
  ["groups", "exceptGroups", (name: string) => name.normalize("NFC")],
  ["users", "exceptUsers", sameLogin],
  ["userTypes", "exceptUserTypes", (name: string) => name.normalize("NFC")],
] as const;

function* meantAndLeftOut(rule: DraftSignOnRule): Iterable<Problem> {
  for (const [list, exceptions, normal] of opposites) {
    const meant = new Set((rule.people.get(list) ?? []).map(({ text }) => normal(text)));
    for (const { text, at } of rule.people.get(exceptions) ?? []) {
      if (meant.has(normal(text))) {
        yield {
          at,
          message: `"${text}" is in ${list} and in ${exceptions} of ${named(rule)}; keep one of them`,
        };
      }
    }
  }
}
