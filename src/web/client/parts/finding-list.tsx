import type { z } from "zod";
import type { finding } from "../../contract/finding-answer.ts";
import { Tag } from "./cell.tsx";
import { Sheet } from "./sheet.tsx";

interface FindingListProps {
  readonly title: string;
  readonly findings: readonly z.infer<typeof finding>[];
  /** Said where there is none. */
  readonly none: string;
}

const mostShown = 200;

/** Findings as sentences, with who did it and what to do. */
export function FindingList({ title, findings, none }: FindingListProps) {
  const id = title.replace(/\W+/g, "-");
  return (
    <Sheet id={id} title={`${title} (${findings.length.toLocaleString()})`}>
      {findings.length === 0 ? <p class="empty">{none}</p> : null}
      {findings
        .slice(0, mostShown)
        .map(({ fingerprint, severity, status, message, remedy, who, subject }) => (
          <div class="cause" key={fingerprint}>
            <Tag word={status === "open" ? severity : status} />
            <span>{message}</span>
            <span>
              {subject.type === "user" && subject.id !== null ? (
                <a href={`/people/${subject.id}`}>{subject.name}</a>
              ) : null}
            </span>
            {who === null ? null : <p>{who}</p>}
            <details>
              <summary>What to do</summary>
              {remedy}
            </details>
          </div>
        ))}
      {findings.length > mostShown ? (
        <p class="soft">{`${(findings.length - mostShown).toLocaleString()} more are in the JSON report of the check.`}</p>
      ) : null}
    </Sheet>
  );
}
