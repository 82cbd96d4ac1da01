import type { Fact } from "../finding-facts.ts";
import {
  answerLetters,
  answerWords,
  type PageData,
  type PageFinding,
  type PageProfile,
} from "../page-data.ts";
import { element } from "./element.ts";

const nobody: PageProfile = {
  status: "",
  answers: "",
  overall: "-",
  groups: [],
  policy: 0,
  enrolled: 0,
  ways: 0,
  findings: [],
};
const applies = { yes: "applies", no: "does not apply", maybe: "may apply" } as const;

/** A verdict as a word with a mark, so that its colour says nothing alone. */
function verdictBadge(letter: string): HTMLElement {
  const { word, mark, name } = answerWords[letter] ?? { word: "unknown", mark: "?", name: "unknown" };
  return element(
    "span",
    { class: `answer answer-${name}` },
    element("span", { "aria-hidden": "true" }, mark),
    ` ${word}`,
  );
}

function factorsText(data: PageData, { enrolled }: PageProfile): string {
  const { factors, unread } = data.enrolled[enrolled] ?? { factors: [], unread: "" };
  if (unread !== null) return unread === "" ? "" : "not read";
  return factors.length === 0 ? "none" : factors.join(", ");
}

const section = (title: string, ...content: readonly Node[]): HTMLElement =>
  element("div", { class: "part" }, element("h3", {}, title), ...content);

const list = (kind: "ul" | "ol", items: readonly (Node | string)[]): HTMLElement =>
  element(kind, { class: "plain" }, ...items.map((item) => element("li", {}, item)));

function factList(facts: readonly Fact[]): HTMLElement {
  const lines = facts.map(({ name, text }) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, text)),
  );
  return element("dl", { class: "facts" }, ...lines);
}

function findingItem(
  { status, severity, check, message, remedy, more }: PageFinding,
  named: (text: string) => string,
): Node {
  const head = status === "open" ? severity : status;
  const facts = [{ name: "Fix", text: remedy }, ...more];
  return element(
    "div",
    { class: "found" },
    element("p", {}, element("b", {}, head), ` ${named(message)} (${check})`),
    factList(facts.map(({ name, text }) => ({ name, text: named(text) }))),
  );
}

/** Why something is unknown of which no finding says so. */
const notJudged = " (not all of its checks were run and could judge)";

function requirementItems(data: PageData, { answers, findings }: PageProfile): readonly Node[] {
  const said = findings.map((index) => data.findings[index]?.requirement);
  return data.requirements.map(({ id, title }, index) =>
    element(
      "span",
      {},
      verdictBadge(answers.charAt(index)),
      ` ${id}`,
      ...(title === id ? [] : [`: ${title}`]),
      ...(answers.charAt(index) === answerLetters.unknown && !said.includes(id) ? [notJudged] : []),
    ),
  );
}

function policyPart(data: PageData, { policy }: PageProfile): readonly Node[] {
  const { path, uncertainties, label } = data.policies[policy] ?? { path: [], uncertainties: [], label: "" };
  if (path.length + uncertainties.length === 0) return [];
  const steps = path.map((step) => `${step.policy}: ${applies[step.applies]}, ${step.reason}`);
  return [
    section(
      "Enrollment policies tried, in order",
      list("ol", steps),
      ...uncertainties.map((uncertainty) => element("p", { class: "fact" }, `Not decided: ${uncertainty}`)),
      element("p", { class: "fact" }, `In effect: ${label}`),
    ),
  ];
}

function waysPart(data: PageData, { ways }: PageProfile): readonly Node[] {
  const those = data.ways[ways] ?? [];
  return those.length === 0 ? [] : [section("Weakest way in, by app sign-in policy", list("ul", those))];
}

function detailsOf(data: PageData, row: number, profile: PageProfile): readonly Node[] {
  const login = data.logins[row] ?? "";
  const named = (text: string): string => text.replaceAll(data.loginMark, login);
  const found = profile.findings.flatMap((index) => data.findings[index] ?? []);
  const { unread } = data.enrolled[profile.enrolled] ?? { unread: "" };
  const groups = profile.groups.flatMap((index) => data.groups[index] ?? []);
  const facts = [
    { name: "Id", text: data.ids[row] ?? "" },
    ...(data.whole
      ? [
          { name: "Groups", text: groups.length === 0 ? "none that the baseline names" : groups.join(", ") },
          { name: "Enrolled", text: unread === null ? factorsText(data, profile) : `not read: ${unread}` },
        ]
      : []),
  ];
  return [
    ...(found.length === 0
      ? []
      : [
          section(
            "Findings",
            list(
              "ul",
              found.map((finding) => findingItem(finding, named)),
            ),
          ),
        ]),
    section("Requirements", list("ul", requirementItems(data, profile))),
    ...waysPart(data, profile),
    ...policyPart(data, profile),
    factList(facts),
  ];
}

/** A row of the table, and the row of details under it, which is filled when it is first opened. */
export function personRows(data: PageData, row: number, columns: number): readonly HTMLElement[] {
  const profile = data.profiles[data.profileOf[row] ?? -1] ?? nobody;
  const id = `person-${row}`;
  const name = element(
    "button",
    { type: "button", class: "opener", "aria-expanded": "false", "aria-controls": id },
    data.logins[row] ?? "",
  );
  const cell = element("td", { colspan: String(columns) });
  const details = element("tr", { id, class: "details", hidden: "" }, cell);
  name.addEventListener("click", () => {
    if (cell.childNodes.length === 0) cell.append(...detailsOf(data, row, profile));
    details.hidden = !details.hidden;
    name.setAttribute("aria-expanded", String(!details.hidden));
  });
  const policy = data.policies[profile.policy]?.label ?? "";
  return [
    element(
      "tr",
      {},
      element("th", { scope: "row", class: "col-login" }, name),
      element("td", { class: "col-verdict" }, verdictBadge(profile.overall)),
      element("td", { class: "col-status" }, profile.status),
      element("td", { class: "col-policy" }, policy),
      element("td", { class: "col-factors" }, factorsText(data, profile)),
    ),
    details,
  ];
}
