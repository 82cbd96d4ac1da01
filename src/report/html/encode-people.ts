import type { ExplainedEnrolments, ExplainedPolicy } from "../../model/explanation.ts";
import { inertText } from "../../model/inert-text.ts";
import type { PeopleView } from "../../model/people-view.ts";
import type { Finding, Report } from "../../model/report.ts";
import type { ViewedWay } from "../../model/viewed-way.ts";
import { policyWords } from "../text/policy-words.ts";
import type { Topic } from "../text/topics.ts";
import { factsOf } from "./finding-facts.ts";
import {
  answerLetters,
  noAnswer,
  type PageData,
  type PageEnrolled,
  type PageFinding,
  type PagePolicy,
  type PageProfile,
} from "./page-data.ts";
import {
  findingsByPerson,
  type PagePerson,
  peopleWithFindings,
  worstFound,
  worstOf,
} from "./people-with-findings.ts";

/** Inert text holds no control character. */
const loginMark = "\u0001";

/** Numbers things of equal content. */
function numbered<Item>() {
  const numbers = new Map<string, number>();
  const items: Item[] = [];
  return {
    items,
    numberOf: (item: Item): number => {
      const content = JSON.stringify(item);
      const known = numbers.get(content);
      if (known !== undefined) return known;
      numbers.set(content, items.length);
      return items.push(item) - 1;
    },
  };
}

/** As `numbered`, for objects that are shared: each is looked at once. */
function numberedOnce<Source extends object | null, Item>(make: (source: Source) => Item) {
  const { items, numberOf } = numbered<Item>();
  const known = new Map<Source, number>();
  return {
    items,
    numberOf: (source: Source): number => {
      const number = known.get(source) ?? numberOf(make(source));
      known.set(source, number);
      return number;
    },
  };
}

function pagePolicy(policy: ExplainedPolicy | null): PagePolicy {
  if (policy === null) return { label: "", path: [], uncertainties: [] };
  const { outcomes, path, uncertainties } = policy;
  return {
    label: inertText(policyWords(outcomes)),
    path: path.map((step) => ({
      ...step,
      policy: inertText(step.policy),
      reason: inertText(step.reason),
    })),
    uncertainties: uncertainties.map(inertText),
  };
}

function pageEnrolled(enrolled: ExplainedEnrolments | null): PageEnrolled {
  if (enrolled === null) return { factors: [], unread: "" };
  const { source, factors, reason } = enrolled;
  return {
    factors: factors.map(inertText),
    unread: source === null ? inertText(reason ?? "not read") : null,
  };
}

/** `Strong (Payroll, and 2 more): one-factor with okta_password, by rule Contractors, from anywhere` */
function wayWords({ policy, app, alsoApps, level, with: factors, rule, from }: ViewedWay): string {
  const more = alsoApps > 0 ? `, and ${alsoApps} more` : "";
  const facts = [
    ...(factors.length === 0 ? [] : [`with ${factors.join(" and ")}`]),
    ...(rule === null ? [] : [`by rule ${rule}`]),
    ...(from === null ? [] : [from === "anywhere" ? "from anywhere" : from]),
  ];
  return inertText(`${policy ?? "session"} (${app}${more}): ${[level, ...facts].join(", ")}`);
}

const nobodysWays: readonly ViewedWay[] = [];

function pageFinding(finding: Finding, topic: number | null): PageFinding {
  const login = inertText(finding.subject.name);
  const anybody = (text: string): string => {
    const inert = inertText(text);
    return login === "" ? inert : inert.replaceAll(login, loginMark);
  };
  return {
    status: finding.status,
    check: inertText(finding.check),
    severity: finding.severity,
    requirement: finding.requirement === null ? null : inertText(finding.requirement),
    message: anybody(finding.message),
    remedy: anybody(finding.remedy),
    more: factsOf(finding).map(({ name, text }) => ({ name, text: anybody(text) })),
    topic,
  };
}

function topicNumbers(topics: readonly Topic[]): ReadonlyMap<Finding, number> {
  const numbers = new Map<Finding, number>();
  for (const [number, topic] of topics.entries()) {
    for (const finding of [...topic.findings, ...topic.explained]) numbers.set(finding, number);
  }
  return numbers;
}

const letterOf = (answer: PagePerson["answers"][number]): string =>
  answer === null ? noAnswer : answerLetters[answer];

/** Requirements that findings name, when nothing else tells them. */
function requirementsIn(report: Report): PeopleView["requirements"] {
  const ids = new Set(report.findings.flatMap(({ requirement }) => requirement ?? []));
  return [...ids].toSorted().map((id) => ({ id, title: id, severity: "high" }));
}

/** The people of a page, from the people of the run, or from the findings alone. */
export function encodePeople(report: Report, view: PeopleView | null, topics: readonly Topic[]): PageData {
  const requirements = view?.requirements ?? requirementsIn(report);
  const groupNames = (view?.groups ?? []).map(({ name }) => name);
  const topicOf = topicNumbers(topics);
  const found = findingsByPerson(report);
  const policies = numberedOnce(pagePolicy);
  const enrolled = numberedOnce(pageEnrolled);
  const ways = numberedOnce((those: readonly ViewedWay[]) => those.map(wayWords));
  ways.numberOf(nobodysWays);
  const findings = numbered<PageFinding>();
  const profiles = numbered<PageProfile>();
  const profileOf = (person: PagePerson): PageProfile => {
    const own = found.get(person.id) ?? [];
    return {
      status: inertText(person.status),
      answers: person.answers.map(letterOf).join(""),
      overall: letterOf(worstOf([...person.answers, worstFound(own)])),
      groups: person.groups.map((name) => groupNames.indexOf(name)),
      policy: policies.numberOf(person.policy),
      enrolled: enrolled.numberOf(person.enrolled),
      ways: ways.numberOf(person.ways ?? nobodysWays),
      findings: own.map((finding) => findings.numberOf(pageFinding(finding, topicOf.get(finding) ?? null))),
    };
  };
  const people: readonly PagePerson[] =
    view?.people ??
    peopleWithFindings(
      report,
      requirements.map(({ id }) => id),
    );
  return {
    whole: view !== null,
    loginMark,
    requirements: requirements.map(({ id, title }) => ({ id: inertText(id), title: inertText(title) })),
    groups: groupNames.map(inertText),
    logins: people.map(({ login }) => inertText(login)),
    ids: people.map(({ id }) => inertText(id)),
    profileOf: people.map((person) => profiles.numberOf(profileOf(person))),
    policies: policies.items,
    enrolled: enrolled.items,
    ways: ways.items,
    findings: findings.items,
    profiles: profiles.items,
  };
}
