import type { Notifier } from "../../alerts/notifiers/notifier.ts";
import { discover } from "./discover.ts";
import { roomFolder } from "./package-root.ts";

const isNotifier = (candidate: unknown): candidate is Notifier =>
  typeof candidate === "object" && candidate !== null && "open" in candidate;

/** Every notifier of the house, by name. */
export function loadNotifiers(): Promise<readonly Notifier[]> {
  return discover(roomFolder("src/alerts/notifiers"), "notifier", isNotifier);
}
