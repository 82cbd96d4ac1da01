import { execFileSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { resourceTypes } from "../../policy/pack/inputs/resource-types.ts";
import { packRules } from "../../policy/pack/pack-rules.ts";
import { declareUnderMocks } from "../support/declare-under-mocks.ts";
import {
  type RunningPack,
  type SentResource,
  startPolicyPack,
  unknownText,
  urnOf,
} from "../support/policy-pack-host.ts";

// Slow: it bundles the pack, and Pulumi's runner takes seconds to start, since it always loads a TypeScript compiler.
const startUp = 60_000;
const root = join(import.meta.dirname, "../..");
// Below node_modules, so that the pack finds Pulumi's SDK as it does when it is installed.
const folder = join(root, "node_modules/.cache/plumbline-policy-pack");

let pack: RunningPack;
let acme: readonly SentResource[];

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, "scripts/build-pack.mjs"), folder]);
  pack = await startPolicyPack(folder, {
    PWD: join(root, "stacks"),
    PULUMI_PROJECT: "plumbline",
    PLUMBLINE_BASELINE: "policy/baseline.yaml",
  });
  acme = await acmeStack();
}, startUp);

afterAll(() => pack.close());

/** Resources that the stacks program declares for Acme. */
async function acmeStack(): Promise<readonly SentResource[]> {
  const { resources } = await declareUnderMocks(await loadBaseline(join(root, "policy/baseline.yaml")));
  return resources.map(({ resource, protect, inputs }) => {
    const [type = "", ...name] = resource.split(" ");
    return { type, name: name.join(" "), props: { id: `id of ${name.join(" ")}`, ...inputs }, protect };
  });
}

const admins = (props: Readonly<Record<string, unknown>> = {}): SentResource => {
  const resource = acme.find(({ type, name }) => type === resourceTypes.policy && name === "mfa/Admins");
  if (resource === undefined) throw new Error("the Acme stack has no policy Admins");
  return { ...resource, props: { ...resource.props, ...props } };
};

it("introduces itself with the rules at their levels", async () => {
  expect(await pack.introduce()).toEqual({
    name: "plumbline",
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    levels: Object.fromEntries(packRules.map(({ id, level }) => [id, level])),
  });
});

describe("with the levels as they come", () => {
  it("accepts the Acme stack, each resource and the whole", async () => {
    for (const resource of acme) expect(await pack.analyze(resource), resource.name).toEqual([]);
    expect(await pack.analyzeStack(acme)).toEqual([]);
  });

  it("refuses a weak policy", async () => {
    const weak = admins({ webauthn: { enroll: "OPTIONAL" }, phoneNumber: { enroll: "REQUIRED" } });
    const level = "mandatory";
    const urn = urnOf(weak);
    expect(await pack.analyze({ ...weak, protect: false })).toEqual([
      {
        rule: "enrollment-policy-not-weaker",
        level,
        urn,
        message: expect.stringMatching(
          /^No enrollment policy .*\n.* sets webauthn to OPTIONAL; .* REQUIRED\.$/,
        ),
      },
      {
        rule: "enrollment-policy-not-weaker",
        level,
        urn,
        message: expect.stringMatching(/ sets phone_number to REQUIRED; the baseline has NOT_ALLOWED\.$/),
      },
      {
        rule: "second-factor-strong",
        level,
        urn,
        message: expect.stringMatching(
          /\nEnrollment policy "Admins" requires no second factor but phone_number\.$/,
        ),
      },
      { rule: "enrollment-policy-protected", level, urn, message: expect.any(String) },
    ]);
  });

  it("refuses a rule that silences its policy", async () => {
    const silenced = acme.map((resource) =>
      resource.name === "mfa/Admins / Enroll at sign-in"
        ? { ...resource, props: { ...resource.props, enroll: "NEVER" } }
        : resource,
    );
    expect((await pack.analyzeStack(silenced)).map(({ rule, level }) => [rule, level])).toEqual([
      ["enrollment-rule-not-weaker", "mandatory"],
      ["enrollment-rule-enrolls", "mandatory"],
    ]);
  });

  it("finds a rule's policy in a preview, where its id is not known", async () => {
    const policy = admins({ id: unknownText });
    const rule: SentResource = {
      type: resourceTypes.rule,
      name: "mfa/Admins / Enroll at sign-in",
      props: { name: "Enroll at sign-in", policyId: unknownText, enroll: "NEVER" },
      protect: false,
      propertyDependencies: { policyId: [urnOf(policy)] },
    };
    const heard = await pack.analyzeStack([policy, rule]);
    expect(heard.filter(({ level }) => level === "mandatory").map(({ rule }) => rule)).toEqual([
      "enrollment-rule-not-weaker",
      "enrollment-rule-enrolls",
    ]);
  });

  it("says in a preview what it could not judge", async () => {
    const open = admins({ webauthn: { enroll: unknownText } });
    expect(await pack.analyze(open)).toEqual([]);
    const others = acme.filter(({ type, name }) => type !== open.type || name !== open.name);
    expect(await pack.analyzeStack([...others, open])).toEqual([
      {
        rule: "inputs-known",
        level: "advisory",
        urn: urnOf(open),
        message: expect.stringMatching(/"Admins" was not judged in full; .*: webauthn\.$/),
      },
    ]);
  });
});

describe("configured", () => {
  const standard = { level: "mandatory" } as const;

  it("takes levels by rule", async () => {
    await pack.configure({
      "enrollment-policy-not-weaker": { level: "advisory" },
      "second-factor-strong": { level: "disabled" },
    });
    const heard = await pack.analyze(admins({ phoneNumber: { enroll: "REQUIRED" }, webauthn: undefined }));
    expect(heard.map(({ rule, level }) => [rule, level])).toEqual([
      ["enrollment-policy-not-weaker", "advisory"],
      ["enrollment-policy-not-weaker", "advisory"],
    ]);
  });

  it("holds the stack to the baseline named, and refuses all of it when that is missing", async () => {
    const baseline = "policy/nowhere.yaml";
    await pack.configure({
      "baseline-readable": { ...standard, baseline },
      "enrollment-policy-not-weaker": { ...standard, baseline },
    });
    const heard = await pack.analyze(admins());
    expect(heard).toMatchObject([
      { rule: "baseline-readable", level: "mandatory" },
      { rule: "enrollment-policy-not-weaker", level: "mandatory" },
    ]);
    expect(heard[0]?.message).toContain(
      "error[BASELINE_NOT_FOUND]: cannot read the baseline policy/nowhere.yaml: no such file",
    );
  });
});
