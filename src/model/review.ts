import type { Approval, SourcePosition } from "./baseline.ts";

/** Effect of a change on security. Where it does both, or where it cannot be told, it is weaker. */
export const changeEffects = ["weaker", "stronger", "neutral"] as const;
export type ChangeEffect = (typeof changeEffects)[number];

/** Names that each kind of change is about: its id is the kind and these names, in this order. */
export interface ChangePlaces {
  readonly engine: Record<never, string>;
  readonly "authenticator-status": { readonly authenticator: string };
  readonly "authenticator-method": { readonly authenticator: string; readonly method: string };
  readonly "group-added": { readonly group: string };
  readonly "group-removed": { readonly group: string };
  readonly "group-renamed": { readonly group: string };
  readonly "group-description": { readonly group: string };
  readonly "group-managed": { readonly group: string };
  readonly "group-rule": { readonly group: string };
  readonly "group-rule-except-users": { readonly group: string; readonly user: string };
  readonly "group-rule-except-groups": { readonly group: string; readonly except: string };
  readonly "group-members": { readonly group: string; readonly user: string };
  readonly "group-only-members": { readonly group: string };
  readonly "enrollment-policy-added": { readonly policy: string };
  readonly "enrollment-policy-removed": { readonly policy: string };
  readonly "enrollment-policy-renamed": { readonly policy: string };
  readonly "enrollment-policy-description": { readonly policy: string };
  readonly "enrollment-policy-groups": { readonly policy: string; readonly group: string };
  readonly "enrollment-policy-authenticator": { readonly policy: string; readonly authenticator: string };
  readonly "enrollment-policy-grace-period": { readonly policy: string; readonly authenticator: string };
  readonly "enrollment-policy-allowed-groups": { readonly policy: string; readonly authenticator: string };
  readonly "enrollment-policy-unlisted": { readonly policy: string };
  /** `policy` is now tried before `other`. */
  readonly "enrollment-policy-order": { readonly policy: string; readonly other: string };
  readonly "enrollment-rule-added": { readonly policy: string; readonly rule: string };
  readonly "enrollment-rule-removed": { readonly policy: string; readonly rule: string };
  readonly "enrollment-rule-renamed": { readonly policy: string; readonly rule: string };
  readonly "enrollment-rule-enroll": { readonly policy: string; readonly rule: string };
  readonly "enrollment-rule-network": { readonly policy: string; readonly rule: string };
  readonly "enrollment-rule-apps": { readonly policy: string; readonly rule: string };
  readonly "enrollment-rule-except-users": {
    readonly policy: string;
    readonly rule: string;
    readonly user: string;
  };
  /** `rule` is now tried before `other`. */
  readonly "enrollment-rule-order": {
    readonly policy: string;
    readonly rule: string;
    readonly other: string;
  };
  readonly "session-policy": { readonly policy: string };
  readonly "session-policy-order": Record<never, string>;
  readonly "app-policy": { readonly policy: string };
  readonly unmanaged: { readonly what: string };
  readonly "requirement-added": { readonly requirement: string };
  readonly "requirement-removed": { readonly requirement: string };
  readonly "requirement-renamed": { readonly requirement: string };
  readonly "requirement-title": { readonly requirement: string };
  readonly "requirement-applies-to": { readonly requirement: string };
  readonly "requirement-member-of": { readonly requirement: string; readonly group: string };
  readonly "requirement-governed-by": { readonly requirement: string; readonly policy: string };
  readonly "requirement-factors": { readonly requirement: string };
  readonly "requirement-factor": { readonly requirement: string; readonly factor: string };
  readonly "requirement-at-least": { readonly requirement: string };
  readonly "requirement-sign-in": { readonly requirement: string };
  readonly "requirement-recovery": { readonly requirement: string };
  readonly "requirement-within": { readonly requirement: string };
  readonly "requirement-severity": { readonly requirement: string };
  readonly standard: { readonly standard: string };
  readonly unread: { readonly slice: string };
  readonly acceptance: { readonly check: string; readonly subject: string };
  readonly "exemption-added": { readonly user: string; readonly requirement: string };
  readonly "exemption-removed": { readonly user: string; readonly requirement: string };
  readonly "exemption-until": { readonly user: string; readonly requirement: string };
  readonly "exemption-words": { readonly user: string; readonly requirement: string };
  readonly "alert-managed-actor": { readonly actor: string };
  readonly "alert-detection": { readonly detection: string };
  readonly "alert-route": { readonly to: string };
  readonly approval: { readonly change: string };
}
export type ChangeKind = keyof ChangePlaces;

/** Why a change has its effect; the words are made in src/report/. */
export const changeReasons = [
  "asks-less",
  "asks-more",
  "weak-allowed",
  "weak-barred",
  "unknown-authenticator",
  "no-second-factor",
  "no-longer-held",
  "newly-held",
  "unclear",
  "signs-in-weaker",
  "signs-in-stronger",
  "signs-in-alike",
  "shuts-out",
  "sign-in-unknown",
  "opens-to-nobody-yet",
  "leave-scope",
  "enter-scope",
  "to-weaker-policy",
  "to-stronger-policy",
  "to-equal-policy",
  "same-people",
  "less-severe",
  "more-severe",
  "longer",
  "shorter",
  "accepts-more",
  "accepts-less",
  "accepts-resistant",
  "check-off",
  "check-on",
  "exempts-more",
  "exempts-less",
  "lets-stand",
  "no-longer-stands",
  "alerts-less",
  "alerts-more",
  "renamed",
  "words-only",
  "agreement",
] as const;
export type ChangeReason = (typeof changeReasons)[number];

/** Null: it is not there. */
export type ChangeValue = string | readonly string[] | null;

/** An effect with what made it so. */
export interface ChangeVerdict {
  readonly effect: ChangeEffect;
  readonly reason: ChangeReason;
  /** Policies, groups or people that the reason is about; empty where it needs none. */
  readonly names: readonly string[];
}

interface ChangeOf<Kind extends ChangeKind> extends ChangeVerdict {
  /** Stable and readable: the kind and the names of what changed, with `/` between them. */
  readonly id: string;
  readonly kind: Kind;
  readonly where: ChangePlaces[Kind];
  readonly from: ChangeValue;
  readonly to: ChangeValue;
  /** Where the reviewed baseline says so, or would. */
  readonly at: SourcePosition | null;
}

/** One difference in meaning between two baselines. */
export type Change = { readonly [Kind in ChangeKind]: ChangeOf<Kind> }[ChangeKind];

/** Somebody whom a changed baseline touches. */
export interface AffectedPerson {
  readonly id: string;
  readonly login: string;
  /** False also where admin roles were not read. */
  readonly admin: boolean;
  /** False where it hangs on something that is not known, such as who will be in a new group. */
  readonly certain: boolean;
}

/** Effects on people of a baseline in force, and not of its text. The names are those of `EffectPlaces`. */
export const effectKinds = [
  "people-lose-phishing-resistance",
  "people-lose-second-factor",
  "people-lose-factors",
  "people-weak-factor",
  "people-not-asked",
  "people-sign-in-weaker",
  "people-sign-in-unknown",
  "people-sign-in-wider",
  "people-asked-less-often",
  "people-requirement-eased",
  "people-lose-requirement",
  "people-moved",
  "people-shut-out",
  "people-locked-out",
  "people-enroll",
  "people-gain-phishing-resistance",
  "people-gain-second-factor",
  "people-weak-factor-barred",
  "people-asked",
  "people-sign-in-stronger",
  "people-sign-in-narrower",
  "people-asked-more-often",
  "people-requirement-raised",
  "people-gain-requirement",
] as const;
export type EffectKind = (typeof effectKinds)[number];

/** People who would be better or worse protected, or who have to do something. */
export interface PeopleEffect {
  /** Its kind and what it is about, so that it can be approved by itself. */
  readonly id: string;
  readonly kind: EffectKind;
  readonly effect: ChangeEffect;
  /**
   * The authenticator or the requirement; the policy that people leave and the one that they come under; the app policy, and
   * what it comes to before and after.
   */
  readonly names: readonly string[];
  /** How many of them are administrators; null when admin roles were not read. */
  readonly admins: number | null;
  readonly people: readonly AffectedPerson[];
  /** Weaker changes of the text that explain it: where they are approved, so is this. */
  readonly explainedBy: readonly string[];
}

/** An approval with whether it lets something pass. */
export interface UsedApproval extends Approval {
  /** Made in this very change, so that whoever approves the pull request approves it. */
  readonly isNew: boolean;
}

/** One of the two baselines that were compared. */
export interface ReviewedBaseline {
  readonly path: string;
  /** As it was given to git; null for a file. */
  readonly ref: string | null;
  readonly sha256: string;
}

export interface ReviewPeople {
  readonly counted: boolean;
  /** Why they were not counted, or what keeps the numbers from being whole. */
  readonly uncertainties: readonly string[];
  readonly inScope: number;
  /** The org that people were counted in; null when they were not. */
  readonly org: string | null;
}

/** Something in the reviewed baseline that may be meant and may be a slip; it changes no verdict. */
export interface ReviewWarning {
  /** A declared member of a policy's group whom every rule of the policy leaves out. */
  readonly kind: "excluded-member";
  readonly user: string;
  readonly group: string;
  readonly policy: string;
  /** The declared policy that is for them next; null where the baseline declares none. */
  readonly next: string | null;
  readonly at: SourcePosition | null;
}

/** Review of a changed baseline: what it makes weaker or stronger, and for whom. */
export interface Review {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "plumbline"; readonly version: string };
  readonly base: ReviewedBaseline;
  readonly head: ReviewedBaseline;
  /** ISO 8601: the day that approvals are held against. */
  readonly judgedAt: string;
  readonly summary: {
    readonly verdict: ChangeEffect;
    /** Changes of the text, and effects on people that none of them explains. */
    readonly weaker: number;
    readonly stronger: number;
    readonly neutral: number;
    /** Of the weaker ones, those that an approval lets pass. */
    readonly approved: number;
    readonly people: ReviewPeople;
  };
  /** Weaker first. */
  readonly changes: readonly (Change & { readonly approved: boolean })[];
  readonly effects: readonly (PeopleEffect & { readonly approved: boolean })[];
  readonly warnings: readonly ReviewWarning[];
  readonly approvals: {
    readonly used: readonly UsedApproval[];
    readonly unused: readonly Approval[];
    readonly ended: readonly Approval[];
  };
}
