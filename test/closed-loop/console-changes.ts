import { authenticatorChanges } from "./changes/authenticators.ts";
import type { ConsoleChange } from "./console-change.ts";

/** What can be done to Acme's org by hand, each change by itself. */
export const consoleChanges: readonly ConsoleChange[] = [...authenticatorChanges];
