import type { ApiCall } from "../call/api-call.ts";
import { target } from "../log/log-events.ts";
import type { LogTarget } from "../state/log-event.ts";
import type { EmulatedApp } from "../state/state.ts";

/** An application as the target of an event. */
export function appTarget(app: EmulatedApp): LogTarget {
  return target("AppInstance", app.id, app.label, app.name);
}

/** Writes that something became of an application: `application.lifecycle.create`, … */
export function logApp(call: ApiCall, what: string, app: EmulatedApp, more: readonly LogTarget[] = []): void {
  call.log({ eventType: what, targets: [...more, appTarget(app)] });
}
