import { guideBy } from "../../src/alerts/guidance/guidance.ts";
import type { Post } from "../../src/alerts/notifiers/notifier.ts";
import type { Alert } from "../../src/model/alert.ts";
import { anAlert } from "./an-alert.ts";
import { everyDetection } from "./every-detection.ts";

export const guide = guideBy(everyDetection, null);

/** An alert of Acme as a destination is told of it. */
export function aPost(part: Partial<Alert> = {}): Post {
  const [org, alert] = ["https://acme.okta.com", anAlert(part)];
  return { id: "0f0e0d0c", org, alert, guidance: guide(alert, org) };
}
