import type {
  EvidenceFault,
  EvidenceFaultKind,
  EvidenceSeal,
  ExaminedEvidence,
} from "../../model/evidence.ts";
import { inertText } from "../../model/inert-text.ts";

const because = (detail: string): string => (detail === "" ? "" : ` (${detail})`);

const words: Readonly<Record<EvidenceFaultKind, (detail: string) => string>> = {
  changed: (detail) => `changed since the bundle was sealed${because(detail)}`,
  missing: () => "is missing",
  "not-listed": () => "was not there when the bundle was sealed",
  "no-file": (detail) => `is ${detail}, which plumbline evidence create does not write`,
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
  forked: (detail) => `goes on from an earlier bundle than ${detail}, which went on from it already`,
  replaced: (detail) => `${detail} is not the bundle that it goes on from, though it ends at the same time`,
  "given-twice": (detail) => `is the same bundle as ${detail}`,
  "other-signer": (detail) => `is not signed by the key that signed ${detail}`,
  "long-silence": (detail) => `no check is known of from ${detail}`,
};

const copyAnew =
  "copy the folder again, as it is, from where it was made; if it is so there, it was changed after it was sealed";
const askForSealed = "ask whoever made it for the bundle as it was sealed";
const askForAnother =
  "do not rely on it: what it says does not follow from its own snapshot and baseline; ask for one made anew by plumbline evidence create";
const askForChain = "ask for the bundles that were made at the time, and give every one of them";

/** How to go on from it. Of another version the advice names the version. */
const remedies: Readonly<Record<EvidenceFaultKind, string | null>> = {
  changed: copyAnew,
  missing: copyAnew,
  "not-listed": "take it out of the folder, and ask who put it there",
  "no-file": copyAnew,
  unreadable: askForSealed,
  sealing: askForSealed,
  signature: askForSealed,
  "other-key":
    "compare the two ids with whoever makes the bundles, by another way than the one the bundle came by",
  unsigned: "ask for a signed bundle; without --public-key it is only held against itself",
  judgement: askForAnother,
  derived: askForAnother,
  unjudged: askForAnother,
  counts: askForAnother,
  times: askForAnother,
  future: "set this machine's clock, and verify it again; if the clock is right, ask why it was made then",
  "other-version": null,
  "previous-missing": "give the folder of that bundle, too",
  "previous-differs": askForChain,
  "not-chained": askForChain,
  forked: askForChain,
  replaced: askForChain,
  "given-twice": "name each bundle once",
  "other-signer": "give each key that you trust with --public-key FILE",
  "long-silence": "ask why nothing was checked then; --every takes a longer time",
};

/** How to go on from these faults, each thing once. */
export const remediesOf = (faults: readonly EvidenceFault[]): readonly string[] => [
  ...new Set(faults.flatMap(({ kind }) => remedies[kind] ?? [])),
];

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
