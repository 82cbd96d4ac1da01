import type { z } from "zod";
import type { KeptStatuses } from "../../../model/kept-standard.ts";
import type { FrameworkResult, RequirementResult, StandardVerdict } from "../../../model/standards.ts";
import { statusWords } from "../../../report/standards/standards-words.ts";
import type { finding } from "../../contract/finding-answer.ts";
import { AskedView } from "../parts/asked-view.tsx";
import { Tag } from "../parts/cell.tsx";
import { Facts } from "../parts/facts.tsx";
import { FindingList } from "../parts/finding-list.tsx";
import { PlainTable } from "../parts/plain-table.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { TextList } from "../parts/text-list.tsx";
import { Time } from "../parts/time.tsx";
import { useAnswer } from "../use-answer.ts";
import { useTitle } from "../use-title.ts";

interface RequirementAnswer {
  readonly org: string;
  readonly standard: Omit<FrameworkResult, "counts" | "requirements">;
  readonly requirement: RequirementResult;
  readonly asOf: string;
  readonly by: string;
  readonly tool: string;
  readonly stale: string | null;
  readonly namesPeople: boolean;
  readonly finding: z.infer<typeof finding> | null;
  readonly gaps: readonly string[];
  readonly history: readonly {
    readonly since: string;
    readonly by: string;
    readonly version: string;
    readonly run: string | null;
    readonly statuses: KeptStatuses;
  }[];
}

function Verdict({
  id,
  title,
  verdict,
}: {
  readonly id: string;
  readonly title: string;
  readonly verdict: StandardVerdict;
}) {
  const { status, reason, evidence } = verdict;
  return (
    <Sheet id={id} title={title}>
      <p>
        <Tag word={statusWords[status]} /> {reason}
      </p>
      {evidence.length === 0 ? null : (
        <table class="plain evidence">
          <thead>
            <tr>
              <th scope="col">What decides</th>
              <th scope="col">Field</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {evidence.map(({ path, name, field, value }) => (
              <tr key={`${path} ${field} ${name}`}>
                <td>
                  {name}
                  <small>{path}</small>
                </td>
                <td>{field}</td>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Sheet>
  );
}

function People({ answer }: { readonly answer: RequirementAnswer }) {
  const { requirement, standard, namesPeople } = answer;
  if (requirement.people === null) return <>It is the org's own, and holds for everybody alike.</>;
  const { judged, open, unknown } = requirement.people;
  const words = [
    { status: "open", amount: open, words: `${open.toLocaleString()} are not reached` },
    { status: "unknown", amount: unknown, words: `of ${unknown.toLocaleString()} it is not known` },
  ].filter(({ amount }) => amount > 0);
  return (
    <>
      {`${judged.toLocaleString()} are judged`}
      {words.length === 0 ? ", all are reached" : null}
      {words.map(({ status, words: told }) => (
        <span key={status}>
          {"; "}
          {namesPeople ? (
            <a href={`/people?standard=${encodeURIComponent(`${standard.id} ${requirement.id}: ${status}`)}`}>
              {told}
            </a>
          ) : (
            told
          )}
        </span>
      ))}
    </>
  );
}

const judges: Readonly<Record<string, string>> = {
  standards: "plumbline standards",
  check: "a check whose baseline pins the standard",
};

function History({ history }: Pick<RequirementAnswer, "history">) {
  return (
    <Sheet id="history" title="How it stood">
      <PlainTable label="How it stood">
        <thead>
          <tr>
            <th scope="col">Since</th>
            <th scope="col">As the standard checks it</th>
            <th scope="col">As it holds for people</th>
            <th scope="col">Judged by</th>
          </tr>
        </thead>
        <tbody>
          {history.map(({ since, by, version, run, statuses: [, first, second] }) => (
            <tr key={since}>
              <td>
                <Time at={since} />
              </td>
              <td>
                <Tag word={statusWords[first]} />
              </td>
              <td>
                <Tag word={statusWords[second]} />
              </td>
              <td>
                {run === null ? (judges[by] ?? by) : <a href={`/runs/${run}`}>{judges[by] ?? by}</a>}
                <small>{version}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Sheet>
  );
}

function RequirementView({ answer }: { readonly answer: RequirementAnswer }) {
  const { requirement, standard, asOf, by, tool, stale, gaps, history } = answer;
  const { id, aliases, title, severity, decidedBy, status } = requirement;
  const { asTheStandardChecks: first, asItHoldsForPeople: held } = requirement;
  const isSame = held.status === first.status && held.reason === first.reason;
  const second = isSame ? { ...held, reason: "the same", evidence: [] } : held;
  const accepted = answer.finding?.exemptUntil ?? null;
  useTitle(`${standard.id} ${id}`);
  return (
    <>
      <header class="page">
        <h1>
          <Tag word={statusWords[status]} /> {id}: {title}
        </h1>
        <p>
          <a href={`/standards?standard=${encodeURIComponent(standard.id)}`}>
            {standard.title} {standard.version}
          </a>
        </p>
      </header>
      {stale === null ? null : (
        <p class="banner" role="status">
          {`This answer is stale: ${stale}. Judge it anew: plumbline standards ${standard.id} --ledger …`}
        </p>
      )}
      <Sheet id="facts" title="What it is about">
        <Facts
          facts={[
            ["Severity", <Tag key="severity" word={severity} />],
            ...(aliases.length === 0 ? [] : [["Also known as", aliases.join(", ")] as const]),
            ["Decided by", decidedBy],
            ...(accepted === null ? [] : [["Accepted until", accepted] as const]),
            ["People", <People key="people" answer={answer} />],
            ["Org", new URL(answer.org).host],
            [
              "Judged",
              <>
                as of <Time at={asOf} />, by {judges[by] ?? by} (Plumbline {tool})
              </>,
            ],
          ]}
        />
      </Sheet>
      <Verdict id="first" title="As the standard checks it" verdict={first} />
      <Verdict id="second" title="As it holds for people" verdict={second} />
      {answer.finding === null ? null : (
        <FindingList title="Finding of the check" findings={[answer.finding]} none="" />
      )}
      <History history={history} />
      <TextList id="gaps" title="Not read for the standard" texts={gaps} />
    </>
  );
}

interface RequirementPageProps {
  readonly standard: string;
  readonly id: string;
  readonly address: URL;
}

/** One requirement of a standard: both answers, all that decided, and how it stood before. */
export function RequirementPage({ standard, id, address }: RequirementPageProps) {
  const [asked, again] = useAnswer<RequirementAnswer>(
    `/standards/${encodeURIComponent(standard)}/${encodeURIComponent(id)}${address.search}`,
  );
  return (
    <AskedView asked={asked} again={again}>
      {(answer) => <RequirementView answer={answer} />}
    </AskedView>
  );
}
