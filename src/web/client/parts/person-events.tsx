import { useState } from "preact/hooks";
import type { PersonEvents as Answer } from "../../../flows/page/person-events.ts";
import { post } from "../api.ts";
import { useAttempt } from "../use-attempt.ts";
import { ProblemView } from "./asked-view.tsx";
import { PlainTable } from "./plain-table.tsx";
import { Sheet } from "./sheet.tsx";
import { Time } from "./time.tsx";

function Events({ events, isCut }: Answer) {
  if (events.length === 0) return <p class="empty">The System Log has nothing on the last 90 days.</p>;
  return (
    <>
      <PlainTable label="Events">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Event</th>
            <th scope="col">Outcome</th>
            <th scope="col">Done by</th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ uuid, published, eventType, message, outcome, actor }) => (
            <tr key={uuid}>
              <td>
                <Time at={published} />
              </td>
              <td>
                {message ?? eventType}
                <small>{eventType}</small>
              </td>
              <td>{outcome}</td>
              <td>
                {actor.name}
                <small>{[actor.via, actor.ip, actor.country].filter((one) => one !== null).join(", ")}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
      {isCut ? <p class="soft">Older ones are in the System Log.</p> : null}
    </>
  );
}

/** Events of a person in the System Log: read from Okta when somebody asks for it. */
export function PersonEvents({ id, mayAct }: { readonly id: string; readonly mayAct: boolean }) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { isBusy, failure, attempt } = useAttempt();
  const read = () =>
    attempt(async () => setAnswer(await post<Answer>(`/people/${encodeURIComponent(id)}/events`, {})));
  return (
    <Sheet id="events" title="Events">
      {answer === null ? <p class="soft">Events are in Okta's System Log, not in the ledger.</p> : null}
      {mayAct ? (
        <button type="button" disabled={isBusy} onClick={read}>
          {answer === null ? "Read the System Log" : "Read it again"}
        </button>
      ) : null}
      {failure === null ? null : <ProblemView problem={failure.problem} />}
      {answer === null ? null : <Events {...answer} />}
    </Sheet>
  );
}
