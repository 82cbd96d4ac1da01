import type {
  EvidenceFault,
  EvidenceFaultKind,
  EvidenceSeal,
  ExaminedEvidence,
} from "../../model/evidence.ts";
import { inertText } from "../../model/inert-text.ts";

const because = (detail: string): string => (detail === "" ? "" : ` (${detail})`);

const words: Readonly<Record<EvidenceFaultKind, (detail: string) => string>> = {
  changed: () => "changed since the bundle was sealed",
  missing: () => "is missing",
  "not-listed": () => "was not there when the bundle was sealed",
  "no-file": (detail) => `is ${detail}, and a bundle holds files only`,
  unreadable: (detail) => `is not as plumbline evidence create writes it${because(detail)}`,
  sealing: (detail) => `a bundle holds evidence.dsse.json, or statement.json if it is not signed; ${detail}`,
  signature: () => "the signature does not fit the statement",
  "other-key": (detail) => `signed by another key: ${detail}`,
  unsigned: () => "not signed, and a public key was given to compare with",
  judgement: (detail) =>
    `judged again, the snapshot comes to something else${because(detail === "" ? "" : `${detail} differs`)}`,
  derived: (detail) => `does not follow from the report${because(detail)}`,
  unjudged: () => "is sealed, and no part of what is judged: nothing proves what it says",
  counts: (detail) => `numbers do not add up: ${detail}`,
  times: (detail) => detail,
  future: (detail) => `made ${detail}, which is later than this machine's clock`,
  "other-version": (detail) =>
    `this version of Plumbline cannot tell: it reads or judges this otherwise${because(detail)}`,
  "previous-missing": (detail) => `the bundle before it is not among those given: the one of ${detail}`,
  "previous-differs": (detail) => `does not follow the bundle before it: ${detail}`,
  "not-chained": (detail) => `names no bundle before it, and ${detail} is one`,
  "long-silence": (detail) => `no check is known of from ${detail}`,
};

/** A fault in words: the file, and what is wrong with it. */
export const faultText = ({ kind, file, detail }: EvidenceFault): string =>
  inertText(`${file === null ? "" : `${file}: `}${words[kind](detail)}`);

/** Who sealed a bundle, in words. */
export function sealText(seal: EvidenceSeal): string {
  if (seal.kind === "unsigned") return "not signed: its files fit together, and anybody could have made them";
  const keyId = inertText(seal.keyId);
  return seal.trusted
    ? `signed by the key that was given, ${keyId}`
    : `signed by ${keyId}; --public-key FILE tells whether that is a key you trust`;
}

/** Advice for a bundle that was made by another version. */
export function versionAdvice({ manifest, faults, reworded }: ExaminedEvidence): string | null {
  if (manifest === null) return null;
  const { version } = manifest.tool;
  if (faults.some(({ kind }) => kind === "other-version")) {
    return `verify it with the version that made it: npx okta-plumbline@${inertText(version)} evidence verify`;
  }
  return reworded ? `found the same; version ${inertText(version)} worded it otherwise` : null;
}
