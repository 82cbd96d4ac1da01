import type {
  ExplainedEnrolments,
  ExplainedPolicy,
  ExplainedRequirement,
  PersonExplanation,
} from "../../model/explanation.ts";
import { inertText } from "../../model/inert-text.ts";
import { type Paint, paintFor, type Style } from "../text/paint.ts";
import { wrapText } from "../text/wrap-text.ts";
import { signInLines } from "./sign-in-text.ts";

type Status = ExplainedRequirement["status"];

const standingWords: Readonly<Record<PersonExplanation["person"]["standing"], string>> = {
  "in-scope": "can sign in",
  pending: "has not signed in yet",
  "out-of-scope": "cannot sign in without an administrator: nothing is asked",
};
const certaintyWords: Readonly<Record<ExplainedPolicy["outcomes"][number]["why"], string>> = {
  certain: "",
  network: " (depends on the network)",
  application: " (depends on the application)",
  undecidable: " (could not be decided)",
};
const appliesWords = { yes: "applies", no: "does not apply", maybe: "may apply" } as const;
const statusStyles: Readonly<Record<Status, Style>> = {
  "in-line": "green",
  drift: "red",
  unknown: "yellow",
  pending: "yellow",
  exempted: "dim",
};

/** One line of text, safe to print, at its indent; what does not fit goes on two columns further. */
type Line = (text: string, indent?: number) => string;

/** One person for reading in a terminal: policy in effect and what was tried, enrolments, ways in, requirements. */
export function explainText(
  explanation: PersonExplanation,
  options: { readonly width: number; readonly color: boolean },
): string {
  const { person, policy, enrolled, signIn, requirements } = explanation;
  const paint = paintFor(options.color);
  const line: Line = (text, indent = 2) => wrapText(inertText(text), options.width, indent, indent + 2);
  const section = (title: string, lines: readonly string[]) => ["", paint("bold", title), ...lines];
  const tried = policy.path.map((step) => `${step.policy}: ${appliesWords[step.applies]}, ${step.reason}`);
  return `${[
    line(`${person.login} (${person.id}): ${person.status}, ${standingWords[person.standing]}`, 0),
    ...section(
      "Enrollment policy in effect",
      policyTexts(policy).map((text) => line(text)),
    ),
    ...section(
      "Tried in this order",
      tried.map((text) => line(text)),
    ),
    ...section(
      "Enrolled",
      enrolmentTexts(enrolled).map((text) => line(text)),
    ),
    ...section(
      "Sign-in: the weakest way in, for whoever holds the password and chooses network and browser",
      signInLines(signIn, { width: options.width, paint }),
    ),
    ...section(
      "What the baseline wants",
      requirements.flatMap((one) => requirementLines(one, line, paint)),
    ),
  ].join("\n")}\n`;
}

/** Which policies can be in effect, one text each, and what is not known of them. */
export function policyTexts({ outcomes, uncertainties }: ExplainedPolicy): readonly string[] {
  return [
    ...outcomes.map(({ policy, rule, network, apps, why }) => {
      const byRule = rule === null ? "" : `, by rule "${rule}"`;
      const where = `${network === null ? "" : ` ${network}`}${apps === null ? "" : `, for sign-ins to ${apps}`}`;
      return `${policy ?? "unknown"}${byRule}${where}${certaintyWords[why]}`;
    }),
    ...uncertainties.map((uncertainty) => `unknown: ${uncertainty}`),
  ];
}

function enrolmentTexts({ source, factors, reason }: ExplainedEnrolments): readonly string[] {
  if (source === null) return [`unknown: ${reason ?? "not read"}`];
  return factors.length === 0 ? ["nothing"] : factors;
}

/** A requirement, and what a person lacks of it. */
export function requirementLines(
  requirement: ExplainedRequirement,
  line: Line,
  paint: Paint,
): readonly string[] {
  const { id, title, applies, status, exemption } = requirement;
  if (applies === "no") return [line(`${id}: does not apply`)];
  const until =
    exemption === null ? "" : ` until ${exemption.until}, ${exemption.reason} (${exemption.owner})`;
  return [
    // Coloured after wrapping, which would count the colour as columns; the status is the first word after the id.
    line(`${id}: ${status}${until}. ${title}.`).replace(
      `${id}: ${status}`,
      () => `${id}: ${paint(statusStyles[status], status)}`,
    ),
    ...requirement.uncertainties.map((uncertainty) => line(`unknown: ${uncertainty}`, 4)),
    ...requirement.findings.flatMap(({ message, remedy, check }) => [
      line(`${message} (${check})`, 4),
      line(`fix: ${remedy}`, 6),
    ]),
  ];
}
