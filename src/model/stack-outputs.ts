import type { Engine } from "./words.ts";

/** Pulumi's type token of the component that enforces a baseline. */
export const baselineResourceType = "plumbline:index:MfaBaseline";

/**
 * Outputs of a stack that enforces a baseline: those of the resource of type `plumbline:index:MfaBaseline` in
 * `pulumi stack export`, and of the whole stack in `pulumi stack output --json`.
 *
 * Ids are by the names of the baseline, in Unicode's NFC.
 */
export interface StackOutputs {
  readonly tool: { readonly name: "plumbline"; readonly version: string };
  readonly baseline: {
    /** As the stack's configuration gives it, relative to the folder of Pulumi.yaml. */
    readonly path: string;
    /** As in a report: the two are of the same baseline when this is equal. */
    readonly sha256: string;
  };
  readonly engine: Engine;
  /** Managed groups, and those that were looked up. */
  readonly groups: Readonly<Record<string, string>>;
  readonly groupRules: Readonly<Record<string, string>>;
  /** By key, or `key/id`; on Classic the id of a factor is its key. */
  readonly authenticators: Readonly<Record<string, string>>;
  /** Enrollment policies; Okta's default one only when the baseline declares it. */
  readonly policies: Readonly<Record<string, string>>;
  /** Enrollment rules by `Policy / Rule`, as a report names them. */
  readonly rules: Readonly<Record<string, string>>;
  /** Global session policies; Okta's default one is none of the stack's. */
  readonly sessionPolicies: Readonly<Record<string, string>>;
  /** Session rules by `Policy / Rule`. */
  readonly sessionRules: Readonly<Record<string, string>>;
  /** App sign-in policies, made or looked up; the rules of one bear its id. */
  readonly appPolicies: Readonly<Record<string, string>>;
}
