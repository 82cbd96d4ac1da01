import fc from "fast-check";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import signIn from "../../../checks/sign-in.check.ts";
import { fillState } from "../../../src/emulator/filling/fill-state.ts";
import type { WrittenState } from "../../../src/emulator/filling/state-schema.ts";
import type { FaultPlan } from "../../../src/emulator/server/faults.ts";
import { startEmulator } from "../../../src/emulator/start-emulator.ts";
import { samplePairs, verifySignOn } from "../../../src/flows/check/verify-sign-on.ts";
import { readConnectionSettings } from "../../../src/okta/access/connection-settings.ts";
import { connect } from "../../../src/okta/connect.ts";
import { takeSnapshot } from "../../../src/okta/take-snapshot.ts";
import { aBaseline, aRequirement } from "../../support/baseline-builder.ts";
import { propertyRuns } from "../../support/property-runs.ts";
import { type Rewrite, rewritingProxy } from "../../support/rewriting-proxy.ts";

// Orgs are read over real sockets here.
vi.setConfig({ testTimeout: 480_000 });

const asking = aBaseline({
  requirements: [
    aRequirement("all", {
      signIn: {
        to: { kind: "any" },
        atLeast: "two-factors",
        fromOutside: [],
        openEnrollment: true,
        reauthenticateWithinMs: null,
      },
    }),
  ],
});

const acme: WrittenState = {
  users: [
    { login: "nia@acme.example", roles: ["SUPER_ADMIN"], factors: ["webauthn"] },
    { login: "kim@acme.example", factors: ["webauthn"] },
    { login: "sam@acme.example", provider: "FEDERATION" },
  ],
  groups: [{ name: "Contractors", members: ["kim@acme.example"] }],
  zones: [{ name: "Corp" }],
  authenticators: ["okta_password", "okta_verify", "webauthn"].map((key) => ({ key })),
  apps: [{ label: "Payroll", groupIds: ["Everyone"] }, { label: "Vault" }],
  sessionPolicies: [
    {
      name: "Work",
      groups: ["Contractors"],
      rules: [{ name: "Office", zones: ["Corp"] }, { name: "Anyone" }],
    },
  ],
  appPolicies: [
    { name: "Strong", apps: ["Payroll"], rules: [{ name: "Contractors", groups: ["Contractors"] }] },
  ],
};

interface Served {
  readonly state?: WrittenState;
  readonly faults?: FaultPlan["faults"];
  readonly rewrite?: Rewrite;
  readonly wanted?: number;
}

/** Verifies a served org, and what a check says then. */
async function verified({ state = acme, faults = [], rewrite, wanted = 6 }: Served = {}) {
  const emulator = await startEmulator({
    state: fillState(state),
    ...(faults.length > 0 && { faults: { seed: 1, faults } }),
  });
  onTestFinished(() => emulator.close());
  const url = rewrite === undefined ? emulator.url : await rewritingProxy(emulator.url, rewrite);
  const connection = connect(readConnectionSettings({ OKTA_ORG_URL: url, OKTA_API_TOKEN: emulator.token }));
  const { signal } = connection;
  const baseline = { ...asking, org: { engine: state.engine ?? "identity" } };
  const { snapshot } = await takeSnapshot(connection, planReads([signIn], baseline));
  const simulation = await verifySignOn(snapshot, { connection, signal }, { wanted, seed: "1" });
  const now = new Date(snapshot.takenAt);
  const { outcomes, summary } = evaluate({ checks: [signIn], baseline, org: snapshot, now, simulation });
  return { snapshot, simulation, outcome: outcomes[0], verified: summary.verified };
}

interface Evaluation {
  readonly policyType: string;
  readonly result: { readonly policies: readonly object[] };
}

/** Changes each evaluation of a simulation that was answered. */
const simulating =
  (change: (one: Evaluation) => object): Rewrite =>
  (path, answer) => {
    if (!path.startsWith("/api/v1/policies/simulate") || answer.status !== 200) return answer;
    const { evaluation } = answer.body as { evaluation: readonly Evaluation[] };
    return { ...answer, body: { evaluation: evaluation.map(change) } };
  };

/** Says that another rule decides about applications. */
const saysOtherwise = simulating((one) =>
  one.policyType === "ACCESS_POLICY"
    ? { ...one, result: { policies: [{ name: "Lax", rules: [{ id: "rulElse", name: null }] }] } }
    : one,
);

describe("asking Okta's own simulation", () => {
  it("agrees with the emulator's, which shares nothing with the evaluator", async () => {
    const { simulation, outcome, verified: counts } = await verified();
    expect(simulation).toMatchObject({ wanted: 6, refusals: [] });
    expect(simulation.answers.length).toBeGreaterThan(2);
    expect(outcome).toMatchObject({ status: "in-line", reason: null });
    expect(counts).toEqual({
      wanted: 6,
      asked: simulation.answers.length,
      agreed: simulation.answers.length,
    });
  });

  it("samples the same for the same seed, and nobody who signs in elsewhere", async () => {
    const { snapshot } = await verified({ wanted: 1 });
    const sampled = (seed: string) =>
      [...samplePairs(snapshot, seed, 20)].map(({ person, app }) => `${person.login} ${app.label}`);
    expect(sampled("1")).toEqual(sampled("1"));
    expect(sampled("1")).not.toEqual(sampled("2"));
    expect(sampled("1").filter((pair) => pair.startsWith("sam"))).toEqual([]);
    expect([...samplePairs({ ...snapshot, slices: {} }, "1", 5)]).toEqual([]);
  });

  it("is unknown where Okta names another rule, with both", async () => {
    const { outcome, verified: counts } = await verified({ rewrite: saysOtherwise });
    expect(outcome?.status).toBe("unknown");
    expect(counts).toMatchObject({ wanted: 6, agreed: 0 });
    expect(outcome?.reason).toMatch(
      /the app rule for (?:nia|kim)@acme\.example at .* is not settled: Okta says that rule "rulElse" of "Lax" decides, and we that ".*" of ".*" can/u,
    );
  });

  it.each<[string, Rewrite, RegExp]>([
    [
      "names no rule",
      (path, answer) => (path.includes("/simulate") ? { ...answer, body: { evaluation: [] } } : answer),
      /Okta names no rule, and we /u,
    ],
    [
      "passes by a rule that we take to decide",
      simulating((one) => ({ ...one, undefined: null })),
      /we say that rule "Office" of "Work" can decide, and Okta that "Anyone" of "Work" does/u,
    ],
    [
      "gives what is no simulation",
      (path, answer) => (path.includes("/simulate") ? { status: 200, body: { evaluation: 7 } } : answer),
      /Okta's own simulation: it was not answered \(a simulation that is none\)/u,
    ],
  ])("is unknown where Okta %s", async (_, rewrite, why) => {
    const { outcome } = await verified({ rewrite, wanted: 12 });
    expect(outcome?.status).toBe("unknown");
    expect(outcome?.reason).toMatch(why);
  });

  it("is unknown where it is refused, or there is none, or nobody to ask about", async () => {
    const faults: FaultPlan["faults"] = [
      { path: "/api/v1/policies/simulate", probability: 1, effect: { kind: "forbidden" } },
    ];
    expect((await verified({ faults })).outcome?.reason).toMatch(/it was not answered \(403 E0000006/u);
    const classic = await verified({ state: { engine: "classic", users: acme.users ?? [] } });
    expect(classic.outcome?.reason).toContain("the Classic Engine has none");
    const { simulation } = await verified({
      state: { ...acme, users: [{ login: "sam@acme.example", provider: "FEDERATION" }] },
    });
    expect(simulation.refusals).toEqual(["nobody and no application was found that it could be asked about"]);
  });
});

const names = ["Contractors", "Staff"];
const rule = fc.record({
  name: fc.constantFrom("One", "Two", "Three"),
  groups: fc.subarray(names),
  exceptUsers: fc.subarray(["kim@acme.example"]),
  zones: fc.subarray(["Corp"]),
  conditions: fc.constantFrom(
    {},
    { riskScore: { level: "HIGH" } },
    { device: { registered: true, managed: true } },
    { platform: { include: [{ type: "MOBILE", os: { type: "IOS" } }] } },
  ),
});
const rules = fc.uniqueArray(rule, { selector: ({ name }) => name, maxLength: 3 });
const orgs: fc.Arbitrary<WrittenState> = fc
  .record({
    strong: rules,
    session: fc.uniqueArray(rule, { selector: ({ name }) => name, minLength: 1, maxLength: 2 }),
    members: fc.subarray(["nia@acme.example", "kim@acme.example"]),
  })
  .map(({ strong, session, members }) => ({
    ...acme,
    groups: [
      { name: "Contractors", members },
      { name: "Staff", members: ["kim@acme.example"] },
    ],
    sessionPolicies: [
      {
        name: "Work",
        groups: ["Contractors"],
        rules: session.map(({ name, zones, exceptUsers }) => ({ name, zones, exceptUsers })),
      },
    ],
    appPolicies: [{ name: "Strong", apps: ["Payroll"], rules: strong }],
  }));

it("comes to the rules that the emulator's simulation matches, whatever the org", async () => {
  await fc.assert(
    fc.asyncProperty(orgs, async (state) => {
      const { simulation, outcome } = await verified({ state, wanted: 8 });
      expect(simulation.answers.length).toBeGreaterThan(0);
      expect(outcome?.reason ?? "").not.toMatch(/not settled/u);
    }),
    { numRuns: propertyRuns(15) },
  );
});
