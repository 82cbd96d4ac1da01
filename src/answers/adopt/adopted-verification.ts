import { constraintTexts, holdTexts } from "../../evaluator/declared-sign-on/verification-text.ts";
import { authenticatorRef, onlyMethodOf } from "../../model/authenticators.ts";
import type {
  AppRule,
  LiveConstraint,
  LiveMethod,
  LivePart,
  LiveStep,
  MethodDemands,
} from "../../model/live-sign-on.ts";
import { inlineMap, type Written } from "./yaml-nodes.ts";

/** Demand of a rule in the fields of a baseline, or why a baseline cannot say it. */
export type WrittenVerification =
  | { readonly kind: "said"; readonly fields: Readonly<Record<string, Written>> }
  | { readonly kind: "unsaid"; readonly why: string };

const unsaid = (why: string): WrittenVerification => ({ kind: "unsaid", why });

/** Writes what a rule that lets people in asks for. */
export function writtenVerification({ verification }: AppRule): WrittenVerification {
  if (verification === null) return unsaid("Okta does not show what it asks for");
  if (verification.kind === "other") return unsaid(`it asks by ${verification.type}`);
  const [hold, ...others] = holdTexts(verification);
  if (hold === undefined || others.length > 0) return unsaid("its parts hold for different times");
  const reauthenticateEvery = hold;
  if (verification.kind === "chains") {
    const chains = verification.chains.map((steps) => steps.map(stepNames));
    return isPlain(verification.chains)
      ? { kind: "said", fields: { chains, reauthenticateEvery } }
      : unsaid("a step of its chains asks more of a method");
  }
  const factors = factorCounts[verification.factorMode];
  if (factors === undefined) return unsaid(`it asks for ${verification.factorMode}`);
  const why = verification.constraints.map(whyUnsaid).find((reason) => reason !== null);
  if (why !== undefined) return unsaid(why);
  const asked = constraintTexts(verification.constraints).length > 0;
  const constraints = asked ? verification.constraints.map(constraintNode) : undefined;
  return { kind: "said", fields: { factors, constraints, reauthenticateEvery } };
}

const factorCounts: Readonly<Record<string, number>> = { "1FA": 1, "2FA": 2 };

/** `webauthn`, `okta_verify:push`, `custom_app/autA1`. */
function nameOf({ key, id, method }: LiveMethod): string {
  const ref = authenticatorRef(key, id);
  return method === null || onlyMethodOf(key) !== null ? ref : `${ref}:${method}`;
}

const namesOf = (methods: readonly LiveMethod[]): readonly string[] =>
  [...new Set(methods.map(nameOf))].sort();

const stepNames = ({ anyOf }: LiveStep): Written => {
  const names = namesOf(anyOf);
  return names.length === 1 ? names[0] : names;
};

/** Chains ask nothing of a method but which it is. */
const isPlain = (chains: readonly (readonly LiveStep[])[]): boolean =>
  chains.flat().every(({ anyOf }) => anyOf.every(({ demands }) => asksNothing(demands)));

const asksNothing = (demands: MethodDemands): boolean =>
  demandNames.every((name) => !demands[name]) && demands.userPresence;

const demandNames = ["phishingResistant", "hardwareProtected", "userVerification", "deviceBound"] as const;

const kindsOfKnowledge: ReadonlySet<string> = new Set(["password", "security_question"]);

function whyUnsaid({ possession, knowledge }: LiveConstraint): string | null {
  if (possession === null && knowledge === null) return null;
  if (possession !== null && whyNotPossession(possession) !== null) return whyNotPossession(possession);
  return knowledge === null ? null : whyNotKnowledge(knowledge);
}

function whyNotPossession(part: LivePart): string | null {
  if (part.types.length + part.methods.length > 0) return "it names kinds of possession";
  const onlyLimits = asksNothing({ ...part.demands, userPresence: true }) && part.only.length === 0;
  const isRequired = !(onlyLimits && part.except.length > 0);
  return part.required === isRequired ? null : "Okta shows a part of it as not required";
}

/** Methods that say no more than the kinds do are left out. */
function whyNotKnowledge({ types, methods, except, required }: LivePart): string | null {
  if (!required || except.length > 0) return "it only limits what somebody knows";
  const [kinds, ways] = [[...types].sort().join(), [...methods].sort().join()];
  if (methods.length > 0 && kinds !== ways) return "it names methods of knowledge";
  return types.every((type) => kindsOfKnowledge.has(type)) ? null : `it names the kinds ${types.join(", ")}`;
}

const constraintNode = ({ possession, knowledge }: LiveConstraint): Written =>
  inlineMap({
    possession: possession === null ? undefined : inlineMap(possessionFields(possession)),
    knowledge: knowledge === null ? undefined : inlineMap(knowledgeFields(knowledge)),
  });

const someNames = (methods: readonly LiveMethod[]): readonly string[] | undefined =>
  methods.length === 0 ? undefined : namesOf(methods);

function possessionFields({ demands, only, except }: LivePart): Readonly<Record<string, Written>> {
  const asked = demandNames.flatMap((name) => (demands[name] ? [[name, true] as const] : []));
  return {
    ...Object.fromEntries(asked),
    userPresence: demands.userPresence ? undefined : false,
    methods: someNames(only),
    exceptMethods: someNames(except),
  };
}

const knowledgeFields = ({ types, only }: LivePart): Readonly<Record<string, Written>> => ({
  types: types.length === 0 ? undefined : [...types].sort(),
  methods: someNames(only),
});
