/** Types of things with one name of their own; a person is matched by id, everything else by name. */
export const plainTypes = ["user", "group", "group-rule", "authenticator", "policy", "app"] as const;

/** Thing that is known by one name of its own. */
export interface PlainRef {
  readonly type: (typeof plainTypes)[number];
  readonly name: string;
}

/** A rule is known by its policy's name and its own. */
export interface RuleRef {
  readonly type: "policy-rule";
  /** `Policy / Rule`, for people to read: two rules may share it. */
  readonly name: string;
  readonly policy: string;
  readonly rule: string;
}

/** An exemption is known by whom it exempts and from what; several at once only by what they have in common. */
export interface ExemptionRef {
  readonly type: "exemption";
  /** `dana@acme.example (everyone)`, for people to read. */
  readonly name: string;
  readonly user: string | null;
  readonly requirement: string | null;
}

/** A requirement of a standard is known by the standard's id and by its own. */
export interface StandardRequirementRef {
  readonly type: "standard-requirement";
  /** `stig V-273186`, for people to read and to accept. */
  readonly name: string;
  readonly standard: string;
  readonly requirement: string;
}

/** Something that a finding can be about, whether or not it exists. */
export type SubjectRef = PlainRef | RuleRef | ExemptionRef | StandardRequirementRef;

export type SubjectType = SubjectRef["type"];

interface Identified {
  /** Okta's id, or null when the thing does not exist. */
  readonly id: string | null;
}

interface PlainSubject extends PlainRef, Identified {}
interface RuleSubject extends RuleRef, Identified {}
interface ExemptionSubject extends ExemptionRef, Identified {}
interface StandardRequirementSubject extends StandardRequirementRef, Identified {}

/** Subject of a finding. */
export type Subject = PlainSubject | RuleSubject | ExemptionSubject | StandardRequirementSubject;

export const ruleRef = (policy: string, rule: string): RuleRef => ({
  type: "policy-rule",
  name: `${policy} / ${rule}`,
  policy,
  rule,
});

export const exemptionRef = (user: string, requirement: string): ExemptionRef => ({
  type: "exemption",
  name: `${user} (${requirement})`,
  user,
  requirement,
});

export const standardRequirementRef = (standard: string, requirement: string): StandardRequirementRef => ({
  type: "standard-requirement",
  name: `${standard} ${requirement}`,
  standard,
  requirement,
});

/** The names, in NFC, that tell a subject from every other of its type. */
export function partsOf(subject: SubjectRef): readonly string[] {
  switch (subject.type) {
    case "policy-rule":
      return [subject.policy, subject.rule].map(plain);
    case "exemption":
      return [subject.user ?? subject.name, subject.requirement ?? ""].map(plain);
    case "standard-requirement":
      return [subject.standard, subject.requirement];
    default:
      return [plain(subject.name)];
  }
}

/** Whether two mean one thing by its names. */
export const isSameSubject = (one: SubjectRef, other: SubjectRef): boolean =>
  one.type === other.type && partsOf(one).join("\n") === partsOf(other).join("\n");

const plain = (name: string): string => name.normalize("NFC");
