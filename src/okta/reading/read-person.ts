import type { UserId } from "../../model/ids.ts";
import type { Enrolment } from "../../model/snapshot.ts";
import { ReadFailure } from "../transport/read-failure.ts";
import {
  toAuthenticatorEnrolment,
  toFactor,
  wireAuthenticatorEnrolment,
  wireFactor,
} from "../wire/enrolments.ts";
import { isPersonGone } from "./is-gone.ts";
import { type Reading, readPages, whyUnread } from "./reading.ts";

/** Which of Okta's two views of a person's enrolments is asked. */
export type EnrolmentView = "authenticator-enrollments" | "factors";

/** Result of asking one view about one person. */
export type PersonAnswer =
  | { readonly kind: "read"; readonly enrolments: readonly Enrolment[] }
  /** Deleted or deactivated since the people were listed. */
  | { readonly kind: "gone" }
  | { readonly kind: "unread"; readonly reason: string }
  /** Refused in a way that may mean the view itself does not exist here; `isSure` when it must. */
  | { readonly kind: "absent"; readonly isSure: boolean; readonly reason: string };

/** Okta's own words for a path or a feature that is not there (okta-api 8). */
const absentCodes: ReadonlySet<string | null> = new Set(["E0000008", "E0000015"]);

async function readView(reading: Reading, view: EnrolmentView, user: UserId): Promise<PersonAnswer> {
  const enrolments: Enrolment[] = [];
  const read = { endpoint: `/api/v1/users/{id}/${view}`, ids: [user] };
  const add = (more: readonly Enrolment[]): void => {
    enrolments.push(...more);
  };
  const problems =
    view === "factors"
      ? await readPages(reading, { what: "factor", schema: wireFactor, read }, (items) =>
          add(items.map((item) => toFactor(item, reading.engine))),
        )
      : await readPages(reading, { what: "enrolment", schema: wireAuthenticatorEnrolment, read }, (items) =>
          add(items.map(toAuthenticatorEnrolment)),
        );
  // The one that cannot be read may be the one that counts: an absence must not be concluded from the rest.
  const problem = problems[0];
  return problem === undefined ? { kind: "read", enrolments } : { kind: "unread", reason: problem.reason };
}

async function explainRefusal(reading: Reading, failure: ReadFailure, user: UserId): Promise<PersonAnswer> {
  const reason = whyUnread(reading, "factors", failure);
  if (absentCodes.has(failure.errorCode) || failure.status === 405)
    return { kind: "absent", isSure: true, reason };
  if (failure.status === 404) {
    if (await isPersonGone(reading, user)) return { kind: "gone" };
    return { kind: "absent", isSure: false, reason };
  }
  return failure.status === 403 ? { kind: "absent", isSure: false, reason } : { kind: "unread", reason };
}

/** Asks one view about one person; never rejects for what concerns that person alone. */
export async function askPerson(reading: Reading, view: EnrolmentView, user: UserId): Promise<PersonAnswer> {
  try {
    try {
      return await readView(reading, view, user);
    } catch (failure) {
      if (!(failure instanceof ReadFailure)) throw failure;
      return await explainRefusal(reading, failure, user);
    }
  } catch (failure) {
    if (!(failure instanceof ReadFailure)) throw failure;
    return { kind: "unread", reason: failure.message };
  }
}
