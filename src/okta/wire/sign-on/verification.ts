import { z } from "zod";
import type {
  LiveConstraint,
  LiveMethod,
  LivePart,
  LiveStep,
  LiveVerification,
  MethodDemands,
} from "../../../model/live-sign-on.ts";
import { secondsOf } from "./iso-duration.ts";
import { type KnownKeys, unknownWord, unmodelledPaths } from "./unmodelled.ts";

const word = z.string().nullish();

const demanded = {
  deviceBound: word,
  hardwareProtection: word,
  phishingResistant: word,
  userVerification: word,
  userPresence: word,
};

const method = z.looseObject({ key: z.string(), id: word, method: word, ...demanded });
const methods = z.array(method).nullish();

const part = z.looseObject({
  required: z.boolean().nullish(),
  types: z.array(z.string()).nullish(),
  methods: z.array(z.string()).nullish(),
  authenticationMethods: methods,
  excludedAuthenticationMethods: methods,
  reauthenticateIn: word,
  ...demanded,
});

const step = z.looseObject({
  authenticationMethods: z.array(method).min(1),
  reauthenticateIn: word,
  // At most three steps deep (sign-on 1.3); deeper ones are unmodelled.
  next: z.array(z.unknown()).nullish(),
});

/** `verificationMethod` of an app rule, of any type. */
export const wireVerification = z.looseObject({
  type: z.string(),
  factorMode: word,
  reauthenticateIn: word,
  constraints: z.array(z.looseObject({ knowledge: part.nullish(), possession: part.nullish() })).nullish(),
  chains: z.array(step).nullish(),
});

type Wire = z.output<typeof wireVerification>;
type WirePart = z.output<typeof part>;
type WireStep = z.output<typeof step>;

/** Verification that a rule asks for, as far as it was read, and what of it could not be. */
export interface ReadVerification {
  readonly verification: LiveVerification;
  readonly unmodelled: readonly string[];
}

const methodKeys: KnownKeys = {
  key: true,
  id: true,
  method: true,
  ...Object.fromEntries(Object.keys(demanded).map((key) => [key, true as const])),
};

const partKeys: KnownKeys = {
  required: true,
  types: true,
  methods: true,
  authenticationMethods: methodKeys,
  excludedAuthenticationMethods: { key: true, id: true, method: true },
  reauthenticateIn: true,
  // Which gesture verifies the person is a detail of user verification: it only asks for more.
  userVerificationMethods: true,
  ...Object.fromEntries(Object.keys(demanded).map((key) => [key, true as const])),
};

const stepKeys: KnownKeys = { authenticationMethods: methodKeys, reauthenticateIn: true, next: true };

const knownKeys: KnownKeys = {
  type: true,
  factorMode: true,
  reauthenticateIn: true,
  // After so long without use Okta asks again: it only asks for more.
  inactivityPeriod: true,
  constraints: { knowledge: partKeys, possession: partKeys },
  chains: stepKeys,
};

const base = "actions.appSignOn.verificationMethod";

/** Reads `verificationMethod`; every path that is not modelled is named from the rule. */
export function readVerification(wire: Wire): ReadVerification {
  if (wire.type === "ASSURANCE") return readAssurance(wire);
  if (wire.type === "AUTH_METHOD_CHAIN") return readChains(wire);
  return { verification: { kind: "other", type: wire.type }, unmodelled: [] };
}

function readAssurance(wire: Wire): ReadVerification {
  const constraints = wire.constraints ?? [];
  const parts = constraints.flatMap(({ knowledge, possession }) => [knowledge, possession]);
  return {
    verification: {
      kind: "assurance",
      factorMode: wire.factorMode ?? "2FA",
      // Where it is left out, the parts of the constraints have their own.
      reauthenticateSeconds: secondsOf(wire.reauthenticateIn ?? "") ?? null,
      constraints: constraints.map(toConstraint),
    },
    unmodelled: [
      ...unmodelledPaths(wire, knownKeys, base),
      ...unknownWord(`${base}.factorMode`, wire.factorMode ?? "missing", ["1FA", "2FA"]),
      ...strangeDurations([wire, ...parts]),
      ...parts.flatMap((one) => (one == null ? [] : strangeDemands(one, `${base}.constraints[]`))),
    ],
  };
}

/** An object with nothing in it, `{}`, is no constraint at all: any two factors may be used then (sign-on 1.3). */
function toConstraint({ knowledge, possession }: NonNullable<Wire["constraints"]>[number]): LiveConstraint {
  return {
    knowledge: knowledge == null ? null : toPart(knowledge),
    possession: possession == null ? null : toPart(possession),
  };
}

function toPart(wire: WirePart): LivePart {
  const reauthenticate = wire.reauthenticateIn == null ? undefined : secondsOf(wire.reauthenticateIn);
  return {
    required: wire.required ?? true,
    types: wire.types ?? [],
    methods: wire.methods ?? [],
    only: (wire.authenticationMethods ?? []).map(toMethod),
    except: (wire.excludedAuthenticationMethods ?? []).map(toMethod),
    demands: demandsOf(wire),
    ...(reauthenticate !== undefined && { reauthenticateSeconds: reauthenticate }),
  };
}

const toMethod = ({ key, id, method: name }: z.output<typeof method>): LiveMethod => ({
  key,
  id: id ?? null,
  method: name ?? null,
});

/** Okta takes what is left out to be OPTIONAL, but for the presence of the person, which it requires (sign-on 1.3). */
const demandsOf = (
  wire: {
    readonly [Key in keyof typeof demanded]?: string | null | undefined;
  },
): MethodDemands => ({
  deviceBound: wire.deviceBound === "REQUIRED",
  hardwareProtected: wire.hardwareProtection === "REQUIRED",
  phishingResistant: wire.phishingResistant === "REQUIRED",
  userVerification: wire.userVerification === "REQUIRED",
  userPresence: wire.userPresence !== "OPTIONAL",
});

const demandWords = ["REQUIRED", "OPTIONAL"];

const strangeDemands = (
  wire: { readonly [Key in keyof typeof demanded]?: string | null | undefined },
  path: string,
): readonly string[] =>
  Object.keys(demanded).flatMap((key) =>
    unknownWord(`${path}.${key}`, wire[key as keyof typeof demanded], demandWords),
  );

const strangeDurations = (
  those: readonly ({ readonly reauthenticateIn?: string | null | undefined } | null | undefined)[],
): readonly string[] =>
  those.flatMap((one) =>
    one?.reauthenticateIn != null && secondsOf(one.reauthenticateIn) === undefined
      ? [`${base}.reauthenticateIn: ${one.reauthenticateIn}`]
      : [],
  );

function readChains(wire: Wire): ReadVerification {
  const found: { readonly steps: readonly WireStep[]; readonly unmodelled: readonly string[] }[] = (
    wire.chains ?? []
  ).map((first) => stepsFrom(first));
  const steps = found.flatMap((one) => one.steps);
  return {
    verification: {
      kind: "chains",
      reauthenticateSeconds: secondsOf(wire.reauthenticateIn ?? "PT0S") ?? null,
      chains: found.map((one) => one.steps.map(toStep)),
    },
    unmodelled: [
      ...unmodelledPaths(wire, knownKeys, base),
      ...found.flatMap((one) => one.unmodelled),
      ...strangeDurations([wire, ...steps]),
      ...steps
        .flatMap((one) => one.authenticationMethods)
        .flatMap((one) => strangeDemands(one, `${base}.chains[]`)),
    ],
  };
}

/** A chain as a list: each step's `next` has one item, or none at its end. */
function stepsFrom(first: WireStep): {
  readonly steps: readonly WireStep[];
  readonly unmodelled: readonly string[];
} {
  const steps: WireStep[] = [first];
  const unmodelled: string[] = [];
  let next = first.next ?? [];
  while (next.length > 0) {
    const parsed = step.safeParse(next[0]);
    if (next.length > 1 || !parsed.success) return { steps, unmodelled: [`${base}.chains[].next`] };
    unmodelled.push(...unmodelledPaths(parsed.data, stepKeys, `${base}.chains[].next[]`));
    steps.push(parsed.data);
    next = parsed.data.next ?? [];
  }
  return { steps, unmodelled };
}

function toStep(wire: WireStep): LiveStep {
  const reauthenticate = wire.reauthenticateIn == null ? undefined : secondsOf(wire.reauthenticateIn);
  return {
    anyOf: wire.authenticationMethods.map((one) => ({ ...toMethod(one), demands: demandsOf(one) })),
    ...(reauthenticate !== undefined && { reauthenticateSeconds: reauthenticate }),
  };
}
