import * as pulumi from "@pulumi/pulumi";
import type { LoadedBaseline } from "../src/model/baseline.ts";
import { baselineResourceType, type StackOutputs } from "../src/model/stack-outputs.ts";
import { type DeclaredIds, declareBaseline } from "./declare-baseline.ts";
import { refuseOtherEngine } from "./engine-check.ts";
import { lookUpOrgIds } from "./org-ids.ts";
import { refuseWhatCannotBeEnforced } from "./provider-limits.ts";
import { providerLookups } from "./provider-lookups.ts";
import { asRunError } from "./refusal.ts";
import { toolVersion } from "./tool-version.ts";

/**
 * Everything of a baseline that Pulumi can enforce, as one component: groups, their members and rules, org-wide
 * authenticators, enrollment policies in order, their rules, and the settings of Okta's default policy.
 *
 * ```ts
 * const mfa = new MfaBaseline("mfa", { baseline: await loadBaseline(file) }, { provider });
 * export const plumbline = mfa.outputs;
 * ```
 *
 * Before it declares anything it refuses what cannot be enforced, an org on the other engine, and names that the org
 * does not have, each as a `pulumi.RunError` of the form `error[CODE]: …` and `fix: …`.
 */
export class MfaBaseline extends pulumi.ComponentResource {
  /** Ids by name, known once Okta has answered; never, when something is refused. */
  readonly outputs: pulumi.Output<StackOutputs>;

  /** Fulfilled when everything is declared; rejected with the refusal when something cannot be. */
  readonly ready: Promise<void>;

  constructor(
    name: string,
    args: { readonly baseline: LoadedBaseline },
    options?: pulumi.ComponentResourceOptions,
  ) {
    super(baselineResourceType, name, {}, options);
    const declared = this.#declare(name, args.baseline);
    // A refusal is told once, by `ready`: outputs that failed as well would be reported again by all that reads them.
    const known = new Promise<DeclaredIds>((resolve) => void declared.then(resolve, () => {}));
    this.outputs = pulumi.output(known.then((ids) => outputsOf(args.baseline, ids)));
    this.ready = declared.then(() => {});
    this.registerOutputs(this.outputs);
  }

  async #declare(componentName: string, { baseline, path }: LoadedBaseline): Promise<DeclaredIds> {
    try {
      refuseWhatCannotBeEnforced(baseline, path);
      const lookups = providerLookups(this);
      await refuseOtherEngine(baseline.org.engine, lookups, (line) => void pulumi.log.warn(line, this));
      const orgIds = await lookUpOrgIds(baseline, lookups);
      return declareBaseline({ component: this, componentName }, baseline, orgIds);
    } catch (error) {
      throw asRunError(error);
    }
  }
}

function outputsOf(
  { baseline, path, sha256 }: LoadedBaseline,
  ids: DeclaredIds,
): pulumi.Output<StackOutputs> {
  return pulumi.output({
    tool: { name: "plumbline" as const, version: toolVersion() },
    baseline: { path, sha256 },
    engine: baseline.org.engine,
    groups: Object.fromEntries(ids.groups),
    groupRules: Object.fromEntries(ids.groupRules),
    authenticators: Object.fromEntries(ids.authenticators),
    policies: Object.fromEntries(ids.policies),
    rules: Object.fromEntries(ids.rules),
  });
}
