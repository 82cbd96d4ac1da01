import type { Count, OrgProbe, Pace } from "../../model/org-probe.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { CostEstimate, Range } from "../../model/readiness.ts";
import { slicesOfStandards } from "../../model/snapshot.ts";
import { wellKnownEndpoint } from "../connection/carry.ts";
import { namesZones } from "../reading/read-org-parts.ts";
import { standardsLists } from "../reading/read-standards.ts";

export interface EstimateInput {
  readonly plan: ReadPlan;
  readonly probe: OrgProbe;
  /** People whose enrolments are needed. */
  readonly people: Range;
  /** Whether some of them need a second call, for methods that the first does not show. */
  readonly mayNeedFactorsToo: boolean;
  readonly paceOf: (endpoint: string) => Pace;
}

const pageSize = 200;
const assigneePageSize = 100;
const memberPageSize = 1000;

/** Adds up calls; knows when something could not be counted to its end. */
function startTally() {
  const calls = new Map<string, Range>();
  let isOpen = false;
  const add = (endpoint: string, least: number, most = least): void => {
    const before = calls.get(endpoint) ?? { least: 0, most: 0 };
    calls.set(endpoint, { least: before.least + least, most: before.most + most });
  };
  return {
    add,
    /** The pages of a list; one is read even of an empty one. */
    addPages(endpoint: string, count: Count | null, size = pageSize) {
      if (count?.isAll !== true) isOpen = true;
      add(endpoint, Math.max(1, Math.ceil((count?.atLeast ?? 0) / size)));
    },
    done: () => ({
      byEndpoint: Object.fromEntries([...calls].sort(([left], [right]) => (left < right ? -1 : 1))),
      isOpen,
    }),
  };
}

type Tally = ReturnType<typeof startTally>;

const exactly = (atLeast: number | null): Count | null =>
  atLeast === null ? null : { atLeast, isAll: true };

function addPeople(tally: Tally, { plan, probe: { counts } }: EstimateInput): void {
  if (!plan.slices.has("users")) return;
  const { people } = counts;
  const all = people?.total == null ? people : exactly(people.total);
  tally.addPages("/api/v1/users", all);
  tally.addPages("/api/v1/users", counts.deprovisioned);
}

function addGroups(tally: Tally, { plan: { slices }, probe: { counts } }: EstimateInput): void {
  const hasMembers = slices.has("group-members") || slices.has("admin-roles");
  if (slices.has("groups") || hasMembers) tally.addPages("/api/v1/groups", counts.groups);
  if (slices.has("group-rules")) tally.addPages("/api/v1/groups/rules", counts.groupRules);
  for (const { members } of hasMembers ? counts.membersOfGroups : []) {
    tally.addPages("/api/v1/groups/{id}/users", exactly(members), memberPageSize);
  }
}

function addPolicies(tally: Tally, { plan: { slices }, probe }: EstimateInput): void {
  if (slices.has("policies") || slices.has("policy-rules")) tally.add("/api/v1/policies", 1);
  if (slices.has("policy-rules")) tally.add("/api/v1/policies/{id}/rules", probe.counts.policies ?? 1);
  for (const policies of probe.counts.signOnPolicies) {
    tally.add("/api/v1/policies", 1);
    tally.add("/api/v1/policies/{id}/rules", policies);
  }
  if (slices.has("authenticators")) {
    tally.add(probe.org.engine === "classic" ? "/api/v1/org/factors" : "/api/v1/authenticators", 1);
    const { methodLists } = probe.counts;
    if (methodLists > 0) tally.add("/api/v1/authenticators/{id}/methods", methodLists);
  }
  if (slices.has("user-types")) tally.add("/api/v1/meta/types/user", 1);
  if (slices.has("zones")) tally.addPages("/api/v1/zones", probe.counts.zones);
  else if (slices.has("policy-rules") && namesZones(probe.policies ?? [])) tally.add("/api/v1/zones", 1);
}

function addStandards(tally: Tally, { plan: { slices } }: EstimateInput): void {
  // Rules of automations and pages of brands take a call each besides; orgs have few.
  for (const slice of slicesOfStandards) {
    if (slices.has(slice)) tally.add(standardsLists[slice].read.endpoint, 1);
  }
}

function addAdminsAndApps(tally: Tally, { plan: { slices }, probe: { counts } }: EstimateInput): void {
  if (slices.has("admin-roles")) {
    tally.addPages("/api/v1/iam/assignees/users", counts.assignees, assigneePageSize);
    tally.add("/api/v1/users/{id}/roles", counts.assignees?.atLeast ?? 0);
    tally.add("/api/v1/groups/{id}/roles", counts.adminGroups);
  }
  // Listed once, for their policies and for who is assigned to them.
  if (slices.has("apps") || slices.has("app-mappings")) tally.addPages("/api/v1/apps", counts.apps);
  const { least, most } = counts.hiddenAppPolicies;
  if (most > 0) tally.add("/api/v1/policies/{id}/mappings", least, most);
  if (!slices.has("apps")) return;
  for (const { users, groups } of counts.wantedApps) {
    tally.addPages("/api/v1/apps/{id}/users", users);
    tally.addPages("/api/v1/apps/{id}/groups", groups);
  }
}

function addEnrolments(tally: Tally, { probe, people, mayNeedFactorsToo }: EstimateInput): void {
  if (people.most === 0) return;
  const view = probe.view ?? (probe.org.engine === "classic" ? "factors" : "authenticator-enrollments");
  tally.add(`/api/v1/users/{id}/${view}`, people.least, people.most);
  if (view === "authenticator-enrollments") {
    if (mayNeedFactorsToo) tally.add("/api/v1/users/{id}/factors", 0, people.most);
  } else if (probe.org.engine === "identity") {
    // That the other view is missing is found out at one or two people, and that they still exist is looked up.
    tally.add("/api/v1/users/{id}/authenticator-enrollments", 1, 2);
    tally.add("/api/v1/users/{id}", 0, 2);
  }
}

/** A window lets its calls through at once; each further one is waited for, a minute at most (okta-api 7). */
function minutesFor(byEndpoint: CostEstimate["byEndpoint"], paceOf: EstimateInput["paceOf"]): Range | null {
  const families = new Map<string, { pace: number; least: number; most: number }>();
  for (const [endpoint, { least, most }] of Object.entries(byEndpoint)) {
    const { family, callsPerMinute } = paceOf(endpoint);
    if (callsPerMinute === null) continue;
    const before = families.get(family) ?? { pace: callsPerMinute, least: 0, most: 0 };
    families.set(family, { ...before, least: before.least + least, most: before.most + most });
  }
  if (families.size === 0) return null;
  const waits = (calls: number, pace: number): number => Math.max(0, Math.ceil(calls / pace) - 1);
  const all = [...families.values()];
  return {
    least: all.reduce((sum, { least, pace }) => sum + waits(least, pace), 0),
    most: all.reduce((sum, { most, pace }) => sum + waits(most, pace), 0),
  };
}

/** Estimates the cost of a check that reads by this plan, if everything could be read. */
export function estimateCost(input: EstimateInput): CostEstimate {
  const tally = startTally();
  const { kind, isBound } = input.probe.credentials;
  tally.add(wellKnownEndpoint, 1);
  // With DPoP one request learns that a proof is wanted, one that it wants a nonce (okta-api 8).
  if (kind === "service-app") tally.add("/oauth2/v1/token", isBound ? 3 : 1);
  addPeople(tally, input);
  addGroups(tally, input);
  addPolicies(tally, input);
  addAdminsAndApps(tally, input);
  addStandards(tally, input);
  addEnrolments(tally, input);
  const { byEndpoint, isOpen } = tally.done();
  const ranges = Object.values(byEndpoint);
  return {
    calls: {
      least: ranges.reduce((sum, { least }) => sum + least, 0),
      most: ranges.reduce((sum, { most }) => sum + most, 0),
    },
    byEndpoint,
    isOpen,
    minutes: minutesFor(byEndpoint, input.paceOf),
    people: input.people,
  };
}
