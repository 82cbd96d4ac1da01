import type { StandardEvidence, StandardStatus, StandardVerdict } from "../../model/standards.ts";

type Make = (reason: string, evidence?: readonly StandardEvidence[]) => StandardVerdict;

const make =
  (status: StandardStatus): Make =>
  (reason, evidence = []) => ({ status, reason, evidence });

/** The requirement is met. */
export const pass = make("pass");

/** It is not. */
export const open = make("open");

/** It could not be decided; the reason says what is missing. */
export const notReviewed = make("not_reviewed");

/** Where Okta's API has a policy, or a rule of it. */
export const policyPath = (policy: string, rule?: string): string =>
  `/api/v1/policies/${policy}${rule === undefined ? "" : `/rules/${rule}`}`;
