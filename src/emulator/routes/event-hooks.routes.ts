import { type ApiAnswer, type ApiCall, noContent, ok, param, routesWithScope } from "../call/api-call.ts";
import { verifyHook } from "../hooks/call-hook.ts";
import { target } from "../log/log-events.ts";
import { type EventHook, hookView, writtenHook } from "../state/event-hook.ts";
import { failure, invalid, notFound } from "../wire/api-failure.ts";

/** Event hooks (okta-api 9). */
export const eventHookRoutes = routesWithScope("eventHooks", [
  ["GET", "/eventHooks", (call) => ok(call.org.eventHooks.all().map((hook) => hookView(hook, call.baseUrl)))],
  ["POST", "/eventHooks", createHook],
  ["GET", "/eventHooks/{hookId}", (call) => ok(hookView(givenHook(call), call.baseUrl))],
  ["PUT", "/eventHooks/{hookId}", updateHook],
  ["DELETE", "/eventHooks/{hookId}", deleteHook],
  ["POST", "/eventHooks/{hookId}/lifecycle/verify", verify],
  ["POST", "/eventHooks/{hookId}/lifecycle/activate", (call) => setStatus(call, "ACTIVE")],
  ["POST", "/eventHooks/{hookId}/lifecycle/deactivate", (call) => setStatus(call, "INACTIVE")],
]);

function givenHook(call: ApiCall): EventHook {
  const id = param(call, "hookId");
  const hook = call.org.eventHooks.get(id);
  if (hook === undefined) throw notFound(id, "EventHook");
  return hook;
}

/** Keeps a hook, and says so in the log. */
function put(call: ApiCall, hook: EventHook, what: string): ApiAnswer {
  call.org.eventHooks.put(hook);
  log(call, hook, what);
  return ok(hookView(hook, call.baseUrl));
}

function log(call: ApiCall, hook: EventHook, what: string): void {
  call.log({ eventType: `event_hook.${what}`, targets: [target("EventHook", hook.id, hook.name)] });
}

function createHook(call: ApiCall): ApiAnswer {
  const hook: EventHook = {
    ...writtenHook(call.body),
    id: call.org.ids.next("who"),
    status: "ACTIVE",
    verificationStatus: "UNVERIFIED",
    created: call.now,
    createdBy: call.caller.actor.id,
    lastUpdated: call.now,
  };
  return put(call, hook, "created");
}

function updateHook(call: ApiCall): ApiAnswer {
  const before = givenHook(call);
  const written = writtenHook(call.body);
  const hook: EventHook = {
    ...before,
    ...written,
    // The secret is write-only: a body without its value leaves it as it was.
    auth: written.auth?.value === "" ? before.auth : written.auth,
    verificationStatus: written.uri === before.uri ? before.verificationStatus : "UNVERIFIED",
    lastUpdated: call.now,
  };
  return put(call, hook, "updated");
}

function deleteHook(call: ApiCall): ApiAnswer {
  const hook = givenHook(call);
  if (hook.status === "ACTIVE") {
    throw failure(403, "E0000006", "You do not have permission to perform the requested action");
  }
  call.org.eventHooks.delete(hook.id);
  log(call, hook, "deleted");
  return noContent;
}

function setStatus(call: ApiCall, status: EventHook["status"]): ApiAnswer {
  const hook = { ...givenHook(call), status, lastUpdated: call.now };
  return put(call, hook, status === "ACTIVE" ? "activated" : "deactivated");
}

/** Asks the other side, which takes its time: the answer follows. */
function verify(call: ApiCall): ApiAnswer {
  const asked = givenHook(call);
  return {
    status: 200,
    later: async (ended) => {
      if (!(await verifyHook(asked, ended))) {
        throw invalid("eventHook", `Unable to verify event hook. Hook ${asked.name} execution failed`);
      }
      const hook: EventHook = { ...givenHook(call), verificationStatus: "VERIFIED", lastUpdated: call.now };
      return put(call, hook, "verified");
    },
  };
}
