import { unmanagedKinds } from "../../../model/baseline.ts";
import { draftChange } from "../draft-change.ts";
import { judgeStatus, verdict } from "../order.ts";
import type { CompareOne } from "./comparison.ts";

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
  const refs = new Set([...Object.keys(base.authenticators), ...Object.keys(head.authenticators)]);
  for (const authenticator of refs) {
    const from = base.authenticators[authenticator] ?? null;
    const to = head.authenticators[authenticator] ?? null;
    if (from === to) continue;
    yield draftChange(
      "authenticator-status",
      { authenticator },
      {
        from,
        to,
        verdict: judgeStatus(authenticator, from ?? "ignore", to ?? "ignore"),
        path: ["authenticators", authenticator],
      },
    );
  }
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
