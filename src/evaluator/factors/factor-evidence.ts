import { repeatingKeys } from "../../model/authenticators.ts";
import type { Enrolment, EnrolmentSource, PersonEnrolments } from "../../model/snapshot.ts";
import type { Engine } from "../../model/words.ts";
import { type FactorKind, factorKind, methodsOf, nameOfFactor, satisfies } from "./factor-kind.ts";

/** Something the person has, of which a part that may matter is not shown. */
export interface VagueFactor {
  readonly kind: FactorKind;
  /** `method`: reading `factors` as well can tell. */
  readonly lacks: "method" | "authenticator" | "enrolment";
  readonly why: string;
}

/** Something that was shown of a person, ACTIVE or not. */
export interface ShownFactor {
  readonly kind: FactorKind;
  /** As reports name it, with what keeps it from counting in itself: `webauthn (PENDING_ACTIVATION)`. */
  readonly name: string;
  readonly isActive: boolean;
}

/** Evidence read of one person's enrolments. */
export interface FactorEvidence {
  readonly source: EnrolmentSource;
  /** Factors enrolled, each kind once: ACTIVE and of a known type; being usable is another question. */
  readonly enrolled: readonly FactorKind[];
  readonly vague: readonly VagueFactor[];
  /** Everything that was shown but the password, by name. */
  readonly shown: readonly ShownFactor[];
}

// On Identity Engine `factors` always lists the verified primary e-mail and the recovery question, enrolled or not
// (okta-api 2.1, from Okta's guide to API changes in the Identity Engine upgrade).
const alwaysListed: ReadonlySet<string> = new Set(["okta_email", "security_question"]);

const kindOf = ({ key, authenticatorId, method }: Enrolment): FactorKind =>
  factorKind(key, authenticatorId, method);

const isEnrolled = ({ known, status }: Enrolment): boolean => known && status === "ACTIVE";

function describe(enrolment: Enrolment): ShownFactor {
  const { key, authenticatorId, method, status, known } = enrolment;
  const name = known ? nameOfFactor(key, authenticatorId, method) : `${key} (unknown factor)`;
  return {
    kind: kindOf(enrolment),
    name: known && status !== "ACTIVE" ? `${name} (${status})` : name,
    isActive: isEnrolled(enrolment),
  };
}

/** Leaves out enrolments of which a fuller one is at hand: `okta_verify` where `okta_verify:push` is known. */
function fullest(enrolments: readonly Enrolment[]): readonly Enrolment[] {
  return enrolments.filter((one) => {
    const kind = kindOf(one);
    return !enrolments.some((other) => {
      if (other === one || other.status !== one.status || other.known !== one.known) return false;
      const fuller = kindOf(other);
      return satisfies(fuller, kind) && !satisfies(kind, fuller);
    });
  });
}

function vagueOf(kind: FactorKind, source: string): VagueFactor | null {
  if (repeatingKeys.has(kind.key) && kind.id === null) {
    return { kind, lacks: "authenticator", why: `${source} does not show which ${kind.key} it is` };
  }
  if (kind.method === null && methodsOf(kind).length > 1) {
    return { kind, lacks: "method", why: `${source} does not show the method of ${kind.key}` };
  }
  return null;
}

export type Read = PersonEnrolments & { readonly kind: "read" };

function sumUp({ source, enrolments, factors }: Read, engine: Engine): FactorEvidence {
  const isListedAnyway = ({ key }: Enrolment): boolean => engine === "identity" && alwaysListed.has(key);
  const isFirst = source !== "factors";
  const first = enrolments.filter((one) => isFirst || !isListedAnyway(one));
  const second = (factors ?? []).filter((one) => !isListedAnyway(one));
  const view = isFirst ? "authenticator-enrollments" : "factors";
  const vague = enrolments.filter(isEnrolled).map((one): VagueFactor | null => {
    const kind = kindOf(one);
    if (isFirst || !isListedAnyway(one)) return vagueOf(kind, view);
    return { kind, lacks: "enrolment", why: `factors lists ${one.key} whether or not it is enrolled` };
  });
  const enrolled = fullest([...first, ...second].filter(isEnrolled)).map(kindOf);
  const named = fullest([...enrolments, ...second]).filter(({ key }) => key !== "okta_password");
  return {
    source,
    enrolled: [...new Map(enrolled.map((kind) => [JSON.stringify(kind), kind])).values()],
    vague: vague.filter((one) => one !== null),
    shown: [...new Map(named.map(describe).map((one) => [one.name, one])).values()].toSorted(byName),
  };
}

const byName = (left: ShownFactor, right: ShownFactor): number =>
  left.name < right.name ? -1 : Number(left.name > right.name);

function contentOf({ source, enrolments, factors }: Read): string {
  let content: string = source;
  for (const list of [enrolments, factors ?? []]) {
    content += "\n\n";
    for (const { key, authenticatorId, method, status, known } of list) {
      content += `\n${key}\t${authenticatorId}\t${method}\t${status}\t${known}`;
    }
  }
  return content;
}

/**
 * Sums up what was read of people, once for all who have the same; they share one answer (the same object). A password
 * is left out: it is no second factor, and \`factors\` does not show it while \`authenticator-enrollments\` does.
 */
export function readEvidence(engine: Engine): (read: Read) => FactorEvidence {
  const known = new Map<string, FactorEvidence>();
  return (read) => {
    const content = contentOf(read);
    const found = known.get(content);
    if (found !== undefined) return found;
    const fresh = sumUp(read, engine);
    known.set(content, fresh);
    return fresh;
  };
}
