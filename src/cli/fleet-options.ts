import type { OrgChoice } from "../flows/fleet/choose-orgs.ts";
import type { FleetOrg } from "../model/fleet.ts";
import { type CommandWith, type Flags, Option } from "./commander.ts";
import { idsValue } from "./option-values.ts";

/** Adds `--fleet`. */
export function addFleetOption<Args extends unknown[], Known extends Flags>(
  command: CommandWith<Args, Known>,
) {
  return command.addOption(new Option("--fleet <file>", "the orgs of the fleet").default("fleet.yaml"));
}

/** Adds `--fleet`, and the flags that choose orgs of it. */
export function addOrgChoice<Args extends unknown[], Known extends Flags>(command: CommandWith<Args, Known>) {
  return addFleetOption(command)
    .addOption(new Option("--org <names>", "only these orgs").argParser(idsValue).default([], "all"))
    .addOption(
      new Option("--tag <words>", "only orgs with one of these tags").argParser(idsValue).default([], "all"),
    )
    .addOption(
      new Option("--owner <names>", "only orgs of these owners").argParser(idsValue).default([], "all"),
    );
}

/** The fleet's file, and those of its orgs that the flags choose. Throws FLEET_* and ORG_NOT_FOUND. */
export async function chosenOrgs(
  options: OrgChoice & { readonly fleet: string },
): Promise<{ readonly path: string; readonly orgs: readonly FleetOrg[] }> {
  const [{ loadFleet }, { chooseOrgs }] = await Promise.all([
    import("../../policy/fleet/load-fleet.ts"),
    import("../flows/fleet/choose-orgs.ts"),
  ]);
  const fleet = await loadFleet(options.fleet);
  return { path: fleet.path, orgs: chooseOrgs(fleet, options) };
}

/** Two orgs of the fleet. Throws FLEET_*, ORG_NOT_FOUND, USAGE. */
export async function namedOrgs(
  fleet: string,
  names: readonly [string, string],
): Promise<readonly [FleetOrg, FleetOrg]> {
  const [{ loadFleet }, { twoOrgs }] = await Promise.all([
    import("../../policy/fleet/load-fleet.ts"),
    import("../flows/fleet/choose-orgs.ts"),
  ]);
  return twoOrgs(await loadFleet(fleet), names);
}
