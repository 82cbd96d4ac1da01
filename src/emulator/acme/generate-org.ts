import { fillState } from "../filling/fill-state.ts";
import { seededRandom } from "../state/seeded-random.ts";
import type { EmulatorState } from "../state/state.ts";
import {
  acmeAuthenticators,
  authenticatorSettings,
  defaultPolicy,
  enrollPolicy,
  enrollRule,
} from "./acme-policies.ts";
import type { WrittenUser } from "./acme-written.ts";
import { generatedBaseline, generatedPolicies } from "./generated-baseline.ts";
import { madeUpName } from "./made-up-names.ts";

export interface GenerateOptions {
  /** How many accounts, whatever their status. */
  readonly people: number;
  /** The same seed gives the same org. */
  readonly seed: number;
  /** Which part of those who can sign in has drifted, 0 (the default) to 1. */
  readonly driftedShare?: number;
}

/** Somebody who is not as the baseline asks, and the check that says so. */
export interface DriftedPerson {
  readonly login: string;
  readonly check: "factors" | "member-of";
}

export interface GeneratedOrg {
  readonly state: EmulatorState;
  /** The baseline that the org is in line with, but for those who drifted: a YAML document in its JSON form. */
  readonly baseline: string;
  readonly drifted: readonly DriftedPerson[];
}

interface GeneratedPerson {
  readonly login: string;
  readonly user: WrittenUser;
  readonly drift: DriftedPerson["check"] | null;
}

const kits = [
  ["okta_verify:push", "okta_verify:totp"],
  ["okta_verify:push", "okta_verify:totp", "okta_verify:signed_nonce"],
  ["google_otp"],
  ["webauthn", "okta_verify:push", "okta_verify:totp"],
] as const;
const adminKit = kits[3];
const adminCount = 8;
const departmentSize = 400;

/** Makes up an Identity Engine org of any size; 100,000 people take some seconds and about 150 MB. */
export function generateOrg({ people, seed, driftedShare = 0 }: GenerateOptions): GeneratedOrg {
  const random = seededRandom(seed);
  const everybody = Array.from({ length: people }, (_, number) =>
    number < adminCount ? administrator(number) : employee(number, driftedShare, random),
  );
  return {
    state: stateOf(everybody),
    baseline: generatedBaseline(everybody.slice(0, adminCount).map(({ login }) => login)),
    drifted: everybody.flatMap(({ login, drift }) => (drift === null ? [] : [{ login, check: drift }])),
  };
}

function administrator(number: number): GeneratedPerson {
  return person(number, { factors: [...adminKit], roles: ["READ_ONLY_ADMIN"] }, null);
}

function employee(number: number, driftedShare: number, random: () => number): GeneratedPerson {
  const status = statusFor(random());
  if (status !== "ACTIVE") return person(number, { status }, null);
  const kit = kits[Math.floor(random() * kits.length)] ?? adminKit;
  if (random() >= driftedShare) return person(number, { factors: [...kit] }, null);
  return random() < 0.5
    ? person(number, { factors: ["okta_verify:totp"] }, "factors")
    : person(number, { factors: [...kit] }, "member-of");
}

function statusFor(chance: number): "ACTIVE" | "PROVISIONED" | "SUSPENDED" | "DEPROVISIONED" {
  if (chance < 0.95) return "ACTIVE";
  if (chance < 0.96) return "PROVISIONED";
  return chance < 0.97 ? "SUSPENDED" : "DEPROVISIONED";
}

function person(number: number, more: WrittenUser, drift: GeneratedPerson["drift"]): GeneratedPerson {
  const { first, last, login } = madeUpName(number);
  const profile = { login, email: login, firstName: first, lastName: last, userType: "employee" };
  return { login, user: { ...more, login, profile }, drift };
}

function stateOf(everybody: readonly GeneratedPerson[]): EmulatorState {
  const alive = everybody.filter(({ user }) => user.status !== "DEPROVISIONED");
  const rules = [enrollRule("Enroll at sign-in", "CHALLENGE")];
  const policy = (name: "Admins" | "MFA required", group: string) =>
    enrollPolicy(name, [group], authenticatorSettings(generatedPolicies[name]), rules);
  return fillState({
    engine: "identity",
    users: everybody.map(({ user }) => user),
    groups: [
      {
        name: "MFA Required",
        members: alive.filter(({ drift }) => drift !== "member-of").map(({ login }) => login),
      },
      { name: "MFA Admins", members: alive.slice(0, adminCount).map(({ login }) => login) },
      ...departmentsOf(alive),
    ],
    authenticators: acmeAuthenticators.map((key) => ({ key })),
    policies: [
      policy("Admins", "MFA Admins"),
      policy("MFA required", "MFA Required"),
      defaultPolicy(authenticatorSettings(generatedPolicies["Default Policy"])),
    ],
  });
}

function departmentsOf(alive: readonly GeneratedPerson[]): { name: string; members: string[] }[] {
  return Array.from({ length: Math.ceil(alive.length / departmentSize) }, (_, index) => ({
    name: `Department ${index + 1}`,
    members: alive.slice(index * departmentSize, (index + 1) * departmentSize).map(({ login }) => login),
  }));
}
