import type { SourcePosition } from "../../src/model/baseline.ts";
import type { Engine } from "../../src/model/words.ts";

/**
 * Readable parts of a baseline that may be wrong in places, each with its position: the cross-checks work
 * on it, so that a mistake in one field does not hide what is wrong in another.
 */
export interface Draft {
  readonly engine: Engine | null;
  readonly groups: readonly DraftGroup[];
  readonly authenticators: readonly DraftSetting[];
  readonly policies: readonly DraftPolicy[];
  readonly sessionPolicies: readonly DraftSignOnPolicy[];
  readonly appPolicies: readonly DraftSignOnPolicy[];
  readonly requirements: readonly DraftRequirement[];
  readonly exemptions: readonly DraftExemption[];
}

/** A piece of text and where it stands. */
export interface Text {
  readonly text: string;
  readonly at: SourcePosition;
}

export interface DraftGroup {
  readonly name: Text | null;
  readonly managed: boolean;
  readonly ruleName: Text | null;
  readonly exceptUsers: readonly Text[];
  readonly exceptGroups: readonly Text[];
  readonly members: readonly Text[];
  /** Keys as written, with their positions. */
  readonly keys: ReadonlyMap<string, SourcePosition>;
}

export interface DraftSetting {
  readonly ref: Text;
  /** Of the short form, or the status or setting of the long one; empty where there is none. */
  readonly value: string;
  /** Keys of the long form, with their positions. */
  readonly keys: ReadonlyMap<string, SourcePosition>;
  readonly methods: readonly Text[];
}

/** Parts of a policy of any kind. */
export interface DraftPolicyHead {
  readonly at: SourcePosition;
  readonly name: Text | null;
  /** Okta's own. */
  readonly isDefault: boolean;
  readonly groups: readonly Text[];
  readonly keys: ReadonlyMap<string, SourcePosition>;
  /** Fields that are not written, or are empty lists. */
  readonly lacks: ReadonlySet<string>;
}

export interface DraftPolicy extends DraftPolicyHead {
  readonly authenticators: readonly DraftSetting[];
  readonly rules: readonly DraftRule[];
}

export interface DraftRule {
  readonly name: Text | null;
  readonly zones: readonly Text[];
  /** Labels and types of applications, of both sides. */
  readonly apps: readonly Text[];
  readonly exceptUsers: readonly Text[];
}

export interface DraftRequirement {
  readonly at: SourcePosition;
  readonly id: Text | null;
  readonly appliesTo: DraftMap | null;
  readonly targetGroups: readonly Text[];
  readonly targetApps: readonly Text[];
  readonly memberOf: readonly Text[];
  readonly governedBy: readonly Text[];
  readonly factors: DraftMap | null;
  readonly anyOf: readonly Text[];
  readonly signInApps: readonly Text[];
  readonly signInZones: readonly Text[];
  readonly recoveryMeans: readonly Text[];
  /** Fields that are not written, or are empty lists. */
  readonly lacks: ReadonlySet<string>;
}

/** A session policy or an app sign-in policy; what only the other kind has is empty. */
export interface DraftSignOnPolicy extends DraftPolicyHead {
  readonly apps: readonly Text[];
  readonly rules: readonly DraftSignOnRule[];
}

export interface DraftSignOnRule {
  readonly name: Text | null;
  /** Keys as written, with their positions. */
  readonly keys: ReadonlyMap<string, SourcePosition>;
  /** The texts of scalar fields. */
  readonly access: string | null;
  readonly secondFactor: string | null;
  readonly zones: readonly Text[];
  /** The lists of names in `people`, and a session rule's `exceptUsers`. */
  readonly people: ReadonlyMap<string, readonly Text[]>;
  readonly constraints: readonly DraftConstraint[];
  /** Authenticators named in chains. */
  readonly chains: readonly Text[];
}

export interface DraftConstraint {
  readonly map: DraftMap;
  /** By field, from the outside in: `possession.methods`. */
  readonly methods: ReadonlyMap<string, readonly Text[]>;
}

/** Only which keys a map has. */
export interface DraftMap {
  readonly at: SourcePosition;
  readonly keys: ReadonlyMap<string, SourcePosition>;
}

export interface DraftExemption {
  readonly user: Text | null;
  readonly requirement: Text | null;
}
