import type { AlertState } from "../../model/alert.ts";
import { inertText } from "../../model/inert-text.ts";
import { Secret } from "../../model/secret.ts";
import type { Severity } from "../../model/words.ts";
import type { Channel, Notifier, Post } from "./notifier.ts";
import { clipped, postText } from "./post-text.ts";
import { invalidVariable, requiredVariables, secureUrl } from "./read-variable.ts";

const keyVariable = "PLUMBLINE_PAGERDUTY_ROUTING_KEY";
const urlVariable = "PLUMBLINE_PAGERDUTY_URL";
const defaultUrl = "https://events.pagerduty.com";

const actions: Readonly<Record<AlertState, string>> = {
  open: "trigger",
  acknowledged: "acknowledge",
  resolved: "resolve",
};
const severities: Readonly<Record<Severity, string>> = {
  critical: "critical",
  high: "error",
  medium: "warning",
  low: "info",
};

/** An event of PagerDuty's Events API v2: the alert's id ties acknowledge and resolve to the incident of trigger. */
function pagerDutyEvent(post: Post, routingKey: string): unknown {
  const { alert, org } = post;
  const { title, advice, rows, links } = postText(post);
  const action = actions[alert.state];
  const event = { routing_key: routingKey, event_action: action, dedup_key: alert.id };
  if (action !== "trigger") return event;
  return {
    ...event,
    client: "Plumbline",
    payload: {
      // The longest that PagerDuty takes.
      summary: clipped(title, 1024),
      source: org,
      severity: severities[alert.severity],
      timestamp: alert.lastSeenAt,
      component: inertText(alert.subject.type),
      class: alert.detection,
      custom_details: Object.fromEntries([...advice, ...rows]),
    },
    links: links.map(({ label, url }) => ({ href: url, text: label })),
  };
}

const pagerduty: Notifier = {
  name: "pagerduty",
  open(env): Channel {
    const routingKey = requiredVariables(env, [keyVariable])[keyVariable];
    if (!/^[0-9a-zA-Z]{32}$/.test(routingKey)) {
      throw invalidVariable(keyVariable, "is no integration key, which has 32 letters and digits");
    }
    const given = env[urlVariable]?.trim() ?? "";
    const base = secureUrl(urlVariable, given === "" ? defaultUrl : given);
    const url = new Secret(new URL("/v2/enqueue", base).href);
    const key = new Secret(routingKey);
    return (post) => ({
      kind: "http",
      url,
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(pagerDutyEvent(post, key.reveal())),
    });
  },
};

export default pagerduty;
