import {
  classicFactors,
  identityAuthenticators,
  parseFactorName,
  repeatingKeys,
} from "../../model/authenticators.ts";
import type { UserId } from "../../model/ids.ts";
import type { Finding } from "../../model/report.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { worthOf } from "../../model/strictness.ts";
import type { Severity } from "../../model/words.ts";

/** How much a proposed requirement asks, the most first. */
export interface Level {
  readonly id: "phishing-resistant" | "strong" | "any-second-factor";
  /** For people: `a phishing-resistant factor`. */
  readonly words: string;
  readonly factors: { readonly phishingResistant: true } | { readonly anyOf: readonly string[] };
}

/** A population that an org seems to mean. */
export interface Population {
  readonly id: string;
  readonly title: (level: Level) => string;
  readonly appliesTo: Readonly<Record<string, unknown>>;
  readonly severity: Severity;
}

/** Levels that the org's ACTIVE authenticators allow a requirement to ask for. */
export function levelsOf({ org, slices }: OrgSnapshot): readonly Level[] {
  const keys = Object.keys(org.engine === "identity" ? identityAuthenticators : classicFactors);
  const active = (slices.authenticators ?? [])
    .filter(({ key, status }) => status === "ACTIVE" && keys.includes(key))
    .flatMap(({ key, id }) => (repeatingKeys.has(key) ? (id === null ? [] : [`${key}/${id}`]) : [key]))
    .sort();
  const strong = active.filter((ref) => worthOf(ref) === "protects");
  const weak = active.filter((ref) => worthOf(ref) === "weakens" && isPossession(ref));
  return [
    {
      id: "phishing-resistant" as const,
      words: "a phishing-resistant factor",
      factors: { phishingResistant: true as const },
    },
    ...(strong.length === 0
      ? []
      : [{ id: "strong" as const, words: "a strong factor", factors: { anyOf: strong } }]),
    ...(weak.length === 0
      ? []
      : [
          {
            id: "any-second-factor" as const,
            words: "a second factor of any kind",
            factors: { anyOf: [...strong, ...weak] },
          },
        ]),
  ];
}

// A security question is something one knows, as the password is: together they are one factor (NIST SP 800-63B 4.2.1).
const knowledge: ReadonlySet<string> = new Set(["security_question", "okta_question", "okta_password"]);
const isPossession = (ref: string): boolean => !knowledge.has(parseFactorName(ref).key);

/** The populations of every org: whoever administers it, and everybody. */
export function populationsOf({ slices }: OrgSnapshot): readonly Population[] {
  const roles = slices.adminRoles;
  const holdsSomething = (held: Readonly<Record<string, readonly string[]>>): boolean =>
    Object.values(held).some((those) => those.length > 0);
  const hasAdmins = roles !== undefined && (holdsSomething(roles.users) || holdsSomething(roles.groups));
  return [
    ...(hasAdmins
      ? [
          {
            id: "admins",
            title: ({ words }: Level) => `Administrators have ${words}`,
            appliesTo: { adminRoles: "any" },
            severity: "critical" as const,
          },
        ]
      : []),
    {
      id: "everyone",
      title: ({ words }) => `Everyone who signs in has ${words}`,
      appliesTo: { everyone: true },
      severity: "high",
    },
  ];
}

/** A person whom a proposed requirement finds wanting. */
export interface Lacking {
  readonly id: UserId | null;
  readonly login: string;
}

/** The people of open and unknown findings of one requirement, each once, by login. */
export function lackingIn(findings: readonly Finding[], requirement: string): readonly Lacking[] {
  const people = new Map<string, Lacking>();
  for (const { requirement: of, status, subject } of findings) {
    if (of !== requirement || subject.type !== "user" || (status !== "open" && status !== "unknown"))
      continue;
    people.set(subject.id ?? subject.name, { id: subject.id as UserId | null, login: subject.name });
  }
  return [...people.values()].toSorted((left, right) => (left.login < right.login ? -1 : 1));
}
