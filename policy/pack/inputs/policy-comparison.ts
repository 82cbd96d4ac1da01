import { parseFactorName } from "../../../src/model/authenticators.ts";
import type { BaselinePolicy } from "../../../src/model/baseline.ts";
import { providerArguments, providerLists } from "../../../src/model/provider-keys.ts";
import { compareSettings, worthOf } from "../../../src/model/strictness.ts";
import { type Engine, type EnrollSetting, enrollSettings } from "../../../src/model/words.ts";
import { type Input, notYetKnown } from "./input.ts";
import type { PolicyInputs } from "./policy-inputs.ts";

/**
 * In what a policy of the stack falls short of the baseline's policy of that name, each as the end of a sentence that
 * begins with the policy. What is not known yet is passed over: `inputs-known` tells it.
 */
export function* shortcomings(
  policy: PolicyInputs,
  declared: BaselinePolicy,
  engine: Engine,
): Iterable<string> {
  if (typeof policy.status === "string" && policy.status !== "ACTIVE") {
    yield `is ${policy.status}; the baseline's policies are ACTIVE`;
  }
  if (policy.groupCount !== notYetKnown && policy.groupCount < declared.groups.length) {
    yield `applies to ${policy.groupCount} of the ${declared.groups.length} groups that the baseline names`;
  }
  if (policy.isOie === notYetKnown) return;
  if ((policy.isOie === true) !== (engine === "identity")) {
    yield `is written for the other engine; the settings of ${engine} that the baseline asks for are not sent`;
    return;
  }
  yield* moreModels(policy, declared);
  for (const { ref, wanted, setting } of comparisons(policy, declared, engine)) {
    const problem = settingProblem(ref, wanted, setting);
    if (problem !== null) yield problem;
  }
}

/** Security keys of more models than the baseline allows. */
function* moreModels({ models }: PolicyInputs, { terms }: BaselinePolicy): Iterable<string> {
  const allowed = terms["webauthn"]?.allowedGroups ?? [];
  if (models === notYetKnown || allowed.length === 0) return;
  const written = (models ?? "").split(",").map((name) => name.trim());
  const named = written.filter((name) => name !== "");
  if (named.length > 0 && named.every((name) => allowed.includes(name))) return;
  const is = named.length === 0 ? "any model" : named.join(", ");
  yield `lets people enroll webauthn of ${is}; the baseline allows ${allowed.join(", ")}`;
}

interface Comparison {
  readonly ref: string;
  readonly wanted: EnrollSetting;
  readonly setting: Input<string>;
}

/** Settings that the baseline lists, as far as a stack can set them; then those that only the stack sets. */
function comparisons(
  policy: PolicyInputs,
  { authenticators, unlisted }: BaselinePolicy,
  engine: Engine,
): readonly Comparison[] {
  const listed = Object.entries(authenticators)
    .filter(([ref]) => canBeSet(ref, engine))
    .map(
      ([ref, wanted]): Comparison => ({
        ref,
        wanted,
        setting: policy.settings.get(ref) ?? missing(ref, policy),
      }),
    );
  if (unlisted === "ignore") return listed;
  const others = [...policy.settings]
    .filter(([ref]) => !Object.hasOwn(authenticators, ref))
    .map(([ref, setting]): Comparison => ({ ref, wanted: unlisted, setting }));
  return [...listed, ...others];
}

/** Of a list whose ids are not known yet any element may be the one. */
function missing(ref: string, policy: PolicyInputs): Input<string> {
  return policy.settings.get(parseFactorName(ref).key) === notYetKnown ? notYetKnown : null;
}

/** A setting for which the provider has no argument cannot be in a stack. */
function canBeSet(ref: string, engine: Engine): boolean {
  const { key } = parseFactorName(ref);
  return (
    Object.hasOwn(providerArguments[engine], key) ||
    (engine === "identity" && Object.hasOwn(providerLists, key))
  );
}

function settingProblem(ref: string, wanted: EnrollSetting, setting: Input<string>): string | null {
  if (setting === notYetKnown) return null;
  if (setting === null) {
    // The provider does not touch what it is not told, so that Okta keeps whatever is set there.
    return worthOf(ref) === "neither" ? null : `does not set ${ref}, which the baseline has as ${wanted}`;
  }
  if (!isEnrollSetting(setting)) return `sets ${ref} to "${setting}", which Okta does not know`;
  switch (compareSettings(ref, wanted, setting)) {
    case "weaker":
      return `sets ${ref} to ${setting}; the baseline has ${wanted}`;
    case "unclear":
      return `sets ${ref} to ${setting}, which cannot be weighed against the baseline's ${wanted}`;
    case "same":
    case "stricter":
      return null;
  }
}

const isEnrollSetting = (text: string): text is EnrollSetting =>
  enrollSettings.some((setting) => setting === text);
