import type { OrgCounts, OrgProbe } from "../../model/org-probe.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { Slice } from "../../model/snapshot.ts";
import { scopesFor } from "../access/scopes.ts";
import type { OktaConnection } from "../connection/connection.ts";
import { failOnFirst401 } from "../reading/first-call.ts";
import { startGapList } from "../reading/gap-list.ts";
import { readOrganization } from "../reading/read-organization.ts";
import type { Reading } from "../reading/reading.ts";
import { ReadFailure } from "../transport/read-failure.ts";
import { stoppedError } from "../transport/stop-words.ts";
import { personReader } from "../wire/users.ts";

import { readOwnRoles, tryCredentials } from "./probe-credentials.ts";
import { adminGroups, probeGroups, probeMembers } from "./probe-groups.ts";
import { probeApps, probeAssignees, probeLog, probeOrgParts } from "./probe-parts.ts";
import { probePeople, probeView } from "./probe-people.ts";
import { probePolicies } from "./probe-policies.ts";
import { probeSignOn } from "./probe-sign-on.ts";
import { type Prober, startProber } from "./prober.ts";

export interface ProbeOptions {
  readonly signal: AbortSignal;
  /** The baseline names methods, which authenticator-enrollments does not show. */
  readonly asksMethods: boolean;
  /** Called with a word for what comes next. */
  readonly onPhase: (phase: string) => void;
}

const nothingCounted: OrgCounts = {
  people: null,
  deprovisioned: null,
  groups: null,
  groupRules: null,
  membersOfGroups: [],
  policies: null,
  signOnPolicies: [],
  hiddenAppPolicies: { least: 0, most: 0 },
  methodLists: 0,
  zones: null,
  assignees: null,
  adminGroups: 0,
  apps: null,
  namedApps: [],
  wantedApps: [],
};

/**
 * Finds out, with a few reads whatever the size of the org and never a write, what the credentials can read of what a
 * check would, and how much there is of it.
 *
 * @throws PlumblineError NETWORK, NOT_OKTA, TIMEOUT, INTERRUPTED; credentials that are refused are an answer
 */
export async function probeOrg(
  connection: OktaConnection,
  plan: ReadPlan,
  options: ProbeOptions,
): Promise<OrgProbe> {
  const { signal, onPhase } = options;
  const { clock } = connection;
  const guarded = failOnFirst401(connection);
  try {
    onPhase("org");
    const org = await readOrganization(connection, signal);
    const wanted: ReadonlySet<Slice> = new Set([...plan.slices, "logs"]);
    const scopes = scopesFor(wanted, org.engine);
    onPhase("credentials");
    const tried = await tryCredentials(guarded, scopes, signal);
    const { credentials, granted } = tried;
    if (credentials.refusal !== null) {
      return {
        org,
        credentials: { ...credentials, roles: null },
        clockSkew: clock.skewSeconds(),
        access: {},
        policies: null,
        view: null,
        counts: nothingCounted,
      };
    }
    const roles = await readOwnRoles(guarded, tried.rolesRead, signal);
    const { engine } = org;
    const startedAt = clock.now();
    const reading: Reading = {
      connection: guarded,
      engine,
      gaps: startGapList(),
      signal,
      toPerson: personReader(null),
      startedAt,
    };
    const prober = startProber(reading, wanted, granted);
    const probed = await probeSlices(prober, plan, options);
    return { org, credentials: { ...credentials, roles }, clockSkew: clock.skewSeconds(), ...probed };
  } catch (failure) {
    if (failure instanceof ReadFailure && failure.kind === "aborted") throw stoppedError(signal);
    throw failure;
  }
}

async function probeSlices(
  prober: Prober,
  plan: ReadPlan,
  { onPhase, asksMethods }: ProbeOptions,
): Promise<Pick<OrgProbe, "access" | "policies" | "view" | "counts">> {
  onPhase("people");
  const { people, deprovisioned, some } = await probePeople(prober);
  onPhase("groups");
  const groups = await probeGroups(prober);
  onPhase("policies");
  const policies = await probePolicies(prober);
  const signOn = await probeSignOn(prober);
  const parts = await probeOrgParts(prober, plan);
  onPhase("admin roles");
  const assignees = await probeAssignees(prober);
  onPhase("applications");
  const apps = await probeApps(prober, plan.appLabels);
  onPhase("group members");
  const membersOfGroups = await probeMembers(prober, groups, { plan, policies, apps: apps.found });
  onPhase("enrolments");
  const view = await probeView(prober, some, asksMethods);
  await probeLog(prober);
  return {
    access: prober.access(),
    policies,
    view,
    counts: {
      people: people === null ? null : { ...people, total: people.isAll ? null : groups.everybody },
      deprovisioned,
      groups: groups.groups,
      groupRules: groups.groupRules,
      membersOfGroups,
      policies: policies?.length ?? null,
      ...signOn,
      ...parts,
      assignees,
      adminGroups: adminGroups(groups.listed).length,
      apps: apps.apps,
      namedApps: apps.named,
      wantedApps: apps.wanted,
    },
  };
}
