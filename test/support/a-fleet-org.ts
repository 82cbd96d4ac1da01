import type { FleetOrg } from "../../src/model/fleet.ts";

/** An org of a fleet that is to be checked every six hours; override what the test is about. */
export function aFleetOrg(over: Partial<FleetOrg> = {}): FleetOrg {
  return {
    name: "acme-prod",
    url: "https://acme.okta.com",
    baseline: "prod.yaml",
    credentials: "ACME_PROD",
    tags: [],
    owner: null,
    everyMs: 6 * 3_600_000,
    ...over,
  };
}
