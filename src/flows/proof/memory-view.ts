import { isSame } from "../../answers/proof/compare-reads.ts";
import { type Decision, decidePerson } from "../../answers/proof/decide-person.ts";
import { proofPeople } from "../../answers/proof/proof-people.ts";
import type { Forgotten } from "../../answers/proof/whom-to-forget.ts";
import { once } from "../../evaluator/live/once.ts";
import type { UserId } from "../../model/ids.ts";
import type { EnrolmentProof, LogChain, ReadPerson } from "../../model/proof.ts";
import type { Asked, MemoryContext } from "./proof-context.ts";

/** Memory of people, as the log and the configuration of this run leave it. */
export interface MemoryView {
  readonly decide: (user: UserId) => Decision;
  readonly isPrivileged: (user: UserId) => boolean;
  /** The memory that stands for a person; null: none does. */
  readonly standing: (user: UserId) => EnrolmentProof | null;
  /** Compares what was read with memory that no event has touched; null where there is none, or it shows other things. */
  readonly compare: (
    user: UserId,
    found: ReadPerson,
  ) => { readonly before: EnrolmentProof; readonly same: boolean } | null;
  /** Facts to remember of what was read; null where a method that decides is lacking. */
  readonly proofOf: (user: UserId, found: ReadPerson, at: LogChain, provenAt: Date) => EnrolmentProof | null;
}

/** Whether memory of a person is among what events made worthless. */
export const isForgotten = (forgotten: Forgotten, user: UserId): boolean =>
  forgotten === "everybody" || forgotten.has(user);

/** @param forgotten - whose memory the log has made worthless by now */
export function viewMemory(
  { slices, plan }: Asked,
  { baseline, memory: { proofs }, opened, options, rehearsedAt }: MemoryContext,
  { forgotten, startedAt }: { readonly forgotten: Forgotten; readonly startedAt: Date },
): MemoryView {
  const { viewOf, isPrivileged } = proofPeople(baseline, slices);
  const now = new Date(Math.max(startedAt.getTime(), rehearsedAt?.getTime() ?? 0));
  const isEnough = (user: UserId, read: ReadPerson): boolean => plan.isEnough?.(user, read, slices) ?? false;
  // Where Okta has its unfiltered view, factors alone were kept of people who had enough by them, of what was asked then.
  const hasOtherView = [...proofs.values()].some(({ read }) => read.source !== "factors");
  const lacksMethod = (user: UserId, read: ReadPerson): boolean =>
    read.source === "factors"
      ? hasOtherView && !isEnough(user, read)
      : read.source === "authenticator-enrollments" && plan.needsFactorsToo(user, read.enrolments, slices);
  const input = {
    chain: opened?.chain ?? null,
    isTouched: (user: UserId) => isForgotten(forgotten, user),
    now,
    maxAgeMs: options.maxProofAge,
    viewOf,
    lacksMethod,
    isEnough,
  };
  const decide = once((user: UserId) => decidePerson(user, proofs.get(user), input));
  return {
    decide,
    isPrivileged,
    standing: (user) => (decide(user).kind === "use" ? (proofs.get(user) ?? null) : null),
    compare: (user, found) => {
      const before = proofs.get(user);
      const decision = decide(user);
      const isUntouched = decision.kind === "use" || decision.why === "too old";
      if (before === undefined || !isUntouched) return null;
      const same = isSame(before, found, viewOf(user));
      return same === null ? null : { before, same };
    },
    proofOf: (user, read, { id, position }, provenAt) =>
      lacksMethod(user, read)
        ? null
        : { read, provenAt: provenAt.toISOString(), chain: id, position, view: viewOf(user) },
  };
}
