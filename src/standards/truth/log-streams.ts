import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { listNames } from "../../evaluator/words/name-list.ts";
import type { StandardVerdict } from "../../model/standards.ts";
import { open, pass } from "../contract/verdicts.ts";

/** Whether the System Log is sent on. That another system reads it by API cannot be seen. */
export function logStreamAnswer({ org }: JudgedOrg): StandardVerdict {
  const streams = org.slices.logStreams ?? [];
  const active = streams.filter(({ status }) => status === "ACTIVE");
  const seen = streams.map(({ id, name, status }) => ({
    path: `/api/v1/logStreams/${id}`,
    name,
    field: "status",
    value: status,
  }));
  if (active.length > 0) {
    return pass(`log stream ${listNames(active.map(({ name }) => `"${name}"`))} is ACTIVE`, seen);
  }
  return open(
    "no log stream is ACTIVE; where another system reads the System Log by API, the standard takes an interview in its place",
    seen,
  );
}
