import type { Exemption } from "../../model/baseline.ts";
import type { UserId } from "../../model/ids.ts";
import type { StandardEvidence } from "../../model/standards.ts";
import type { StandardsInput } from "../contract/framework.ts";
import { notReviewed } from "../contract/verdicts.ts";

/** An exception that is in effect, with whom it is for. */
export interface ExceptionInEffect {
  readonly id: UserId;
  readonly login: string;
  readonly exemption: Exemption;
}

/** The answer about exceptions where nobody gave the register of them. */
export const noRegister = notReviewed(
  "no baseline was given, whose exemptions are the register of exceptions: add --baseline FILE",
);

/** Exceptions of the register that are in effect on the day of the judgement, by UTC, for people who are there. */
export function exceptionsInEffect({
  baseline,
  judgement,
  now,
}: StandardsInput): readonly ExceptionInEffect[] {
  const today = now.toISOString().slice(0, 10);
  return baseline.exemptions.flatMap((exemption) => {
    const person = judgement.live.personCalled(exemption.user);
    return person === undefined || exemption.until < today
      ? []
      : [{ id: person.id, login: person.login, exemption }];
  });
}

/** An exception as evidence: by whom, until when and why. */
export const exceptionSeen = ({ id, login, exemption }: ExceptionInEffect): StandardEvidence => ({
  path: `/api/v1/users/${id}`,
  name: login,
  field: `exemption from ${exemption.requirement}`,
  value: `until ${exemption.until}, by ${exemption.owner}: ${exemption.reason}`,
});
