import type { BaselineSessionRule } from "../../model/baseline-sign-on.ts";
import type { PolicyRuleId, UserId } from "../../model/ids.ts";
import type { SessionRule } from "../../model/live-sign-on.ts";
import type { LiveNetwork, NamedNetwork } from "../../model/network.ts";

/** Finds what declared names mean in an org. Whoever is not there gets an id that nobody has. */
export interface OrgNames {
  userId(user: string): UserId;
  network(declared: NamedNetwork): LiveNetwork;
}

/** A rule as it would be live where it is declared: what a baseline does not say of it is as Okta starts it (sign-on 1.2). */
export function sessionRuleAsLive(
  { name, network, exceptUsers, access, primaryFactor, session, ...declared }: BaselineSessionRule,
  id: PolicyRuleId,
  names: OrgNames,
): SessionRule {
  const isAsked = declared.secondFactor !== "NEVER";
  return {
    id,
    name,
    status: "ACTIVE",
    priority: 0,
    system: declared.isSystem,
    network: names.network(network),
    unmodelled: [],
    excludedUserIds: exceptUsers.map((user) => names.userId(user)),
    authType: "ANY",
    identityProvider: "ANY",
    idpIds: [],
    risk: "ANY",
    behaviors: [],
    access,
    primaryFactor,
    requiresFactor: isAsked,
    factorPrompt: isAsked ? declared.secondFactor : null,
    factorLifetimeMinutes: declared.secondFactorLifetimeMinutes,
    session,
  };
}
