import { repeatingKeys } from "../../model/authenticators.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import { quoted } from "../words/quoted-names.ts";
import { type FactorKind, factorKind, mayBeSame, methodsOf, nameOfFactor } from "./factor-kind.ts";
import { notKnown, notUsable, type Usability, usable } from "./usability.ts";

interface Setting {
  readonly kind: FactorKind;
  readonly enroll: string;
  /** JSON paths of what about it is not modelled. */
  readonly unmodelled: readonly string[];
}

const allowing: ReadonlySet<string> = new Set(["REQUIRED", "OPTIONAL"]);
/** Okta's guide to Okta Verify authenticators shows methods that are off as DISABLED (okta-api 4.2). */
const forbidding: ReadonlySet<string> = new Set(["NOT_ALLOWED", "DISABLED"]);

const notModelled = ({ name }: EnrollmentPolicy, path: string): string =>
  `enrollment policy ${quoted(name)} has what is not modelled: ${path}`;

/** A policy's setting of one method, by the settings that may mean it. */
function ofMethod(policy: EnrollmentPolicy, settings: readonly Setting[], kind: FactorKind): Usability {
  const meant = settings.filter((one) => mayBeSame(one.kind, kind));
  const exact = meant.filter((one) => one.kind.id === kind.id);
  const those = exact.length > 0 ? exact : meant;
  const name = nameOfFactor(kind.key, kind.id, kind.method);
  const strange = those.find(({ enroll }) => !allowing.has(enroll) && !forbidding.has(enroll));
  if (strange !== undefined) {
    return notKnown(`enrollment policy ${quoted(policy.name)} sets ${name} to ${strange.enroll}`);
  }
  const allowed = those.filter(({ enroll }) => allowing.has(enroll)).length;
  if (allowed === 0) return notUsable("not allowed");
  const [path] = those.flatMap(({ unmodelled }) => unmodelled);
  if (path !== undefined) return notKnown(notModelled(policy, path));
  const isNameless = repeatingKeys.has(kind.key) && exact.length === 0;
  if (allowed === those.length && (!isNameless || kind.id === null)) return usable;
  return notKnown(`enrollment policy ${quoted(policy.name)} does not say which ${kind.key} it allows`);
}

/** Prepares asking a policy what it lets people have: OPTIONAL or REQUIRED; what it does not list is not allowed. */
export function allowanceIn(policy: EnrollmentPolicy): (kind: FactorKind) => Usability {
  const settings = policy.settings.map(({ key, id, enroll, unmodelled = [] }) => ({
    kind: factorKind(key, id, null),
    enroll,
    unmodelled: [...unmodelled, ...(policy.unmodelled ?? [])],
  }));
  return (kind) => {
    const answers = methodsOf(kind).map((method) => ofMethod(policy, settings, { ...kind, method }));
    const [first = usable] = answers;
    if (answers.every(({ answer }) => answer === first.answer)) return first;
    const unknown = answers.find(({ answer }) => answer === "unknown");
    const name = nameOfFactor(kind.key, kind.id, kind.method);
    return (
      unknown ?? notKnown(`enrollment policy ${quoted(policy.name)} allows some methods of ${name} only`)
    );
  };
}
