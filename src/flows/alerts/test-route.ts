import { createHash } from "node:crypto";
import type { Post } from "../../alerts/notifiers/notifier.ts";
import { deliver } from "../../alerts/outbox/deliver.ts";
import { fetchOf } from "../../alerts/outbox/fetch-of.ts";
import type { AlertState } from "../../model/alert.ts";
import type { DestinationName } from "../../model/alert-names.ts";
import { PlumblineError } from "../../model/errors.ts";
import { systemTiming } from "../../model/timing.ts";
import type { Caller } from "../caller.ts";
import { loadNotifiers } from "../catalogue/load-notifiers.ts";

/** PagerDuty keeps an incident open until it is told otherwise, and somebody would be called. */
const statesTold = (destination: DestinationName): readonly AlertState[] =>
  destination === "pagerduty" ? ["open", "resolved"] : ["open"];

/**
 * Sends a destination a post that says it is a test; no ledger knows of it.
 *
 * @throws PlumblineError DESTINATION_MISSING, DESTINATION_INVALID, or DESTINATION_FAILED when it was not taken
 */
export async function testRoute(destination: DestinationName, caller: Caller): Promise<void> {
  const { env, signal } = caller;
  const now = caller.now();
  const channels = (await loadNotifiers())
    .filter(({ name }) => name === destination)
    .map(({ open }) => open(env));
  const sending = { fetch: await fetchOf(env), timing: systemTiming, stop: signal };
  for (const state of statesTold(destination)) {
    for (const channel of channels) {
      const outcome = await deliver(channel(testPost(destination, state, caller), now), sending);
      if (outcome.kind !== "delivered") throw notTaken(destination, outcome.reason);
    }
  }
}

const notTaken = (destination: string, reason: string): PlumblineError =>
  new PlumblineError("DESTINATION_FAILED", `${destination} did not take the test post: ${reason}`, {
    remedy:
      "check the address and the key in the environment; docs/notifying.md says what each destination needs",
  });

function testPost(destination: DestinationName, state: AlertState, { env, now }: Caller): Post {
  const at = now().toISOString();
  const id = createHash("sha256").update(`test-route ${destination} ${at}`).digest("hex").slice(0, 32);
  const isResolved = state === "resolved";
  return {
    id: `${id.slice(0, 28)}${state.slice(0, 4)}`,
    org: env["OKTA_ORG_URL"]?.trim() || "no org",
    alert: {
      id,
      detection: "test-route",
      severity: "low",
      state,
      subject: { type: "org", id: "org", name: "the org" },
      title: `This is a test of the route to ${destination}: nothing happened.`,
      openedAt: at,
      lastSeenAt: at,
      dueAt: null,
      resolvedAt: isResolved ? at : null,
      resolution: isResolved ? "the test is over" : null,
      actor: {
        type: "SystemPrincipal",
        id: "plumbline",
        name: "Plumbline",
        ip: null,
        country: null,
        via: "service app",
      },
      events: [],
      note: null,
    },
    guidance: {
      why: "Somebody ran plumbline alerts test-route to see whether alerts arrive here.",
      remedy: "Nothing: they do.",
      closes: "it is in no ledger, and needs no closing",
      links: [],
    },
  };
}
