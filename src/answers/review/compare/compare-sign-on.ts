import { draftChange } from "../change/draft-change.ts";
import { verdict } from "../change/order.ts";
import { type CompareOne, type Sorted, sortOut } from "./comparison.ts";

/** Session policies and app sign-in policies: what the text says of each, which no rule of thumb can rank. */
export const compareSignOn: CompareOne = function* ({ base, head }) {
  const sessions = sortOut(base.signOn.sessionPolicies, head.signOn.sessionPolicies, ({ name }) => name);
  const apps = sortOut(base.signOn.appPolicies, head.signOn.appPolicies, ({ name }) => name);
  for (const { policy, ...said } of differences(sessions, "sessionPolicies")) {
    yield draftChange("session-policy", { policy }, said);
  }
  for (const { policy, ...said } of differences(apps, "appPolicies")) {
    yield draftChange("app-policy", { policy }, said);
  }
  const [from, to] = [
    base.signOn.sessionPolicies.map(({ name }) => name).filter((name) => isKept(sessions, name)),
    sessions.kept.map(({ to: { name } }) => name),
  ];
  if (from.join("\n") !== to.join("\n")) {
    yield draftChange(
      "session-policy-order",
      {},
      { from, to, verdict: verdict("weaker", "unclear"), path: ["signOn", "sessionPolicies"] },
    );
  }
};

interface Named {
  readonly name: string;
}

const isKept = <Policy extends Named>({ kept }: Sorted<Policy>, name: string): boolean =>
  kept.some(({ to }) => to.name === name);

function* differences<Policy extends Named>(
  { removed, added, kept }: Sorted<Policy>,
  side: "sessionPolicies" | "appPolicies",
) {
  const path = ["signOn", side];
  for (const { name } of removed) {
    yield { policy: name, from: name, to: null, verdict: verdict("weaker", "no-longer-held"), path };
  }
  for (const { item, index } of added) {
    const says = verdict("weaker", "unclear");
    yield { policy: item.name, from: null, to: item.name, verdict: says, path: [...path, index] };
  }
  for (const { from, to, index } of kept) {
    const [before, after] = [[...leavesOf(from)], [...leavesOf(to)]];
    const [gone, come] = [
      before.filter((leaf) => !after.includes(leaf)),
      after.filter((leaf) => !before.includes(leaf)),
    ];
    if (gone.length + come.length === 0) continue;
    const isWords = [...gone, ...come].every((leaf) => leaf.startsWith("description: "));
    const says = isWords ? verdict("neutral", "words-only") : verdict("weaker", "unclear");
    yield { policy: to.name, from: gone, to: come, verdict: says, path: [...path, index] };
  }
}

/** Lists the values in a policy, a line each: `rules[0].access: ALLOW`. */
function* leavesOf(value: unknown, path = ""): Generator<string> {
  if (typeof value !== "object" || value === null) {
    yield `${path}: ${String(value)}`;
    return;
  }
  const isList = Array.isArray(value);
  for (const [key, part] of Object.entries(value)) {
    yield* leavesOf(part, isList ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`);
  }
}
