import type { EmulatorState } from "../../src/emulator/state/state.ts";
import type { AdminConsole } from "./admin-console.ts";
import type { Change as TextChange } from "./changed-baseline.ts";

/** A finding's identity: its check, the subject's name, the field. */
export type RootFinding = readonly [check: string, subject: string, field: string | null];

/** Result of one `pulumi up --refresh` after a change, where it does not put everything back. */
export type Remainder =
  /** A second run puts the rest back. */
  | { readonly kind: "second run"; readonly why: string }
  /** The run stops at something protected; once that is unprotected, it does what is left to say. */
  | { readonly kind: "protected"; readonly unprotected: "all" | "part"; readonly why: string }
  /** The program itself refuses, with this code; once it does not, the rest is done by hand. */
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly why: string;
      readonly byHand?: (console: AdminConsole) => Promise<unknown>;
    }
  /** No number of runs puts everything back. */
  | { readonly kind: "never"; readonly why: string };

/** Whether the diff of Pulumi's Okta provider (`pulumi preview --refresh` of Plumbline's own program) shows a change. */
export type ProviderDiff =
  | { readonly sees: "all" | "part"; readonly what: string; readonly remains?: Remainder }
  | { readonly sees: "nothing"; readonly why: string };

/** Differences of a baseline from Acme's own, and what makes the org true to it. */
export interface Given {
  readonly declares: readonly TextChange[];
  readonly org: (state: EmulatorState) => EmulatorState;
}

/** Something that somebody did to an org that was in line, and who notices. */
export interface ConsoleChange {
  /** Kebab-case. */
  readonly id: string;
  /** The action: one sentence. */
  readonly did: string;
  /** Baseline that the org was in line with, where that is not Acme's baseline. */
  readonly given?: Given;
  readonly how: Change;
  /** The findings that nothing else explains; all of them, in no order. */
  readonly roots: readonly RootFinding[];
  /** Ids of the checks that name what follows from that, each finding with a root as its cause. */
  readonly follows: readonly string[];
  /** Ids of the checks that cannot tell any more; none unless said. */
  readonly unknown?: readonly string[];
  readonly provider: ProviderDiff;
}

/** Through Okta's API; or, where only a directory or the passing of time can do it, in the org's state. */
export type Change =
  | { readonly inConsole: (console: AdminConsole) => Promise<unknown> }
  | { readonly elsewhere: (state: EmulatorState) => EmulatorState };
