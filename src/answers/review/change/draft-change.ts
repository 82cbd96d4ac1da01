import type { PathStep } from "../../../../policy/source/tree.ts";
import type { Change, ChangeKind, ChangePlaces, ChangeValue, ChangeVerdict } from "../../../model/review.ts";

/** A change before its position in a file is known. */
export interface DraftChange {
  readonly change: Change;
  /** Where the reviewed baseline says so, from the outside in; what is not written there stands for what is around it. */
  readonly path: readonly PathStep[];
}

const part = (name: string): string => name.normalize("NFC").replaceAll("%", "%25").replaceAll("/", "%2F");

/** The id of a change: `enrollment-policy-authenticator/Admins/webauthn`; a `/` in a name is written `%2F`. */
export function changeId(kind: string, names: readonly string[]): string {
  return [kind, ...names.map(part)].join("/");
}

/** Puts a change together; its id is made of its kind and place. */
export function draftChange<Kind extends ChangeKind>(
  kind: Kind,
  where: ChangePlaces[Kind],
  said: {
    readonly from: ChangeValue;
    readonly to: ChangeValue;
    readonly verdict: ChangeVerdict;
    readonly path: readonly PathStep[];
  },
): DraftChange {
  const { from, to, verdict, path } = said;
  const names: readonly string[] = Object.values(where);
  // The parts of the union differ in `where` alone, which `kind` decides.
  const change = { id: changeId(kind, names), kind, where, from, to, ...verdict, at: null } as Change;
  return { change, path };
}
