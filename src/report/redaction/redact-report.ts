import {
  type ChangedBy,
  type Finding,
  type FindingFacts,
  type FindingValue,
  isList,
  type Report,
  type Summary,
} from "../../model/report.ts";
import {
  exemptionRef,
  ruleRef,
  type Subject,
  type SubjectRef,
  type SubjectType,
} from "../../model/subject.ts";
import { hostOf, type NameKind } from "./known-names.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { redactExemption, redactSteps } from "./redact-parts.ts";

/**
 * The report with every name and id of the org's replaced by keyed hashes, in every text. Findings keep their order: who
 * prints them sorts them anew, since an order by name tells of names. Fingerprints are hashed again: made of a login they
 * would let anybody check a guess.
 */
export function redactReport(report: Report, pseudonyms: Pseudonyms): Report {
  const { within } = pseudonyms;
  return {
    ...report,
    org: redactOrg(report.org, pseudonyms),
    baseline: { ...report.baseline, path: within(report.baseline.path) },
    summary: redactSummary(report.summary, pseudonyms),
    ...(report.stack === undefined ? {} : { stack: { ...report.stack, file: within(report.stack.file) } }),
    outcomes: report.outcomes.map((outcome) => ({
      ...outcome,
      reason: outcome.reason === null ? null : within(outcome.reason),
    })),
    findings: report.findings.map((finding) => redactFinding(finding, pseudonyms)),
    gaps: report.gaps.map((gap) => ({ ...gap, reason: within(gap.reason) })),
  };
}

/** The org by another name: one of no host that there can be (RFC 2606). */
export const redactOrg = ({ url, id, engine }: Report["org"], { whole }: Pseudonyms): Report["org"] => ({
  url: `https://${whole(hostOf(url), "org")}.invalid`,
  id: id === null ? null : whole(id, "org"),
  engine,
});

function redactSummary(summary: Summary, { within }: Pseudonyms): Summary {
  const { requirements } = summary;
  if (requirements === undefined) return summary;
  return {
    ...summary,
    requirements: requirements.map((one) => ({ ...one, id: within(one.id), title: within(one.title) })),
  };
}

function redactFinding(finding: Finding, pseudonyms: Pseudonyms): Finding {
  const { within, entry } = pseudonyms;
  const { requirement, field, changedBy, exemption, path, causedBy } = finding;
  const text = field === "expression" ? (one: string) => withoutLiterals(one, pseudonyms) : within;
  const value = namesThings(finding) ? entry : text;
  return {
    ...finding,
    fingerprint: rekeyed(finding.fingerprint, pseudonyms),
    causedBy: causedBy === null ? null : rekeyed(causedBy, pseudonyms),
    subject: redactSubject(finding.subject, pseudonyms),
    requirement: requirement === null ? null : within(requirement),
    field: field === null ? null : within(field),
    expected: redactValue(finding.expected, value),
    actual: redactValue(finding.actual, value),
    message: text(finding.message),
    remedy: within(finding.remedy),
    changedBy: changedBy === null ? null : redactChangedBy(changedBy, pseudonyms),
    exemption: exemption === null ? null : redactExemption(exemption, pseudonyms),
    ...(path === undefined ? {} : { path: redactSteps(path, pseudonyms) }),
  };
}

const namedIn: ReadonlySet<string> = new Set([
  "groups",
  "members",
  "exceptUsers",
  "exceptGroups",
  "order",
  "governedBy",
  "memberOf",
  "behaviors",
  "people.groups",
  "people.exceptGroups",
  "people.users",
  "people.exceptUsers",
  "people.userTypes",
  "people.exceptUserTypes",
]);

/** Whether what was expected and what is are names, and no words of Okta's. */
const namesThings = ({ field, check }: Finding): boolean =>
  namedIn.has(field ?? "") || check === "enrollment-policy-unreachable";

const wholeKinds: Readonly<Partial<Record<SubjectType, NameKind>>> = {
  user: "person",
  group: "group",
  "group-rule": "rule",
  policy: "policy",
  app: "application",
};

function redactSubject(subject: Subject, pseudonyms: Pseudonyms): Subject {
  const { type, id } = subject;
  const hidden = id === null ? null : pseudonyms.whole(id, type === "user" ? "person" : "id");
  return { ...redactRef(subject, pseudonyms), id: hidden };
}

/** An authenticator's name is Okta's key. */
function redactRef(subject: SubjectRef, { whole, within }: Pseudonyms): SubjectRef {
  switch (subject.type) {
    case "policy-rule":
      return ruleRef(whole(subject.policy, "policy"), whole(subject.rule, "rule"));
    case "exemption": {
      const { user, requirement, name } = subject;
      if (user === null || requirement === null) return { ...subject, name: within(name) };
      return exemptionRef(whole(user), within(requirement));
    }
    case "standard-requirement":
      return subject;
    default: {
      const kind = wholeKinds[subject.type];
      const name = kind === undefined ? within(subject.name) : whole(subject.name, kind);
      return { type: subject.type, name };
    }
  }
}

const rekeyed = (fingerprint: string, { withheld }: Pseudonyms): string =>
  withheld(fingerprint).replace(/^text-/, "");

function redactValue(value: FindingValue, redact: (text: string) => string): FindingValue {
  if (value === null) return null;
  if (typeof value === "string") return redact(value);
  return isList(value) ? value.map(redact) : redactFacts(value, redact);
}

const redactFacts = (facts: FindingFacts, redact: (text: string) => string): FindingFacts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, part]) => [
      name,
      typeof part === "string" ? redact(part) : typeof part === "object" ? (part?.map(redact) ?? null) : part,
    ]),
  );

/** Hides the values that a group rule compares with (a department, a title): all are the org's own. */
function withoutLiterals(text: string, { within, withheld }: Pseudonyms): string {
  return within(text).replace(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g, (literal, double, single) => {
    const inner: string = double ?? single;
    return /^[a-z]+-[0-9a-f]{12}$/.test(inner) ? literal : `"${withheld(inner)}"`;
  });
}

/** The actor's name may be a person's in words, which no list of logins holds: it goes as a whole. */
function redactChangedBy(changedBy: ChangedBy, { whole, within }: Pseudonyms): ChangedBy {
  const { actor, ip, via, did } = changedBy;
  return {
    ...changedBy,
    actor: actor === null ? null : whole(actor),
    ip: ip === null ? null : within(ip),
    via: via === null ? null : within(via),
    ...(did === undefined ? {} : { did: within(did) }),
  };
}
