import { evaluate } from "../../checks/runner/evaluate.ts";
import { planReads } from "../../checks/runner/plan-reads.ts";
import signIn from "../../checks/sign-in.check.ts";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import type { Cost } from "../../src/model/report.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { readConnectionSettings } from "../../src/okta/access/connection-settings.ts";
import { connect } from "../../src/okta/connect.ts";
import { takeSnapshot } from "../../src/okta/take-snapshot.ts";
import { aBaseline, anyOf, aRequirement } from "../support/baseline-builder.ts";
import type { BenchLine } from "./bench-line.ts";
import { largeSignOnOrg } from "./large-sign-on.ts";

const policies = 60;
const mostCpuMs = 4000;
const pageSize = 200;

const factors = anyOf(["okta_verify:push", "okta_verify:signed_nonce", "webauthn", "google_otp"]);
const asking = aBaseline({
  requirements: [
    aRequirement("everyone", {
      factors,
      signIn: {
        to: { kind: "any" },
        atLeast: "two-factors",
        fromOutside: [],
        openEnrollment: false,
        reauthenticateWithinMs: null,
      },
    }),
  ],
});
const notAsking: Baseline = {
  ...asking,
  requirements: asking.requirements.map((one) => ({ ...one, signIn: null })),
};

function userMsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

/** Judging everybody at every app policy: user CPU, as a ratio to parsing the same org as JSON. */
function benchJudging(people: number): BenchLine {
  const org = largeSignOnOrg(people, policies);
  const text = JSON.stringify(org);
  const parseMs = userMsOf(() => JSON.parse(text));
  let weak = 0;
  const judgeMs = userMsOf(() => {
    const { findings } = evaluate({ checks: [signIn], baseline: asking, org, now: new Date() });
    weak = findings.length;
  });
  return {
    what: `${people} people x ${policies} app policies: judged in ${Math.round(judgeMs)} ms of user CPU, ${weak} fall short`,
    ratio: judgeMs / parseMs,
    limit: mostCpuMs / parseMs,
    unit: `of JSON.parse of the org, ${Math.round(parseMs)} ms (limit ${mostCpuMs / 1000} s)`,
  };
}

/** An org of few people with as many policies and applications. */
const stateOf = (people: number) =>
  fillState({
    engine: "identity",
    users: Array.from({ length: people }, (_, index) => ({
      login: `person${index}@acme.example`,
      factors: ["okta_verify:push"],
      ...(index === 0 && { roles: ["SUPER_ADMIN"] }),
    })),
    groups: [],
    apps: Array.from({ length: policies * 5 }, (_, index) => ({
      label: `Application ${index}`,
      policy: `Policy ${index % policies}`,
    })),
    appPolicies: Array.from({ length: policies }, (_, index) => ({ name: `Policy ${index}` })),
  });

/** The fewest requests that show how everybody can sign in: lists, one call a policy, pages, methods of authenticators. */
function floorOf({ slices }: OrgSnapshot): number {
  const { sessionPolicies = [], appPolicies = [], appMappings = [] } = slices;
  const lists = 2;
  return lists + sessionPolicies.length + appPolicies.length + Math.ceil(appMappings.length / pageSize);
}

/** Cost of the sign-on side on top of a check that does not ask for it. */
async function benchRequests(people: number): Promise<readonly BenchLine[]> {
  const emulator = await startEmulator({ state: stateOf(people), token: "bench" });
  const settings = readConnectionSettings({ OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: "bench" });
  const checks = await loadChecks();
  const read = (baseline: Baseline) => takeSnapshot(connect(settings), planReads(checks, baseline));
  try {
    const [without, withSignOn] = [await read(notAsking), await read(asking)];
    const floor = floorOf(withSignOn.snapshot);
    const perPerson = ({ byEndpoint }: Cost) =>
      Object.entries(byEndpoint).reduce(
        (sum, [endpoint, count]) => sum + (endpoint.startsWith("/api/v1/users/{") ? count : 0),
        0,
      );
    const ofOrg = ({ cost }: { readonly cost: Cost }) => cost.requests - perPerson(cost);
    const added = ofOrg(withSignOn) - ofOrg(without);
    const calls = perPerson(withSignOn.cost);
    return [
      {
        what: `${policies} app policies, ${policies * 5} applications: ${added} requests about the org more than without them`,
        ratio: added / floor,
        limit: 1.02,
        unit: `of the floor, ${floor}: lists, one a policy, pages of applications`,
      },
      {
        // Without sign-in, factors alone say enough of most people; how somebody signs in takes both views.
        what: `${people} people: ${calls} calls about people with the sign-on side, ${perPerson(without.cost)} without`,
        ratio: calls / (2 * people),
        limit: 1,
        unit: "of one call for enrolments and one for factors a person",
      },
    ];
  } finally {
    await emulator.close();
  }
}

/** The sign-on side: judging so many people at sixty app policies, and what reading it costs. */
export async function benchSignOn(people: number): Promise<readonly BenchLine[]> {
  const reading = await benchRequests(300);
  return [benchJudging(people), ...reading];
}
