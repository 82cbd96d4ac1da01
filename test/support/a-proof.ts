import type { EnrolmentProof, LogChain, ReadPerson } from "../../src/model/proof.ts";
import type { Enrolment } from "../../src/model/snapshot.ts";
import { enrolments, enrolmentsAndFactors } from "./org-builder.ts";

/** Enrolments that were read: `webauthn`, `okta_verify:push`. */
export function aRead(
  shown: readonly (string | Enrolment)[],
  source?: "authenticator-enrollments" | "factors",
): ReadPerson {
  const read = enrolments(shown, source);
  if (read.kind !== "read") throw new Error("enrolments of a test are read");
  return read;
}

/** The same with what `factors` showed besides. */
export function readTwice(shown: readonly string[], factors: readonly string[]): ReadPerson {
  const read = enrolmentsAndFactors(shown, factors);
  if (read.kind !== "read") throw new Error("enrolments of a test are read");
  return read;
}

/** Memory of somebody who has a security key, of Monday morning. */
export const aProof = (change: Partial<EnrolmentProof> = {}): EnrolmentProof => ({
  read: aRead(["webauthn"]),
  provenAt: "2026-11-23T02:00:00.000Z",
  chain: "chain-1",
  position: 0,
  view: "v1",
  ...change,
});

/** A reading of the log that has gone on once. */
export const aChain = (change: Partial<LogChain> = {}): LogChain => ({
  id: "chain-1",
  next: "https://acme.okta.com/api/v1/logs?after=7",
  terms: "f",
  readTo: "2026-11-24T02:00:00.000Z",
  position: 1,
  readsEverybody: false,
  ...change,
});
