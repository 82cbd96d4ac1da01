import { Authenticator } from "@pulumi/okta/authenticator.js";
import { Factor } from "@pulumi/okta/factor/factor.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Baseline } from "../src/model/baseline.ts";
import type { AuthenticatorStatus, Engine } from "../src/model/words.ts";
import { canSwitch } from "./authenticator-lookups.ts";
import { displayNameOf } from "./authenticator-names.ts";
import { type Declared, inSequence } from "./in-sequence.ts";
import type { OrgIds } from "./org-ids.ts";
import { nameIn, type Placement } from "./placement.ts";

/** One authenticator's or factor's switch for the whole org. */
export interface Switch {
  readonly key: string;
  readonly status: AuthenticatorStatus;
}

/**
 * The switches that the provider can set, in two halves: what is ACTIVE must be on before a policy can ask for it, and
 * what is INACTIVE can only go off once no policy asks for it (403 E0000148).
 */
export function switchesOf(
  baseline: Baseline,
  orgIds: OrgIds,
): Readonly<Record<AuthenticatorStatus, readonly Switch[]>> {
  const switches = Object.entries(baseline.authenticators)
    .filter(([ref]) => canSwitch(ref, baseline.org.engine, orgIds.authenticators))
    .map(([key, status]) => ({ key, status }));
  const having = (wanted: AuthenticatorStatus) => switches.filter(({ status }) => status === wanted);
  return { ACTIVE: having("ACTIVE"), INACTIVE: having("INACTIVE") };
}

/**
 * Declares switches, one after the other. Deleting one leaves the authenticator as it is: a line that is gone from the
 * baseline says nothing any more, while the provider would switch the authenticator off for the whole org, or report
 * that it did when Okta had refused (pulumi-okta 2.1.10).
 */
export function declareAuthenticators(
  place: Placement,
  engine: Engine,
  switches: readonly Switch[],
  after: readonly pulumi.Resource[],
): readonly Declared<Switch>[] {
  return inSequence(switches, after, ({ key, status }, dependsOn): pulumi.CustomResource => {
    const options = { parent: place.component, dependsOn, retainOnDelete: true };
    if (engine === "classic") {
      const args = { providerId: key, active: status === "ACTIVE" };
      return new Factor(nameIn(place, key), args, options);
    }
    // Without a name Pulumi would make one up, and Okta show it to people who enroll.
    const args = { key, name: displayNameOf(key), legacyIgnoreName: true, status };
    return new Authenticator(nameIn(place, key), args, options);
  });
}
