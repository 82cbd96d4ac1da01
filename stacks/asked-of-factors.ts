import { identityAuthenticators, parseFactorName } from "../src/model/authenticators.ts";
import type {
  BaselineConstraint,
  BaselineVerification,
  KnowledgeConstraint,
  PossessionConstraint,
} from "../src/model/baseline-sign-on.ts";

/**
 * Demands of a rule on factors, as the API has it and the provider takes it, in JSON. `required` is always written: the
 * provider takes one that is left out for false (`Required bool` of its constraints), by which a rule would only limit
 * what may be used and ask for nothing.
 */
export function verificationOf(verification: BaselineVerification): Verification {
  if (verification.kind === "chains") {
    return {
      type: "AUTH_METHOD_CHAIN",
      chains: verification.chains.map((steps) => JSON.stringify(chainOf(steps))),
    };
  }
  const constraints = verification.constraints.map((constraint) => JSON.stringify(constraintOf(constraint)));
  return {
    type: "ASSURANCE",
    factorMode: `${verification.factors}FA`,
    ...(constraints.length === 0 ? {} : { constraints }),
  };
}

/** The part of a rule's arguments that says it. */
export interface Verification {
  readonly type: string;
  readonly factorMode?: string;
  readonly constraints?: string[];
  readonly chains?: string[];
}

interface Method {
  readonly key: string;
  readonly id?: string;
  readonly method: string;
}

/** Okta wants a method named: a key alone stands for all that its authenticator has. */
function methodsNamed(name: string): readonly Method[] {
  const { key, id, method } = parseFactorName(name);
  const known = Object.hasOwn(identityAuthenticators, key)
    ? Object.keys(identityAuthenticators[key]?.methods ?? {})
    : [];
  const methods = method === null ? known : [method];
  return methods.map((one) => ({ key, ...(id === null ? {} : { id }), method: one }));
}

const listed = (field: string, names: readonly string[]): Readonly<Record<string, readonly Method[]>> =>
  names.length === 0 ? {} : { [field]: names.flatMap(methodsNamed) };

const constraintOf = ({ knowledge, possession }: BaselineConstraint): object => ({
  ...(knowledge === null ? {} : { knowledge: knowledgeOf(knowledge) }),
  ...(possession === null ? {} : { possession: possessionOf(possession) }),
});

const knowledgeOf = ({ types, methods }: KnowledgeConstraint): object => ({
  required: true,
  ...(types.length === 0 ? {} : { types }),
  ...listed("authenticationMethods", methods),
});

const demands = [
  ["deviceBound", "deviceBound"],
  ["hardwareProtection", "hardwareProtected"],
  ["phishingResistant", "phishingResistant"],
  ["userVerification", "userVerification"],
] as const;

function possessionOf(part: PossessionConstraint): object {
  const asked = demands.flatMap(([field, name]) => (part[name] ? [[field, "REQUIRED"] as const] : []));
  const onlyLimits = asked.length === 0 && part.methods.length === 0 && part.exceptMethods.length > 0;
  return {
    required: !onlyLimits,
    ...Object.fromEntries(asked),
    ...(part.userPresence ? {} : { userPresence: "OPTIONAL" }),
    ...listed("authenticationMethods", part.methods),
    ...listed("excludedAuthenticationMethods", part.exceptMethods),
  };
}

/** The first step, which leads to the next by its own `next`. */
function chainOf([first = [], ...rest]: readonly (readonly string[])[]): object {
  return {
    authenticationMethods: first.flatMap(methodsNamed),
    ...(rest.length === 0 ? {} : { next: [chainOf(rest)] }),
  };
}
