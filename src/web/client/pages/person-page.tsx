import type { z } from "zod";
import type { PersonPage as Answer } from "../../../flows/page/person.ts";
import type { ProtectionStep } from "../../../model/run-view.ts";
import { toneOf } from "../../../report/chart/grades.ts";
import type { finding } from "../../contract/finding-answer.ts";
import { AskedView } from "../parts/asked-view.tsx";
import { Tag } from "../parts/cell.tsx";
import { Facts } from "../parts/facts.tsx";
import { FindingList } from "../parts/finding-list.tsx";
import { PersonEvents } from "../parts/person-events.tsx";
import { PlainTable } from "../parts/plain-table.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { Time } from "../parts/time.tsx";
import { useAnswer } from "../use-answer.ts";
import { useTitle } from "../use-title.ts";

interface PersonAnswer extends Omit<Answer, "findings"> {
  readonly steps: readonly ProtectionStep[];
  /** The page on the person in the Okta console. */
  readonly console: string | null;
  readonly findings: readonly z.infer<typeof finding>[];
}

const listed = (words: readonly string[] | null, none: string): string =>
  words === null ? "not read" : words.length === 0 ? none : words.join(", ");

function Ways({ person }: PersonAnswer) {
  return (
    <Sheet id="ways" title="Sign-in by application, the weakest first">
      {person.ways.length === 0 ? (
        <p class="empty">Sign-on policies were not read: a requirement with signIn has them read.</p>
      ) : (
        <PlainTable label="Sign-in by application">
          <thead>
            <tr>
              <th scope="col">Applications</th>
              <th scope="col">Weakest way in</th>
              <th scope="col">Decided by</th>
            </tr>
          </thead>
          <tbody>
            {person.ways.map(({ app, alsoApps, level, policy, rule, from, with: factors }) => (
              <tr key={`${policy}/${app}`}>
                <th scope="row">
                  {app}
                  {alsoApps === 0 ? null : <small>{`and ${alsoApps} more`}</small>}
                </th>
                <td>
                  <span class={`tag ${toneOf(level)}`}>{level.replaceAll("-", " ")}</span>
                  <small>{factors.join(" + ")}</small>
                </td>
                <td>
                  {[policy, rule].filter((one) => one !== null).join(" / ")}
                  <small>{from}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      )}
    </Sheet>
  );
}

function Tried({ person }: PersonAnswer) {
  const { path, uncertainties } = person.policy;
  const applies = { yes: "applies", no: "does not apply", maybe: "may apply" } as const;
  return (
    <Sheet id="tried" title="Enrollment policies tried, in order">
      <ol>
        {path.map((step) => (
          <li key={step.policy}>{`${step.policy}: ${applies[step.applies]}, ${step.reason}`}</li>
        ))}
      </ol>
      {uncertainties.map((uncertainty) => (
        <p key={uncertainty} class="soft">{`Not decided: ${uncertainty}`}</p>
      ))}
    </Sheet>
  );
}

function PersonView({ answer, mayAct }: { readonly answer: PersonAnswer; readonly mayAct: boolean }) {
  const { person, requirements, findings, alerts, steps, asOf } = answer;
  useTitle(person.login);
  return (
    <>
      <header class="page">
        <h1>{person.login}</h1>
        <p>
          as of <Time at={asOf} /> ·{" "}
          {answer.console === null ? null : (
            <>
              <a href={answer.console} rel="noreferrer" target="_blank">
                The person in Okta
              </a>
              {" · "}
            </>
          )}
          <a href="/people">Everybody</a>
        </p>
      </header>
      <section class="sheet">
        <Facts
          facts={[
            ["Status", `${person.status}, ${person.standing}`],
            ["Groups", listed(person.groups, "none that the baseline names")],
            ["Roles", listed(person.roles, "none")],
            ["Applications", listed(person.apps, "none that the baseline names")],
            [
              "Enrolled",
              person.enrolled.source === null
                ? `not read: ${person.enrolled.reason}`
                : listed(person.enrolled.factors, "nothing"),
            ],
            ...steps.map((step, position) => [step, person.steps[position] ?? "unknown"] as const),
          ]}
        />
      </section>
      <FindingList title="Findings" findings={findings} none="Nothing was found." />
      <Sheet id="requirements" title="Requirements">
        <ul class="rows">
          {requirements.map(({ id, title, answer: given }) => (
            <li key={id}>
              <Tag word={given} /> {title}
            </li>
          ))}
        </ul>
      </Sheet>
      <Ways {...answer} />
      <Tried {...answer} />
      <Sheet id="alerts" title="Alerts">
        {alerts.length === 0 ? <p class="empty">None was raised.</p> : null}
        <ul class="rows">
          {alerts.map(({ id, severity, title, state, lastSeenAt }) => (
            <li key={id}>
              <Tag word={severity} /> <a href={`/alerts/${id}`}>{title}</a>{" "}
              <span class="soft">
                {state}, <Time at={lastSeenAt} />
              </span>
            </li>
          ))}
        </ul>
      </Sheet>
      <PersonEvents id={person.id} mayAct={mayAct} />
    </>
  );
}

/** One person. */
export function PersonPage({ id, mayAct }: { readonly id: string; readonly mayAct: boolean }) {
  const [asked, again] = useAnswer<PersonAnswer>(`/people/${encodeURIComponent(id)}`);
  return (
    <AskedView asked={asked} again={again}>
      {(answer) => <PersonView answer={answer} mayAct={mayAct} />}
    </AskedView>
  );
}
