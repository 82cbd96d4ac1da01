import { parseFactorName } from "../../model/authenticators.ts";
import type {
  BaselineAppRule,
  BaselineConstraint,
  KnowledgeConstraint,
  PossessionConstraint,
} from "../../model/baseline-sign-on.ts";
import type { LiveMethod, LivePart, LiveVerification, MethodDemands } from "../../model/live-sign-on.ts";

/** Okta takes what is left out to be OPTIONAL, but for the presence of the person (sign-on 1.3). */
export const usualDemands: MethodDemands = {
  deviceBound: false,
  hardwareProtected: false,
  phishingResistant: false,
  userVerification: false,
  userPresence: true,
};

/** What a declared rule asks for, as it would be live. */
export function liveVerification({
  verification,
  reauthenticateSeconds,
}: Pick<BaselineAppRule, "verification" | "reauthenticateSeconds">): LiveVerification {
  if (verification.kind === "chains") {
    const step = (names: readonly string[]) => ({
      anyOf: names.map((name) => ({ ...methodNamed(name), demands: usualDemands })),
    });
    const chains = verification.chains.map((steps) => steps.map(step));
    return { kind: "chains", reauthenticateSeconds, chains };
  }
  return {
    kind: "assurance",
    factorMode: `${verification.factors}FA`,
    reauthenticateSeconds,
    constraints: verification.constraints.map(toConstraint),
  };
}

const methodNamed = (name: string): LiveMethod => parseFactorName(name);

const toConstraint = ({ knowledge, possession }: BaselineConstraint) => ({
  knowledge: knowledge === null ? null : toKnowledge(knowledge),
  possession: possession === null ? null : toPossession(possession),
});

const toKnowledge = ({ types, methods }: KnowledgeConstraint): LivePart => ({
  required: true,
  types,
  methods: [],
  only: methods.map(methodNamed),
  except: [],
  demands: usualDemands,
});

/** One that does no more than leave methods out is not required: it bars them and asks for nothing (sign-on 1.3). */
function toPossession({ methods, exceptMethods, ...demands }: PossessionConstraint): LivePart {
  const { deviceBound, hardwareProtected, phishingResistant, userVerification } = demands;
  const asks =
    deviceBound || hardwareProtected || phishingResistant || userVerification || methods.length > 0;
  return {
    required: asks || exceptMethods.length === 0,
    types: [],
    methods: [],
    only: methods.map(methodNamed),
    except: exceptMethods.map(methodNamed),
    demands,
  };
}
