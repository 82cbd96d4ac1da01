import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import type { Requirement } from "../../model/baseline.ts";
import type { SignInRequirement } from "../../model/baseline-sign-on.ts";
import type { FrameworkId } from "../../model/check-ids.ts";
import type { Slice } from "../../model/snapshot.ts";
import type { StandardVerdict } from "../../model/standards.ts";
import type { Severity } from "../../model/words.ts";

/** A standard as data: one file each, `src/standards/<id>.framework.ts`. */
export interface Framework {
  /** As `plumbline standards` calls it; equal to the file's name. */
  readonly id: FrameworkId;
  readonly title: string;
  readonly version: string;
  /** `YYYY-MM-DD`. */
  readonly published: string;
  readonly requirements: readonly StandardRequirement[];
  /** It asks how passkeys are taken, which is read for that alone. */
  readonly asksPasskeys?: true;
}

/**
 * One requirement: what decides it, as the standard's own steps go, and as it holds for people. Words are our own; ids,
 * severity and limits are the standard's.
 */
export interface StandardRequirement {
  readonly id: string;
  readonly aliases: readonly string[];
  /** The good state, as a sentence without a full stop. */
  readonly title: string;
  /** Of a STIG: CAT I is high, CAT II medium, CAT III low. */
  readonly severity: Severity;
  /** The call and field that decide. */
  readonly decidedBy: string;
  /** Slices without which the first answer cannot be given. */
  readonly needs: readonly Slice[];
  asTheStandardChecks(org: StandardsInput): StandardVerdict;
  readonly asItHoldsForPeople: ForPeople;
  /** Demand on sign-in that a requirement of a baseline can make, too; left out where the standard has a scale of its own. */
  readonly signIn?: Pick<SignInRequirement, "to" | "atLeast">;
}

/** An org as standards judge it; the exemptions of its baseline are the register of exceptions. */
export interface StandardsInput extends JudgedOrg {
  /** Whether there is such a register. */
  readonly hasRegister: boolean;
}

/** The second answer. */
export type ForPeople =
  /** The setting is the org's own: the first answer holds for everybody. */
  | { readonly kind: "same" }
  /** Judged over all rules that people can come to. */
  | {
      readonly kind: "judged";
      readonly needs: readonly Slice[];
      judge(org: StandardsInput): JudgedForPeople;
    }
  /** Judged by the checks on people, as a requirement of a baseline is. */
  | { readonly kind: "checks"; readonly asks: AskedOfPeople };

export interface JudgedForPeople extends StandardVerdict {
  readonly people: PeopleFound | null;
}

/** The people whom a second answer is about; null where the setting is the org's own. */
export interface PeopleFound {
  /** Those to whom the requirement applies: how many. */
  readonly judged: number;
  /** User ids of those of whom it is open, and of those of whom that is not known. */
  readonly open: ReadonlySet<string>;
  readonly unknown: ReadonlySet<string>;
}

/** A requirement of a baseline, but for what the standard's requirement says already. */
export type AskedOfPeople = Pick<Requirement, "appliesTo" | "factors" | "signIn" | "recovery">;
