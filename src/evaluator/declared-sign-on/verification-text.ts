import { authenticatorRef, identityAuthenticators, onlyMethodOf } from "../../model/authenticators.ts";
import type {
  LiveConstraint,
  LiveMethod,
  LivePart,
  LiveStep,
  LiveVerification,
  MethodDemands,
} from "../../model/live-sign-on.ts";
import { noDemands } from "../declared/app-rule-as-live.ts";
import { spanText } from "../words/span-text.ts";

/** Each method by name: a key alone stands for all methods of its authenticator. */
function methodNames({ key, id, method }: LiveMethod): readonly string[] {
  const ref = authenticatorRef(key, id);
  if (onlyMethodOf(key) !== null) return [ref];
  const known = Object.keys(identityAuthenticators[key]?.methods ?? {});
  const methods = method === null ? known : [method];
  return methods.length === 0 ? [ref] : methods.map((one) => `${ref}:${one}`);
}

const namesOf = (methods: readonly LiveMethod[]): readonly string[] =>
  [...new Set(methods.flatMap(methodNames))].sort();

const demandNames = Object.keys(noDemands) as (keyof MethodDemands)[];

/** Traits asked of a method that Okta does not ask by itself, as a baseline writes it. */
const demandWords = (demands: MethodDemands): readonly string[] =>
  demandNames.flatMap((name) =>
    demands[name] === noDemands[name] ? [] : [demands[name] ? name : `${name}: false`],
  );

const listWords = (name: string, values: readonly string[]): readonly string[] =>
  values.length === 0 ? [] : [`${name}: ${values.join(", ")}`];

/** Names of kinds, in one spelling; methods that say no more than the kinds are left out. */
function kindWords({ types, methods }: LivePart): readonly string[] {
  const sorted = (names: readonly string[]) => [...new Set(names.map((name) => name.toLowerCase()))].sort();
  const [kinds, ways] = [sorted(types), sorted(methods)];
  const isSame = kinds.join() === ways.join();
  return [...listWords("types", kinds), ...(isSame ? [] : listWords("of methods", ways))];
}

function partText(name: "possession" | "knowledge", part: LivePart | null): readonly string[] {
  if (part === null) return [];
  const words = [
    ...(part.required ? [] : ["not required"]),
    // Of what somebody knows none of these can be asked.
    ...(name === "possession" ? demandWords(part.demands) : []),
    ...kindWords(part),
    ...listWords("methods", namesOf(part.only)),
    ...listWords("exceptMethods", namesOf(part.except)),
  ];
  return [words.length === 0 ? name : `${name} (${words.join("; ")})`];
}

const constraintText = ({ possession, knowledge }: LiveConstraint): string =>
  [...partText("possession", possession), ...partText("knowledge", knowledge)].join(" and ");

/**
 * Constraints in words, in an order of their own, so that two that ask for the same read the same: any of them is enough.
 * Empty where they ask for nothing: there are none, or one of them is empty (sign-on 1.3).
 */
export function constraintTexts(constraints: readonly LiveConstraint[]): readonly string[] {
  const texts = [...new Set(constraints.map(constraintText))].sort();
  return texts.includes("") ? [] : texts;
}

function stepText({ anyOf }: LiveStep): string {
  const words = anyOf.flatMap((one) => {
    const demands = demandWords(one.demands);
    return methodNames(one).map((name) => (demands.length === 0 ? name : `${name} (${demands.join("; ")})`));
  });
  return [...new Set(words)].sort().join(" or ");
}

/** Chains in words, in an order of their own: any of them is enough. */
export const chainTexts = (chains: readonly (readonly LiveStep[])[]): readonly string[] =>
  [...new Set(chains.map((steps) => steps.map(stepText).join(", then ")))].sort();

/** How long what a rule asks for holds, as a baseline writes it; several where its parts say each their own. */
export function holdTexts(
  verification: Exclude<LiveVerification, { readonly kind: "other" }>,
): readonly string[] {
  const { reauthenticateSeconds } = verification;
  const parts =
    verification.kind === "chains"
      ? verification.chains.flat()
      : verification.constraints.flatMap(({ knowledge, possession }) =>
          [knowledge, possession].filter((part) => part !== null),
        );
  const own = parts.map((part) =>
    part.reauthenticateSeconds === undefined ? reauthenticateSeconds : part.reauthenticateSeconds,
  );
  const spans = own.length === 0 ? [reauthenticateSeconds] : own;
  return [...new Set(spans.map(holdText))].sort();
}

/** `SESSION`, `ALWAYS` or `12h`. */
export const holdText = (seconds: number | null): string =>
  seconds === null ? "SESSION" : seconds === 0 ? "ALWAYS" : spanText(seconds);
