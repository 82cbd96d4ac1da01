import * as pulumi from "@pulumi/pulumi";
import type { LoadedBaseline } from "../../src/model/baseline.ts";
import type { StackOutputs } from "../../src/model/stack-outputs.ts";
import { baselineResourceType } from "../../src/model/stack-outputs.ts";
import { MfaBaseline } from "../../stacks/mfa-baseline.ts";
import type { Properties, Written } from "./pulumi-engine.ts";
import type { Goal } from "./pulumi-stack.ts";

/** Who answers a program that runs under Pulumi's mocks. */
export interface MockHandlers {
  registerResource(goal: Goal, options: pulumi.CustomResourceOptions): Promise<Written> | Written;
  invoke(token: string, args: Properties): Promise<Properties> | Properties;
}

const stack = "test";
const component = "mfa";

/** As Pulumi makes it for what a component declares. */
const urnOf = (type: string, name: string): string =>
  `urn:pulumi:${stack}::plumbline::${baselineResourceType}$${type}::${name}`;

/**
 * Declares a baseline under Pulumi's mocks: fast, in this process. Mocks do not record a resource's options, so that a
 * transformation does (new-style transforms are not applied under mocks).
 *
 * @throws the refusal of the program
 */
export async function runUnderMocks(loaded: LoadedBaseline, handlers: MockHandlers): Promise<StackOutputs> {
  const options = new Map<string, pulumi.CustomResourceOptions>();
  await pulumi.runtime.setMocks(
    {
      newResource: async ({ type, name, inputs, custom }) => {
        if (custom !== true) return { id: `id of ${name}`, state: inputs };
        const given = options.get(`${type} ${name}`) ?? {};
        const goal: Goal = {
          urn: urnOf(type, name),
          type,
          name,
          inputs,
          protect: given.protect ?? false,
          retainOnDelete: given.retainOnDelete ?? false,
        };
        const { id, outputs } = await handlers.registerResource(goal, given);
        return { id, state: { ...inputs, ...outputs } };
      },
      call: ({ token, inputs }) => answerOrDetails(() => handlers.invoke(token, inputs)),
    },
    "plumbline",
    stack,
    false,
  );
  const { stackTraceLimit } = Error;
  // The runtime keeps the stack of every promise, against leaks: a third of the time of a run where sources are mapped.
  Error.stackTraceLimit = 0;
  try {
    const outputs = await declare(loaded, options);
    await pulumi.runtime.disconnect();
    return outputs;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The runtime reads the reason from where gRPC puts it. */
async function answerOrDetails(answer: () => Promise<Properties> | Properties): Promise<Properties> {
  try {
    return await answer();
  } catch (error) {
    throw Object.assign(new Error(), { details: error instanceof Error ? error.message : String(error) });
  }
}

function declare(
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
        const mfa = new MfaBaseline(component, { baseline });
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
