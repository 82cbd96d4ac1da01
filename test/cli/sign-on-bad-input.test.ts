import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import type { FaultPlan } from "../../src/emulator/server/faults.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";
import type { Report } from "../../src/model/report.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { type Rewrite, rewritingProxy } from "../support/rewriting-proxy.ts";
import { readScopes, serviceAppEnv, withServiceApp } from "../support/service-app.ts";

// Orgs are read over real sockets here.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-bad-sign-on-"));
});
afterAll(() => rm(folder, { recursive: true }));

const written: WrittenState = {
  users: [
    { login: "nia@acme.example", roles: ["SUPER_ADMIN"], factors: ["webauthn"] },
    { login: "kim@acme.example", factors: ["webauthn", "okta_verify:push"] },
  ],
  groups: [{ name: "Staff", members: ["kim@acme.example"] }],
  authenticators: ["okta_password", "okta_verify", "webauthn"].map((key) => ({ key })),
  apps: [{ label: "Payroll", groupIds: ["Staff"] }],
  appPolicies: [{ name: "Strong", apps: ["Payroll"], rules: [{ name: "Staff", groups: ["Staff"] }] }],
};

type Target = "any" | "adminConsole" | "{ apps: [Payroll] }";
const baselineFor = (to: Target, engine: "identity" | "classic"): string =>
  `version: 1
org: { engine: ${engine} }
requirements:
  - { id: all, title: All, appliesTo: { everyone: true }, signIn: { to: ${to}, atLeast: two-factors } }
`;

interface Case {
  readonly to?: Target;
  readonly engine?: "identity" | "classic";
  readonly state?: (state: EmulatorState) => EmulatorState;
  readonly written?: Partial<WrittenState>;
  readonly faults?: FaultPlan["faults"];
  readonly rewrite?: Rewrite;
  /** Scopes that are not granted to the service app; a token with all powers reads unless given. */
  readonly withoutScopes?: readonly string[];
}

async function check(given: Case) {
  const { to = "any", engine = "identity", faults = [], withoutScopes } = given;
  const state = (given.state ?? ((one) => one))(fillState({ ...written, ...given.written, engine }));
  const emulator = await startEmulator({
    state:
      withoutScopes === undefined
        ? state
        : withServiceApp(state, { scopes: readScopes.filter((one) => !withoutScopes.includes(one)) }),
    ...(faults.length > 0 && { faults: { seed: 1, faults } }),
  });
  onTestFinished(() => emulator.close());
  const url = given.rewrite === undefined ? emulator.url : await rewritingProxy(emulator.url, given.rewrite);
  const credentials = withoutScopes === undefined ? { OKTA_API_TOKEN: emulator.token } : serviceAppEnv;
  const baseline = join(folder, "baseline.yaml");
  await writeFile(baseline, baselineFor(to, engine));
  const terminal = fakeTerminal({ env: { OKTA_ORG_URL: url, ...credentials } });
  const args = ["check", "--baseline", baseline, "--only", "sign-in", "--format", "json", "--quiet"];
  const exitCode = await run(args, terminal);
  const report: Report = JSON.parse(terminal.written.stdout);
  const said = [
    ...report.outcomes.flatMap(({ reason }) => reason ?? []),
    ...report.findings.map(({ message }) => message),
    ...report.gaps.map(({ slice, reason }) => `${slice}: ${reason}`),
  ];
  return { exitCode, verdict: report.summary.verdict, said: said.join("\n"), report };
}

/** Changes the rules of the policy that has a rule of that name. */
const rulesWith =
  (name: string, change: (rule: Record<string, unknown>) => unknown): Rewrite =>
  (path, answer) => {
    if (!path.endsWith("/rules") || !Array.isArray(answer.body)) return answer;
    const rules = answer.body as readonly Record<string, unknown>[];
    return { ...answer, body: rules.map((rule) => (rule["name"] === name ? change(rule) : rule)) };
  };

/** Sets a field of what an app rule asks for. */
const asking = (name: string, change: Record<string, unknown>): Rewrite =>
  rulesWith(name, (rule) => {
    const { appSignOn } = rule["actions"] as { appSignOn: { verificationMethod: object } };
    const verificationMethod = { ...appSignOn.verificationMethod, ...change };
    return { ...rule, actions: { appSignOn: { ...appSignOn, verificationMethod } } };
  });

it("is in line where everything is read and strong", async () => {
  const found = await check({});
  expect(found).toMatchObject({ exitCode: 0, verdict: "in-line" });
  expect((await check({ withoutScopes: [] })).verdict).toBe("in-line");
});

const refused =
  (type: string): Rewrite =>
  (path, answer) =>
    path.includes(`type=${type}`)
      ? {
          status: 400,
          body: { errorCode: "E0000001", errorSummary: "Api validation failed: type", errorCauses: [] },
        }
      : answer;

it.each<[string, Case, RegExp]>([
  ["a Classic org", { engine: "classic" }, /not shown by the Classic Engine/u],
  [
    "a missing scope for applications",
    { withoutScopes: ["okta.apps.read"] },
    /app-mappings: .*okta\.apps\.read/u,
  ],
  [
    "a missing scope for policies",
    { withoutScopes: ["okta.policies.read"] },
    /session-policies: .*okta\.policies\.read/u,
  ],
  [
    "nobody who is shown the Admin Console, whose policy has another name",
    {
      to: "adminConsole",
      withoutScopes: [],
      state: (state) => ({
        ...state,
        policies: state.policies.map((one) =>
          one.name === "Okta Admin Console" ? { ...one, name: "Admins only" } : one,
        ),
      }),
    },
    /which policy Okta Admin Console is under was not read/u,
  ],
  [
    "a type of policy that the org lacks",
    { rewrite: refused("ACCESS_POLICY") },
    /app-policies: 400 E0000001/u,
  ],
  ["no session policies", { rewrite: refused("OKTA_SIGN_ON") }, /session-policies: 400 E0000001/u],
  [
    "a demand of a constraint that nobody knows",
    { rewrite: asking("Catch-all Rule", { constraints: [{ possession: { quantumProof: "REQUIRED" } }] }) },
    /constraints\[\]\.possession\.quantumProof/u,
  ],
  [
    "a word for a demand that nobody knows",
    { rewrite: asking("Staff", { constraints: [{ possession: { phishingResistant: "PREFERRED" } }] }) },
    /phishingResistant/u,
  ],
  ["a way of verifying that nobody knows", { rewrite: asking("Staff", { type: "TELEPATHY" }) }, /TELEPATHY/u],
  [
    "a number of factors that nobody knows",
    { rewrite: asking("Staff", { factorMode: "3FA" }) },
    /factorMode/u,
  ],
  [
    "an expression that nobody understands",
    {
      written: {
        appPolicies: [
          {
            name: "Strong",
            apps: ["Payroll"],
            rules: [
              {
                name: "Odd",
                conditions: { elCondition: { condition: "security.weather == 'rain'" } },
                actions: { appSignOn: { verificationMethod: { type: "ASSURANCE", factorMode: "1FA" } } },
              },
            ],
          },
        ],
      },
    },
    /its expression security\.weather == 'rain' is not understood/u,
  ],
  [
    "a condition that nobody knows, of a rule that would let people in with less",
    {
      rewrite: (path, answer) =>
        asking("Staff", { factorMode: "1FA" })(
          path,
          rulesWith("Staff", (rule) => ({
            ...rule,
            conditions: { ...(rule["conditions"] as object), moonPhase: { include: ["FULL"] } },
          }))(path, answer),
        ),
    },
    /conditions\.moonPhase/u,
  ],
  ["a rule that is no rule", { rewrite: rulesWith("Staff", () => ({ id: 7 })) }, /app-policies: .*rule/u],
  [
    "rules that Okta does not give",
    { faults: [{ path: "/api/v1/policies/*/rules", probability: 1, effect: { kind: "forbidden" } }] },
    /(?:app|session)-policies: 403/u,
  ],
  [
    "a policy without its catch-all",
    { rewrite: rulesWith("Catch-all Rule", (rule) => ({ ...rule, status: "INACTIVE" })) },
    /no app rule/u,
  ],
  [
    "a session rule that begins otherwise",
    {
      rewrite: rulesWith("Default Rule", (rule) => {
        const { signon } = rule["actions"] as { signon?: object };
        return signon === undefined
          ? rule
          : { ...rule, actions: { signon: { ...signon, primaryFactor: "PASSKEY_ONLY" } } };
      }),
    },
    /primaryFactor/u,
  ],
  [
    "answers that are no JSON lists",
    { faults: [{ path: "/api/v1/apps", probability: 1, effect: { kind: "garbage" } }] },
    /app-mappings/u,
  ],
  [
    "nothing of that name",
    { to: "{ apps: [Payroll] }", state: (state) => ({ ...state, apps: [] }) },
    /Payroll/u,
  ],
])("is unknown by name, and not green, with %s", async (_, given, why) => {
  const { exitCode, verdict, said } = await check(given);
  expect([verdict, exitCode]).toEqual(["unknown", 1]);
  expect(said).toMatch(why);
});

it.each<[readonly string[], RegExp]>([
  [["--verify", "5", "--snapshot", "org.json"], /--verify asks a live org, and --snapshot reads none/u],
  [["--verify", "5", "--skip", "sign-in"], /--verify is about the check sign-in, which is not run/u],
  [["--verify", "0"], /Write a whole number from 1 to 1000/u],
  // The baseline of the project asks nothing of sign-in unless it is given one that does.
  [["--verify", "5", "--baseline", "BARE"], /has signIn, so --verify has nothing to verify/u],
])("refuses check %j, since nothing would be verified", async (args, why) => {
  const bare = join(folder, "bare.yaml");
  await writeFile(bare, "version: 1\norg: { engine: identity }\n");
  const terminal = fakeTerminal({ env: {} });
  const given = args.map((one) => (one === "BARE" ? bare : one));
  expect(await run(["check", ...given], terminal)).toBe(1);
  expect(terminal.written.stderr).toMatch(why);
});

it("verifies against the org's own simulation, and says about how many sign-ins", async () => {
  const emulator = await startEmulator({ state: fillState(written) });
  onTestFinished(() => emulator.close());
  const baseline = join(folder, "verified.yaml");
  await writeFile(baseline, baselineFor("any", "identity"));
  const terminal = fakeTerminal({ env: { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token } });
  const args = ["check", "--baseline", baseline, "--only", "sign-in", "--verify", "3"];
  expect(await run(args, terminal)).toBe(0);
  expect(terminal.written.stderr).toContain("asked Okta's own simulation about 3 of 3 sampled sign-ins");
});
