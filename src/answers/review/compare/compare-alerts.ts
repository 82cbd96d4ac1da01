import type { AlertRoute, DetectionSetting } from "../../../model/baseline.ts";
import type { ChangeVerdict } from "../../../model/review.ts";
import { type Severity, severities } from "../../../model/words.ts";
import { type DraftChange, draftChange } from "../change/draft-change.ts";
import { judgeSeverity, verdict } from "../change/order.ts";
import { type CompareOne, type Comparison, sortOutPeople } from "./comparison.ts";

/** Whose changes raise no alert, what is detected, and who hears of it. */
export const compareAlerts: CompareOne = function* (comparison) {
  const { base, head } = comparison;
  const actors = sortOutPeople(base.alerts.managedActors, head.alerts.managedActors);
  for (const actor of actors.removed) {
    yield draftChange(
      "alert-managed-actor",
      { actor },
      {
        from: actor,
        to: null,
        verdict: verdict("stronger", "alerts-more"),
        path: ["alerts", "managedActors"],
      },
    );
  }
  for (const { item: actor, index } of actors.added) {
    yield draftChange(
      "alert-managed-actor",
      { actor },
      {
        from: null,
        to: actor,
        verdict: verdict("weaker", "alerts-less"),
        path: ["alerts", "managedActors", index],
      },
    );
  }
  yield* compareDetections(comparison);
  yield* compareRoutes(base.alerts.routes, head.alerts.routes);
};

const asSaid = (setting: DetectionSetting | undefined): string | null =>
  setting === undefined ? null : setting.enabled ? setting.severity : "off";

function* compareDetections({ base, head, severityOf }: Comparison): Generator<DraftChange> {
  const [before, after] = [base.alerts.detections, head.alerts.detections];
  for (const detection of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [one, two] = [before[detection], after[detection]];
    const [from, to] = [asSaid(one), asSaid(two)];
    if (from === to) continue;
    yield draftChange(
      "alert-detection",
      { detection },
      {
        from,
        to,
        verdict: judgeDetection(one, two, severityOf(detection)),
        path: ["alerts", "detections", detection],
      },
    );
  }
}

function judgeDetection(
  from: DetectionSetting | undefined,
  to: DetectionSetting | undefined,
  usual: Severity | null,
): ChangeVerdict {
  if (to?.enabled === false) return verdict("weaker", "alerts-less");
  if (from?.enabled === false) return verdict("stronger", "alerts-more");
  const [before, after] = [from?.severity ?? usual, to?.severity ?? usual];
  if (before === null || after === null) return verdict("weaker", "unclear");
  return before === after ? verdict("neutral", "same-people") : judgeSeverity(before, after);
}

/** Stands for every detection that no route names. */
const anyOther = "";

/** From which severity on alerts of a detection reach a place; one more than there are: never. */
function reach(routes: readonly AlertRoute[], to: string, detection: string): number {
  const meant = routes.filter(
    (route) => route.to === to && (route.detections.length === 0 || route.detections.includes(detection)),
  );
  return Math.max(-1, ...meant.map(({ minimum }) => severities.indexOf(minimum)));
}

/** One change for each place that alerts are sent to, however many routes lead there. */
function* compareRoutes(before: readonly AlertRoute[], after: readonly AlertRoute[]): Generator<DraftChange> {
  const all = [...before, ...after];
  const detections = new Set([anyOther, ...all.flatMap((route) => route.detections)]);
  for (const to of new Set(all.map((route) => route.to))) {
    const moves = [...detections].map(
      (detection) => reach(after, to, detection) - reach(before, to, detection),
    );
    if (moves.every((move) => move === 0)) continue;
    const index = after.findIndex((route) => route.to === to);
    yield draftChange(
      "alert-route",
      { to },
      {
        from: inWords(before, to),
        to: inWords(after, to),
        verdict: moves.some((move) => move < 0)
          ? verdict("weaker", "alerts-less")
          : verdict("stronger", "alerts-more"),
        path: index < 0 ? ["alerts", "routes"] : ["alerts", "routes", index],
      },
    );
  }
}

function inWords(routes: readonly AlertRoute[], to: string): readonly string[] | null {
  const meant = routes.filter((route) => route.to === to);
  if (meant.length === 0) return null;
  return meant
    .map(({ minimum, detections }) =>
      detections.length === 0 ? `from ${minimum}` : `from ${minimum}: ${[...detections].sort().join(", ")}`,
    )
    .toSorted();
}
