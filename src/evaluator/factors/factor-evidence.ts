import { repeatingKeys } from "../../model/authenticators.ts";
import type { Enrolment, EnrolmentSource, PersonEnrolments } from "../../model/snapshot.ts";
import type { Engine } from "../../model/words.ts";
import { type FactorKind, factorKind, methodsOf, nameOfFactor, satisfies } from "./factor-kind.ts";
import type { OrgAuthenticators } from "./org-authenticators.ts";

/** Something the person has, of which a part that may matter is not shown. */
export interface VagueFactor {
  readonly kind: FactorKind;
  /** `method`: reading `factors` as well can tell. */
  readonly lacks: "method" | "authenticator" | "enrolment";
  readonly why: string;
}

/** What was read of one person's enrolments. */
export interface FactorEvidence {
  readonly source: EnrolmentSource;
  /** What counts, each kind once: ACTIVE, of a known type, and not switched off for the org. */
  readonly counting: readonly FactorKind[];
  readonly vague: readonly VagueFactor[];
  /** Everything that was shown, as reports name it. */
  readonly shown: readonly string[];
}

// On Identity Engine `factors` always lists the verified primary e-mail and the recovery question, enrolled or not
// (okta-api 2.1, from Okta's guide to API changes in the Identity Engine upgrade).
const alwaysListed: ReadonlySet<string> = new Set(["okta_email", "security_question"]);

const kindOf = ({ key, authenticatorId, method }: Enrolment): FactorKind =>
  factorKind(key, authenticatorId, method);

function describe(enrolment: Enrolment, authenticators: OrgAuthenticators): string {
  const { key, authenticatorId, method, status, known } = enrolment;
  if (!known) return `${key} (unknown factor)`;
  const name = nameOfFactor(key, authenticatorId, method);
  if (status !== "ACTIVE") return `${name} (${status})`;
  return authenticators.isOff(kindOf(enrolment)) ? `${name} (switched off for the org)` : name;
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

type Read = PersonEnrolments & { readonly kind: "read" };

function sumUp(
  { source, enrolments, factors }: Read,
  authenticators: OrgAuthenticators,
  engine: Engine,
): FactorEvidence {
  const counts = (one: Enrolment): boolean =>
    one.known && one.status === "ACTIVE" && !authenticators.isOff(kindOf(one));
  const isListedAnyway = ({ key }: Enrolment): boolean => engine === "identity" && alwaysListed.has(key);
  const isFirst = source !== "factors";
  const first = enrolments.filter((one) => isFirst || !isListedAnyway(one));
  const second = (factors ?? []).filter((one) => !isListedAnyway(one));
  const view = isFirst ? "authenticator-enrollments" : "factors";
  const vague = enrolments.filter(counts).map((one): VagueFactor | null => {
    const kind = kindOf(one);
    if (isFirst || !isListedAnyway(one)) return vagueOf(kind, view);
    return { kind, lacks: "enrolment", why: `factors lists ${one.key} whether or not it is enrolled` };
  });
  const counting = fullest([...first, ...second].filter(counts)).map(kindOf);
  const named = fullest([...enrolments, ...second]).filter(({ key }) => key !== "okta_password");
  return {
    source,
    counting: [...new Map(counting.map((kind) => [JSON.stringify(kind), kind])).values()],
    vague: vague.filter((one) => one !== null),
    shown: [...new Set(named.map((one) => describe(one, authenticators)))].toSorted(),
  };
}

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
export function readEvidence(
  authenticators: OrgAuthenticators,
  engine: Engine,
): (read: Read) => FactorEvidence {
  const known = new Map<string, FactorEvidence>();
  return (read) => {
    const content = contentOf(read);
    const found = known.get(content);
    if (found !== undefined) return found;
    const fresh = sumUp(read, authenticators, engine);
    known.set(content, fresh);
    return fresh;
  };
}
