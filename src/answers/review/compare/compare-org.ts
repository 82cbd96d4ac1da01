import { type Baseline, unmanagedKinds } from "../../../model/baseline.ts";
import { type DraftChange, draftChange } from "../change/draft-change.ts";
import { judgeStatus, verdict } from "../change/order.ts";
import type { CompareOne } from "./comparison.ts";

function* compareAuthenticators(base: Baseline, head: Baseline): Generator<DraftChange> {
  for (const authenticator of new Set([base, head].flatMap((one) => Object.keys(one.authenticators)))) {
    const from = base.authenticators[authenticator] ?? null;
    const to = head.authenticators[authenticator] ?? null;
    const path = ["authenticators", authenticator];
    if (from !== to) {
      const verdict = judgeStatus(authenticator, from ?? "ignore", to ?? "ignore");
      yield draftChange("authenticator-status", { authenticator }, { from, to, verdict, path });
    }
    yield* compareMethods(authenticator, methodsOf(base, authenticator), methodsOf(head, authenticator));
  }
}

type Methods = Baseline["authenticatorMethods"][string];

function* compareMethods(authenticator: string, before: Methods, after: Methods): Generator<DraftChange> {
  for (const method of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [from, to] = [before[method] ?? null, after[method] ?? null];
    if (from === to) continue;
    const verdict = judgeStatus(authenticator, from ?? "ignore", to ?? "ignore");
    const path = ["authenticators", authenticator, "methods", method];
    yield draftChange("authenticator-method", { authenticator, method }, { from, to, verdict, path });
  }
}

const methodsOf = ({ authenticatorMethods }: Baseline, ref: string) =>
  Object.hasOwn(authenticatorMethods, ref) ? (authenticatorMethods[ref] ?? {}) : {};

/** The engine, org-wide authenticators, and what is made of what nobody declared. */
export const compareOrg: CompareOne = function* ({ base, head }) {
  if (base.org.engine !== head.org.engine) {
    yield draftChange(
      "engine",
      {},
      {
        from: base.org.engine,
        to: head.org.engine,
        verdict: verdict("weaker", "unclear"),
        path: ["org", "engine"],
      },
    );
  }
  yield* compareAuthenticators(base, head);
  for (const what of unmanagedKinds) {
    const [from, to] = [base.unmanaged[what], head.unmanaged[what]];
    if (from === to) continue;
    yield draftChange(
      "unmanaged",
      { what },
      {
        from,
        to,
        verdict: to === "ignore" ? verdict("weaker", "check-off") : verdict("stronger", "check-on"),
        path: ["unmanaged", what],
      },
    );
  }
};
