import type { Overview } from "../../../flows/page/overview.ts";
import { toneOf } from "../../../report/chart/grades.ts";
import { AskedView } from "../parts/asked-view.tsx";
import { Tag } from "../parts/cell.tsx";
import { CheckNow } from "../parts/check-now.tsx";
import { Funnel, WaysIn } from "../parts/funnel.tsx";
import { HistoryChart } from "../parts/history-chart.tsx";
import { PlainTable } from "../parts/plain-table.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { TextList } from "../parts/text-list.tsx";
import { Time } from "../parts/time.tsx";
import { useAnswer } from "../use-answer.ts";
import { useTitle } from "../use-title.ts";

type Latest = NonNullable<Overview["latest"]>;

const verdicts = {
  drift: { word: "Drift:", tone: "bad" },
  "in-line": { word: "In line:", tone: "good" },
  unknown: { word: "Unknown:", tone: "soft" },
} as const;

function Title({ latest }: { readonly latest: Latest }) {
  const { word, tone } = verdicts[latest.verdict];
  return (
    <header class="page">
      <h1>
        <span class={tone}>{word}</span> {latest.headline}
      </h1>
      <p>
        as of <Time at={latest.asOf} /> ·{" "}
        {latest.oldestProof === null ? null : (
          <>
            oldest proof <Time at={latest.oldestProof} /> ·{" "}
          </>
        )}
        {latest.unread.length === 0 ? "nothing unread" : `${latest.unread.length} not read`} ·{" "}
        <a href={`/runs/${latest.run}`}>the report</a>
      </p>
    </header>
  );
}

function Topics({ latest }: { readonly latest: Latest }) {
  return (
    <Sheet id="causes" title="Root causes">
      {latest.topics.length === 0 ? <p class="empty">No finding is open.</p> : null}
      {latest.topics.map((topic) => (
        <div class="cause" key={topic.fingerprint}>
          <Tag word={topic.severity} />
          <span>{topic.sentence}</span>
          <span class="soft">{topic.explains === null ? "" : `explains ${topic.explains}`}</span>
          {topic.who === null ? null : <p>{topic.who}</p>}
          <details>
            <summary>What to do</summary>
            {topic.remedy}
          </details>
        </div>
      ))}
    </Sheet>
  );
}

function Requirements({ latest }: { readonly latest: Latest }) {
  if (latest.requirements.length === 0) return null;
  return (
    <Sheet id="requirements" title="Requirements">
      <PlainTable label="Requirements">
        <thead>
          <tr>
            <th scope="col">Requirement</th>
            <th scope="col" class="number">
              People
            </th>
            <th scope="col" class="number">
              Not met
            </th>
            <th scope="col" class="number">
              Unknown
            </th>
            <th scope="col" class="number">
              Exempted
            </th>
          </tr>
        </thead>
        <tbody>
          {latest.requirements.map(({ id, title, appliesTo, drift, unknown, exempted }) => (
            <tr key={id}>
              <th scope="row">
                {title}
                <small>{id}</small>
              </th>
              <td class="number">{appliesTo.toLocaleString()}</td>
              <td class="number">{drift.toLocaleString()}</td>
              <td class="number">{unknown.toLocaleString()}</td>
              <td class="number">{exempted.toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Sheet>
  );
}

function Alerts({ alerts }: Pick<Overview, "alerts">) {
  const { open, overdue, readUntil } = alerts;
  return (
    <p class="soft">
      {open === 0 ? (
        "No alert is open"
      ) : (
        <a href="/alerts">{`${open} open ${open === 1 ? "alert" : "alerts"}, ${overdue} overdue`}</a>
      )}
      {"; "}
      {readUntil === null ? (
        "the System Log was never read: run plumbline watch"
      ) : (
        <>
          the System Log was read <Time at={readUntil} />
        </>
      )}
      .
    </p>
  );
}

function Administrators({ administrators }: Pick<Overview, "administrators">) {
  if (administrators === null) return null;
  return (
    <Sheet id="administrators" title="Administrators">
      <PlainTable label="Administrators">
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Roles</th>
            <th scope="col">Weakest way in</th>
            <th scope="col">Can use</th>
          </tr>
        </thead>
        <tbody>
          {administrators.map(({ id, login, roles, way, usable }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`/people/${id}`}>{login}</a>
              </th>
              <td>{roles.join(", ")}</td>
              <td>
                <span class={`tag ${toneOf(way)}`}>{way.replaceAll("-", " ")}</span>
              </td>
              <td>{usable === null ? "not read" : usable.join(", ") || "nothing"}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Sheet>
  );
}

/** The answer, then what to do about it, then how it came. */
export function OverviewPage({ mayAct }: { readonly mayAct: boolean }) {
  const [asked, again] = useAnswer<Overview>("/overview");
  useTitle("Overview");
  return (
    <AskedView asked={asked} again={again}>
      {({ latest, administrators, alerts, history, marks }) => (
        <>
          {latest === null ? (
            <header class="page">
              <h1>No check kept its report yet: run plumbline check --ledger.</h1>
            </header>
          ) : (
            <>
              <Title latest={latest} />
              <TextList id="unread" title="To know before" texts={[...latest.remarks, ...latest.unread]} />
              <p>
                {latest.people} {latest.findings}
              </p>
            </>
          )}
          <Alerts alerts={alerts} />
          {mayAct ? <CheckNow onDone={again} /> : null}
          {latest?.figures == null ? null : <Funnel figures={latest.figures} />}
          {latest === null ? null : (
            <div class="two">
              <Topics latest={latest} />
              <div>
                {latest.figures === null ? null : <WaysIn figures={latest.figures} />}
                <HistoryChart history={history} marks={marks} />
              </div>
            </div>
          )}
          {latest === null ? null : <Requirements latest={latest} />}
          <Administrators administrators={administrators} />
        </>
      )}
    </AskedView>
  );
}
