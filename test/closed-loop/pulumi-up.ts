import { loadBaseline } from "../../policy/load-baseline.ts";
import { configuredProvider } from "../support/okta-provider.ts";
import { runUnderMocks } from "../support/program-under-mocks.ts";
import type { Goal, StackResource, TestStack } from "../support/pulumi-stack.ts";
import { startStack } from "../support/pulumi-stack.ts";

/** A stack in an org, and `pulumi up` of our program in it. */
export interface EnforcingStack {
  readonly stack: TestStack;
  up(baseline: string, flags?: UpFlags): Promise<UpResult>;
  /** Resources that the program declares, in the order of arrival; nothing is written. */
  declared(baseline: string): Promise<readonly Goal[]>;
}

export interface UpFlags {
  readonly refresh?: boolean;
  readonly skipPreview?: boolean;
}

export interface UpResult {
  /** Null when everything was done. */
  readonly error: string | null;
  /** URNs of what the preview says that it will leave untracked in the org. */
  readonly untracked: readonly string[];
}

/** A stack with these resources; without any, one that has enforced nothing yet. */
export function enforcingStack(
  org: { readonly url: string; readonly token: string },
  resources: ReadonlyMap<string, StackResource> = new Map(),
): EnforcingStack {
  const provider = configuredProvider(org);
  const stack = startStack(provider, resources);

  /** Runs the program; once something has failed, nothing more is done, as in Pulumi's engine. */
  async function run(baseline: string, answer: TestStack["register"]): Promise<readonly Goal[]> {
    const goals: Goal[] = [];
    let failed: { readonly error: unknown } | null = null;
    await runUnderMocks(await loadBaseline(baseline), {
      registerResource: async (goal) => {
        goals.push(goal);
        try {
          if (failed === null) return await answer(goal);
        } catch (error) {
          failed ??= { error };
        }
        return { id: `never made: ${goal.name}`, outputs: {} };
      },
      invoke: provider.invoke,
    });
    const { error } = failed ?? { error: null };
    if (error !== null) throw error;
    return goals;
  }

  const urns = (goals: readonly Goal[]): ReadonlySet<string> => new Set(goals.map(({ urn }) => urn));

  return {
    stack,
    declared: (baseline) => run(baseline, stack.plan),
    async up(baseline, { refresh = false, skipPreview = false } = {}) {
      let untracked: readonly string[] = [];
      try {
        if (refresh) await stack.refresh();
        if (!skipPreview) untracked = stack.planRemoval(urns(await run(baseline, stack.plan)));
        await stack.remove(urns(await run(baseline, stack.register)));
        return { error: null, untracked };
      } catch (error) {
        return { error: error instanceof Error ? error.message : String(error), untracked };
      }
    },
  };
}
