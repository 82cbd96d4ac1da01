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

/** Outputs of a stack about itself, each part as an output of its own. */
export type MfaOutputs = { readonly [Key in keyof StackOutputs]: pulumi.Output<StackOutputs[Key]> };

/**
 * Everything of a baseline that Pulumi can enforce, as one component: groups, their members and rules, org-wide
 * authenticators, enrollment policies in order, their rules, and the settings of Okta's default policy; session policies
 * and app sign-in policies with their rules, and which applications are under which.
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
  /**
   * One output for each, since a single one would be spelled out in a preview letter by letter as long as it is unknown.
   * Known once Okta has answered; never, when something is refused.
   */
  readonly outputs: MfaOutputs;

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
    this.outputs = outputsOf(args.baseline, known);
    this.ready = declared.then(() => {});
    // Not among the outputs that every `up` prints: it is for `plumbline check --stack`.
    const signOn = pulumi.output(known.then(() => JSON.stringify(args.baseline.baseline.signOn)));
    this.registerOutputs({ ...this.outputs, signOn });
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

function outputsOf({ baseline, path, sha256 }: LoadedBaseline, known: Promise<DeclaredIds>): MfaOutputs {
  const whenKnown = <Value>(value: Value) => pulumi.output(known.then(() => value));
  const idsOf = (kind: keyof DeclaredIds) =>
    pulumi.output(known.then((ids) => pulumi.output(Object.fromEntries(ids[kind]))));
  return {
    tool: whenKnown({ name: "plumbline", version: toolVersion() }),
    baseline: whenKnown({ path, sha256 }),
    engine: whenKnown(baseline.org.engine),
    groups: idsOf("groups"),
    groupRules: idsOf("groupRules"),
    authenticators: idsOf("authenticators"),
    policies: idsOf("policies"),
    rules: idsOf("rules"),
    sessionPolicies: idsOf("sessionPolicies"),
    sessionRules: idsOf("sessionRules"),
    appPolicies: idsOf("appPolicies"),
  };
}
