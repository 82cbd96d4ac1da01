import { toTheMinute } from "../../model/alert-words.ts";
import type { ChangedBy } from "../../model/report.ts";

/** Who changed it, in words that follow a colon; null where the finding's own message says it, or nobody looked. */
export function changedByWords({ status, managed, actor, at, via, ip }: ChangedBy): string | null {
  switch (status) {
    case "found":
      return [
        `by ${actor ?? "somebody unknown"}${managed ? " (managed)" : ""}`,
        ...(at === null ? [] : [toTheMinute(at)]),
        ...(via === null ? [] : [`through ${channels[via] ?? via}`]),
        ...(ip === null ? [] : [`from ${ip}`]),
      ].join(", ");
    case "no event within retention":
      return "no event in the System Log, which reaches back 90 days";
    case "not looked up":
    case "not applied yet":
      return null;
  }
}

const channels: Readonly<Record<string, string>> = {
  "admin console": "the admin console",
  "API token": "an API token",
  "service app": "a service app",
  "Okta support": "Okta support",
  self: "the account itself",
};
