import type { AuthenticatorId, UserId } from "./ids.ts";
import type { OrgAuthenticator } from "./live-enrollment.ts";
import type { AppPolicy } from "./live-sign-on.ts";
import type { ReadPerson } from "./proof.ts";
import type { Enrolment, OrgSlices, Person, Slice } from "./snapshot.ts";

/**
 * Plan of what a reader must fetch for the selected checks and this baseline: no more, and nothing twice.
 * Made by `checks`, carried out by `okta`; the functions let the reader ask, half-way, what is still needed.
 */
export interface ReadPlan {
  readonly slices: ReadonlySet<Slice>;
  /** Names of groups whose members matter beyond those that live policies include. */
  readonly groupNames: readonly string[];
  /** Labels of applications whose assigned people and groups matter. */
  readonly appLabels: readonly string[];
  /** Members of every group and assignments of every application, whatever is named. */
  readonly everything?: true;
  /** Where it is given, nobody else matters: these people are read one by one, and which groups they are in. */
  readonly onlyPeople?: readonly UserId[];
  /** Authenticators of which the methods matter: one call each. */
  methodsNeededOf(authenticators: readonly OrgAuthenticator[]): readonly AuthenticatorId[];
  /** People whose enrolments are needed, given everything else that was read. */
  enrolmentsNeededFor(read: OrgSlices): readonly UserId[];
  /** True when what identity providers are trusted with decides about some of these people. */
  needsIdps?(people: readonly Person[]): boolean;
  /** True when the names of user types make sharper what is said of these policies. */
  needsUserTypes?(policies: readonly AppPolicy[]): boolean;
  /** True when authenticator-enrollments did not show a method that decides, so that factors must be read too. */
  needsFactorsToo(user: UserId, enrolments: readonly Enrolment[], read: OrgSlices): boolean;
  /**
   * True when what one view shows is surely enough for all that is asked of the person, whatever it hides. Left out where
   * everything that people have enrolled matters.
   */
  isEnough?(user: UserId, shown: ReadPerson, read: OrgSlices): boolean;
}
