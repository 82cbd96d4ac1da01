import { inertText } from "../../model/inert-text.ts";
import type { Addition, Enrollment, LeftOut, Member, RefusedMemberships } from "../../model/memberships.ts";
import { count } from "../text/count.ts";
import { paintFor } from "../text/paint.ts";
import { wrapText } from "../text/wrap-text.ts";

/** One line of text, safe to print, at its indent; what does not fit goes on two columns further. */
type Line = (text: string, indent?: number) => string;

/** Memberships to add, or what came of adding them, for reading in a terminal. */
export function enrollText(
  enrollment: Enrollment,
  options: { readonly width: number; readonly color: boolean },
): string {
  const paint = paintFor(options.color);
  const line: Line = (text, indent = 2) => wrapText(inertText(text), options.width, indent, indent + 2);
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", paint("bold", inertText(title)), ...lines];
  const { additions, refused, leftOut, uncertainties, gaps } = enrollment;
  return `${[
    line(headline(enrollment), 0),
    ...byGroup(additions).flatMap(([group, those]) =>
      section(
        `${group} (${those.length})`,
        those.map((addition) => line(additionText(addition))),
      ),
    ),
    ...section(
      `Not added by Plumbline (${refused.length})`,
      refused.flatMap((one) => refusedLines(one, line)),
    ),
    ...section(
      "Left out",
      leftOutTexts(leftOut).map((text) => line(text)),
    ),
    ...section("Could not be told", [
      ...uncertainties.map((uncertainty) => line(uncertainty)),
      ...gaps
        .filter(({ reason }) => !uncertainties.some((uncertainty) => uncertainty.includes(reason)))
        .map((gap) => line(`${gap.slice}: ${gap.reason}`)),
    ]),
    ...next(enrollment).map((text) => `\n${line(text, 0)}`),
  ].join("\n")}\n`;
}

function headline({ mode, additions, refused, uncertainties, gaps, org, baseline }: Enrollment): string {
  const where = `at ${org.url} (${baseline.path})`;
  if (additions.length === 0) {
    if (refused.length > 0) return `No membership that Plumbline can add ${where}.`;
    return uncertainties.length + gaps.length > 0
      ? `Whether memberships are missing ${where} could not be told.`
      : `No membership is missing ${where}.`;
  }
  if (mode === "plan") return `${count(additions.length, "membership")} to add ${where}.`;
  const added = additions.filter(({ status }) => status === "added").length;
  return `${added} of ${count(additions.length, "membership")} added ${where}.`;
}

function byGroup(additions: readonly Addition[]): readonly (readonly [string, readonly Addition[]])[] {
  const groups = new Map<string, Addition[]>();
  for (const addition of additions) {
    const same = groups.get(addition.group.name);
    if (same === undefined) groups.set(addition.group.name, [addition]);
    else same.push(addition);
  }
  return [...groups];
}

function additionText({ user, requirements, isDeclared, status, reason }: Addition): string {
  const why = [
    ...(isDeclared ? ["a declared member"] : []),
    ...requirements.map((id) => `requirement ${id}`),
  ];
  const result = status === "planned" ? "" : `: ${status}${reason === null ? "" : ` (${reason})`}`;
  return `${user.login}, ${why.join(", ")}${result}`;
}

function refusedLines(one: RefusedMemberships, line: Line): readonly string[] {
  const why = one.requirements.map((id) => `requirement ${id}`).join(", ");
  return [
    line(one.message),
    line(`${names(one.people)}${why === "" ? "" : ` (${why})`}`, 4),
    line(`instead: ${one.alternative}`, 4),
  ];
}

const shownNames = 20;

function names(people: readonly Member[]): string {
  const logins = people.slice(0, shownNames).map(({ login }) => login);
  const more = people.length - logins.length;
  return `${logins.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** One line a requirement and reason. */
function leftOutTexts(leftOut: readonly LeftOut[]): readonly string[] {
  const together = new Map<string, Member[]>();
  for (const { user, group, requirement, why, until } of leftOut) {
    const words =
      why === "pending"
        ? `not signed in yet (requirement ${requirement}, ${group}; --include-pending adds them)`
        : `exempted from requirement ${requirement} until ${until} (${group})`;
    const same = together.get(words);
    if (same === undefined) together.set(words, [user]);
    else same.push(user);
  }
  return [...together].map(([words, people]) => `${names(people)}: ${words}`);
}

function next({ mode, additions, log }: Enrollment): readonly string[] {
  if (mode === "plan") {
    return additions.length > 0 ? ["To add them: the same command with --apply."] : [];
  }
  return log === null ? [] : [`To take them back: plumbline enroll --undo ${log}`];
}
