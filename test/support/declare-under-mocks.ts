import * as pulumi from "@pulumi/pulumi";
import type { LoadedBaseline } from "../../src/model/baseline.ts";
import type { StackOutputs } from "../../src/model/stack-outputs.ts";
import { MfaBaseline } from "../../stacks/mfa-baseline.ts";
import { acmeOrg, answerFrom, type ProviderOrg } from "./provider-answers.ts";

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

type Recorded = { -readonly [Field in keyof DeclaredResource]: DeclaredResource[Field] };

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;

/**
 * Declares a baseline under Pulumi's mocks: fast, in this process. Mocks do not record a resource's options, so that a
 * transformation does (new-style transforms are not applied under mocks).
 */
export async function declareUnderMocks(
  baseline: LoadedBaseline,
  org: ProviderOrg = acmeOrg(),
): Promise<DeclaredStack> {
  const inputs = new Map<string, Record<string, unknown>>();
  const options = new Map<string, pulumi.CustomResourceOptions>();
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        if (args.custom === true) inputs.set(`${args.type} ${args.name}`, args.inputs);
        return { id: `id of ${args.name}`, state: args.inputs };
      },
      call: ({ token, inputs }) => answerOrDetails(org, token, inputs),
    },
    "plumbline",
    "test",
    false,
  );
  const outputs = await declare(baseline, options);
  await pulumi.runtime.disconnect();
  const resources = [...inputs].map(([resource, given]) => recorded(resource, given, options.get(resource)));
  return {
    resources: (await Promise.all(resources)).sort((left, right) =>
      left.resource < right.resource ? -1 : 1,
    ),
    outputs,
  };
}

/** The runtime reads the reason from where gRPC puts it. */
function answerOrDetails(org: ProviderOrg, token: string, args: Record<string, unknown>) {
  try {
    return answerFrom(org, token, args);
  } catch (error) {
    throw Object.assign(new Error(), { details: error instanceof Error ? error.message : String(error) });
  }
}

async function declare(
  baseline: LoadedBaseline,
  options: Map<string, pulumi.CustomResourceOptions>,
): Promise<StackOutputs> {
  return new Promise((resolve, reject) => {
    pulumi.runtime
      .runInPulumiStack(async () => {
        pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
          options.set(`${type} ${name}`, opts);
          return undefined;
        });
        const mfa = new MfaBaseline("mfa", { baseline });
        try {
          await mfa.ready;
          pulumi.output(mfa.outputs).apply(resolve);
        } catch (error) {
          reject(error);
        }
      })
      .catch(reject);
  });
}

async function recorded(
  resource: string,
  inputs: Record<string, unknown>,
  options: pulumi.CustomResourceOptions = {},
): Promise<Recorded> {
  const before = [options.dependsOn].flat().filter((each) => pulumi.Resource.isInstance(each));
  const urns = await Promise.all(before.map(({ urn }) => new Promise<string>((known) => urn.apply(known))));
  return {
    resource,
    protect: options.protect ?? false,
    retainOnDelete: options.retainOnDelete ?? false,
    after: urns.map(nameOf),
    inputs,
  };
}
