import { toTheMinute } from "../../model/alert-words.ts";
import { logRetentionDays } from "../../model/durations.ts";
import type { ChangedBy } from "../../model/report.ts";

/** Who changed it, in words that follow a colon; null where the finding's own message says it, or nobody looked. */
export function changedByWords({ status, managed, actor, at, via, ip, did }: ChangedBy): string | null {
  switch (status) {
    case "found": {
      const words = [
        `by ${actor ?? "somebody unknown"}${managed ? " (managed)" : ""}`,
        ...(at === null ? [] : [toTheMinute(at)]),
        ...[via === "self" ? "the account itself" : via, ip].filter((one) => one !== null),
      ].join(", ");
      return did === undefined ? words : `${words}: ${did}`;
    }
    case "no event within retention":
      return `no event in the System Log, which reaches back ${logRetentionDays} days`;
    case "not looked up":
    case "not applied yet":
      return null;
  }
}
