import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import type { PackRule } from "../../policy/pack/contract/pack-rule.ts";
import { type AskBaseline, toPolicy } from "../../policy/pack/to-policy.ts";
import { aPolicyResource, aResource, noBaseline } from "../support/pack-resources.ts";

const words: Omit<PackRule, "judgePolicy" | "judgeStack"> = {
  id: "acme-names",
  title: "Every policy has a good name",
  level: "mandatory",
  severity: "low",
  rationale: "People read them.",
  remedy: "Rename it.",
  references: ["docs/baseline.md"],
  readsBaseline: true,
};

/** Answers nothing, and keeps what it was asked for. */
function anAsker(): { readonly ask: AskBaseline; readonly asked: (string | null)[] } {
  const asked: (string | null)[] = [];
  return {
    asked,
    ask: (configured) => {
      asked.push(configured);
      return Promise.resolve(noBaseline);
    },
  };
}

const common = (config: object) => ({
  stackTags: new Map<string, string>(),
  getConfig: <Config extends object>(): Config => JSON.parse(JSON.stringify(config)),
  notApplicable: (reason?: string): never => {
    throw new Error(`not applicable: ${reason}`);
  },
});

const options = {
  protect: true,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  additionalSecretOutputs: [],
};

function resourceArgs(resource: ReturnType<typeof aResource>, config: object = {}): ResourceValidationArgs {
  const { type, name, urn, props } = resource;
  const typed = { isType: () => false, asType: () => undefined };
  return { type, name, urn, props, opts: options, ...typed, ...common(config) };
}

const stackArgs = (config: object): StackValidationArgs => ({ resources: [], ...common(config) });

type Reported = readonly [message: string, urn: string | undefined];

async function said(
  rule: PackRule,
  given: ResourceValidationArgs | StackValidationArgs,
  ask: AskBaseline = anAsker().ask,
): Promise<readonly Reported[]> {
  const policy = toPolicy(rule, ask);
  const reported: Reported[] = [];
  const report = (message: string, urn?: string) => void reported.push([message, urn]);
  if ("resources" in given) {
    if ("validateStack" in policy) await policy.validateStack(given, report);
  } else if ("validateResource" in policy && typeof policy.validateResource === "function") {
    await policy.validateResource(given, report);
  }
  return reported;
}

describe("a rule as Pulumi takes it", () => {
  const rule: PackRule = {
    ...words,
    judgePolicy: ({ urn }) => [
      { urn, message: "Bell\u0007 and\nnew line." },
      { urn: null, message: "Of it all." },
    ],
  };

  it("has the words and the level of the rule, and takes the baseline's path as configuration", () => {
    expect(toPolicy(rule, anAsker().ask)).toMatchObject({
      name: "acme-names",
      description: "Every policy has a good name.",
      enforcementLevel: "mandatory",
      severity: "low",
      remediationSteps: "Rename it.",
      configSchema: { properties: { baseline: { type: "string" } } },
    });
  });

  it("takes no configuration when it needs no baseline", () => {
    expect(toPolicy({ ...rule, readsBaseline: false }, anAsker().ask)).not.toHaveProperty("configSchema");
  });

  it("reports of policies, without control characters", async () => {
    const policy = aPolicyResource("Staff");
    expect(await said(rule, resourceArgs(policy))).toEqual([
      ["Bell  and\nnew line.", policy.urn],
      ["Of it all.", undefined],
    ]);
  });

  it("does not apply to other resources", async () => {
    const group = aResource("group", { name: "Board" });
    await expect(said(rule, resourceArgs(group))).rejects.toThrow("not applicable: not an enrollment policy");
  });

  it("asks for the configured baseline", async () => {
    const { ask, asked } = anAsker();
    await said(rule, resourceArgs(aPolicyResource("Staff"), { baseline: "acme.yaml" }), ask);
    await said(rule, resourceArgs(aPolicyResource("Staff"), { baseline: 7 }), ask);
    await said({ ...words, judgeStack: () => [] }, stackArgs({}), ask);
    expect(asked).toEqual(["acme.yaml", null, null]);
  });

  it("judges the stack when the rule does", async () => {
    const onStack: PackRule = {
      ...words,
      judgeStack: (_stack, answer) => [{ urn: null, message: answer.kind }],
    };
    expect(await said(onStack, stackArgs({}))).toEqual([["unreadable", undefined]]);
    expect(toPolicy(onStack, anAsker().ask)).not.toHaveProperty("validateResource");
    expect(toPolicy(rule, anAsker().ask)).not.toHaveProperty("validateStack");
  });
});
