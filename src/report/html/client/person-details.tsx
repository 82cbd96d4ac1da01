import type { ComponentChildren } from "preact";
import type { Fact } from "../finding-facts.ts";
import {
  answerLetters,
  answerWords,
  type PageData,
  type PageFinding,
  type PageProfile,
} from "../page-data.ts";

interface OfPerson {
  readonly data: PageData;
  readonly row: number;
  readonly profile: PageProfile;
}

const applies = { yes: "applies", no: "does not apply", maybe: "may apply" } as const;

/** A verdict as a word with a mark, so that its colour says nothing alone. */
export function VerdictBadge({ letter }: { readonly letter: string }) {
  const { word, mark, name } = answerWords[letter] ?? { word: "unknown", mark: "?", name: "unknown" };
  return (
    <span class={`answer answer-${name}`}>
      <span aria-hidden="true">{mark}</span> {word}
    </span>
  );
}

/** The factors that somebody has enrolled, in a line. */
export function factorsText(data: PageData, { enrolled }: PageProfile): string {
  const { factors, unread } = data.enrolled[enrolled] ?? { factors: [], unread: "" };
  if (unread !== null) return unread === "" ? "" : "not read";
  return factors.length === 0 ? "none" : factors.join(", ");
}

function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="part">
      <h3>{title}</h3>
      {children}
    </div>
  );
}

function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ name, text }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Findings({ found, named }: { found: readonly PageFinding[]; named: (text: string) => string }) {
  if (found.length === 0) return null;
  return (
    <Part title="Findings">
      <ul class="plain">
        {found.map(({ status, severity, check, message, remedy, more }) => (
          <li key={`${check} ${message}`}>
            <div class="found">
              <p>
                <b>{status === "open" ? severity : status}</b> {`${named(message)} (${check})`}
              </p>
              <FactList
                facts={[{ name: "Fix", text: remedy }, ...more].map(({ name, text }) => ({
                  name,
                  text: named(text),
                }))}
              />
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Why something is unknown of which no finding says so. */
const notJudged = " (not all of its checks were run and could judge)";

function Requirements({ data, profile: { answers, findings } }: OfPerson) {
  const said = findings.map((index) => data.findings[index]?.requirement);
  const noteOf = (id: string, letter: string) =>
    letter === answerLetters.unknown && !said.includes(id) ? notJudged : "";
  return (
    <Part title="Requirements">
      <ul class="plain">
        {data.requirements.map(({ id, title }, index) => (
          <li key={id}>
            <VerdictBadge letter={answers.charAt(index)} />{" "}
            {`${title === id ? id : `${id}: ${title}`}${noteOf(id, answers.charAt(index))}`}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Ways({ data, profile: { ways } }: OfPerson) {
  const those = data.ways[ways] ?? [];
  if (those.length === 0) return null;
  return (
    <Part title="Weakest way in, by app sign-in policy">
      <ul class="plain">
        {those.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
    </Part>
  );
}

function Policies({ data, profile: { policy } }: OfPerson) {
  const { path, uncertainties, label } = data.policies[policy] ?? { path: [], uncertainties: [], label: "" };
  if (path.length + uncertainties.length === 0) return null;
  return (
    <Part title="Enrollment policies tried, in order">
      <ol class="plain">
        {path.map((step) => (
          <li key={step.policy}>{`${step.policy}: ${applies[step.applies]}, ${step.reason}`}</li>
        ))}
      </ol>
      {uncertainties.map((one) => (
        <p key={one} class="fact">{`Not decided: ${one}`}</p>
      ))}
      <p class="fact">{`In effect: ${label}`}</p>
    </Part>
  );
}

/** All that the page knows of a person, under the row. */
export function PersonDetails(person: OfPerson) {
  const { data, row, profile } = person;
  const login = data.logins[row] ?? "";
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
  return (
    <>
      <Findings
        found={profile.findings.flatMap((index) => data.findings[index] ?? [])}
        named={(text) => text.replaceAll(data.loginMark, login)}
      />
      <Requirements {...person} />
      <Ways {...person} />
      <Policies {...person} />
      <FactList facts={facts} />
    </>
  );
}
