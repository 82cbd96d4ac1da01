import * as pulumi from "@pulumi/pulumi";
import type { LoadedBaseline } from "../../src/model/baseline.ts";
import type { StackOutputs } from "../../src/model/stack-outputs.ts";
import { runUnderMocks } from "./program-under-mocks.ts";
import { acmeOrg, answerFrom, type ProviderOrg } from "./provider-answers.ts";
import type { Goal } from "./pulumi-stack.ts";

/** One resource that a baseline became, in words that read well in a golden file. */
export interface DeclaredResource {
  /** Type and name. */
  readonly resource: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** Names of the resources that must be written before. */
  readonly after: readonly string[];
  /** Ids that Okta gives read `id of <name>`. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

export interface DeclaredStack {
  readonly resources: readonly DeclaredResource[];
  readonly outputs: StackOutputs;
}

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;

/** Declares a baseline under Pulumi's mocks, by which every resource is made as it is declared. */
export async function declareUnderMocks(
  baseline: LoadedBaseline,
  org: ProviderOrg = acmeOrg(),
): Promise<DeclaredStack> {
  const declared: { readonly goal: Goal; readonly options: pulumi.CustomResourceOptions }[] = [];
  const outputs = await runUnderMocks(baseline, {
    registerResource: (goal, options) => {
      declared.push({ goal, options });
      return { id: `id of ${goal.name}`, outputs: {} };
    },
    invoke: (token, args) => answerFrom(org, token, args),
  });
  const resources = await Promise.all(declared.map(({ goal, options }) => recorded(goal, options)));
  return {
    resources: resources.sort((left, right) => (left.resource < right.resource ? -1 : 1)),
    outputs,
  };
}

async function recorded(
  { type, name, protect, retainOnDelete, inputs }: Goal,
  options: pulumi.CustomResourceOptions,
): Promise<DeclaredResource> {
  const before = [options.dependsOn].flat().filter((each) => pulumi.Resource.isInstance(each));
  const urns = await Promise.all(before.map(({ urn }) => new Promise<string>((known) => urn.apply(known))));
  return {
    resource: `${type} ${name}`,
    protect,
    retainOnDelete,
    after: urns.map(nameOf),
    inputs,
  };
}
