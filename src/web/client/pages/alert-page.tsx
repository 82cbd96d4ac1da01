import type { ShownAlert } from "../../../flows/alerts/show-alert.ts";
import { AlertActions } from "../parts/alert-actions.tsx";
import { AskedView } from "../parts/asked-view.tsx";
import { Tag } from "../parts/cell.tsx";
import { Facts } from "../parts/facts.tsx";
import { Time } from "../parts/time.tsx";
import { useAnswer } from "../use-answer.ts";
import { useTitle } from "../use-title.ts";

interface AlertPageProps {
  readonly id: string;
  readonly mayAct: boolean;
}

function doneBy({ actor }: ShownAlert["alert"]): string {
  const where = [actor.ip, actor.country].filter((one) => one !== null).join(", ");
  return `${actor.name}, ${actor.via}${where === "" ? "" : `, from ${where}`}`;
}

function Subject({ subject }: Pick<ShownAlert["alert"], "subject">) {
  if (subject.type !== "user") return <>{subject.name}</>;
  return <a href={`/people/${subject.id}`}>{subject.name}</a>;
}

function AlertView({ shown, mayAct, again }: { shown: ShownAlert; mayAct: boolean; again: () => void }) {
  const { alert, guidance, told } = shown;
  useTitle(alert.title);
  return (
    <>
      <header class="page">
        <h1>
          <Tag word={alert.severity} /> {alert.title}
        </h1>
        <p>
          <a href="/alerts">All alerts</a>
        </p>
      </header>
      {mayAct && alert.state !== "resolved" ? <AlertActions ids={[alert.id]} onDone={again} /> : null}
      <section class="sheet">
        <Facts
          facts={[
            ["Now", guidance.remedy],
            ["Why it matters", guidance.why],
            ["It closes", guidance.closes],
            ["State", <Tag key="state" word={alert.state} />],
            ["About", <Subject key="about" subject={alert.subject} />],
            ["Done by", doneBy(alert)],
            ["Opened", <Time key="opened" at={alert.openedAt} />],
            ["Last seen", <Time key="seen" at={alert.lastSeenAt} />],
            ...(alert.dueAt === null ? [] : [["Due", <Time key="due" at={alert.dueAt} />] as const]),
            ...(alert.note === null ? [] : [["Note", alert.note] as const]),
            ...(alert.resolution === null ? [] : [["Resolved", alert.resolution] as const]),
            ["Detection", alert.detection],
            [
              "Told",
              told.length === 0
                ? "nobody"
                : told
                    .map(({ destination, state, status }) => `${destination}: ${state}, ${status}`)
                    .join("; "),
            ],
          ]}
        />
        <p class="links">
          {guidance.links.map(({ label, url }) => (
            <a key={url} href={url} rel="noreferrer" target="_blank">
              {label}
            </a>
          ))}
        </p>
      </section>
    </>
  );
}

/** One alert: what to do now, why, how it closes. */
export function AlertPage({ id, mayAct }: AlertPageProps) {
  const [asked, again] = useAnswer<ShownAlert>(`/alerts/${encodeURIComponent(id)}`);
  return (
    <AskedView asked={asked} again={again}>
      {(shown) => <AlertView shown={shown} mayAct={mayAct} again={again} />}
    </AskedView>
  );
}
