// Generated from checks/*.check.ts and src/standards/*.framework.ts by `npm run generate`; do not edit.

/** Standards that a baseline can pin: `src/standards/<id>.framework.ts`. */
export const frameworkIds = ["cis", "iso27001", "nist", "pci", "soc2", "stig"] as const;
export type FrameworkId = (typeof frameworkIds)[number];

/** Every check, by what its findings are about: the compiler names each place that has to know of a new one. */
export const checkIdsAbout = {
  /** The org's configuration: somebody made it so, and the System Log may say who. */
  configuration: [
    "app-policy-apps",
    "app-policy-missing",
    "app-policy-unmanaged",
    "app-rule",
    "app-rule-missing",
    "app-rule-unmanaged",
    "authenticator-status",
    "enrollment-policy-authenticator",
    "enrollment-policy-groups",
    "enrollment-policy-missing",
    "enrollment-policy-order",
    "enrollment-policy-status",
    "enrollment-policy-unmanaged",
    "enrollment-policy-unreachable",
    "enrollment-rule",
    "enrollment-rule-missing",
    "enrollment-rule-unmanaged",
    "group-members",
    "group-missing",
    "group-rule",
    "session-policy-groups",
    "session-policy-missing",
    "session-policy-order",
    "session-policy-status",
    "session-policy-unmanaged",
    "session-rule",
    "session-rule-missing",
    "session-rule-unmanaged",
    "stack-resource",
  ],
  /** Whether each person has what the requirements ask for. */
  people: ["factors", "governed-by", "member-of", "recovery", "sign-in"],
  /** The baseline itself. */
  baseline: ["exemption-stale"],
  /** Facts remembered of people. */
  memory: ["silent-change"],
  /** Requirements of a standard that the baseline pins. */
  standard: [
    "standard-cis",
    "standard-iso27001",
    "standard-nist",
    "standard-pci",
    "standard-soc2",
    "standard-stig",
  ],
} as const;

export type ConfigurationCheckId = (typeof checkIdsAbout.configuration)[number];
export type PeopleCheckId = (typeof checkIdsAbout.people)[number];
export type BaselineCheckId = (typeof checkIdsAbout.baseline)[number];
export type MemoryCheckId = (typeof checkIdsAbout.memory)[number];
export type StandardCheckId = (typeof checkIdsAbout.standard)[number];

/** Names a check, and its file: `checks/<id>.check.ts`; one of a standard is made of the standard. */
export type CheckId =
  | ConfigurationCheckId
  | PeopleCheckId
  | BaselineCheckId
  | MemoryCheckId
  | StandardCheckId;

export const checkIds: readonly CheckId[] = Object.values(checkIdsAbout).flat();
