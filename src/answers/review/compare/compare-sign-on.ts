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

interface Listing {
  readonly apps?: readonly string[] | null;
}

interface Named extends Listing {
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
    const [gone, come] = [onlyIn(before, after), onlyIn(after, before)];
    if (gone.length + come.length === 0) continue;
    const isWords = [...gone, ...come].every((leaf) => leaf.startsWith("description: "));
    const says = isWords ? verdict("neutral", "words-only") : verdict("weaker", letsGo(from, to));
    yield { policy: to.name, from: gone, to: come, verdict: says, path: [...path, index] };
  }
}

/** An application that is listed no longer may come under any policy: no rule is held to that. */
function letsGo(from: Listing, to: Listing): "no-longer-held" | "unclear" {
  const still = to.apps ?? [];
  return (from.apps ?? []).some((label) => !still.includes(label)) ? "no-longer-held" : "unclear";
}

/** Lists the values in a policy, a line each: `rules[Anyone].access: ALLOW`; rules by name, and their order by itself. */
function* leavesOf(value: unknown, path = ""): Generator<string> {
  if (typeof value !== "object" || value === null) {
    yield `${path}: ${String(value)}`;
    return;
  }
  if (!Array.isArray(value)) {
    for (const [key, part] of Object.entries(value)) {
      if (!derived.has(key)) yield* leavesOf(part, path === "" ? key : `${path}.${key}`);
    }
    return;
  }
  const names = value.map((part, index) => nameOf(part) ?? String(index));
  if (value.length > 0 && value.every((part) => nameOf(part) !== null)) yield `${path}: ${names.join(", ")}`;
  for (const [index, part] of value.entries()) yield* leavesOf(part, `${path}[${names[index]}]`);
}

/** Fields that say what a rule's name says already. */
const derived: ReadonlySet<string> = new Set(["isCatchAll", "isSystem"]);

const nameOf = (part: unknown): string | null =>
  typeof part === "object" && part !== null && "name" in part ? String(part.name) : null;

/** Defaults that a rule, new or gone, has without being told. */
const usual = /: (?:null|ANY|anywhere|assurance|ANYWHERE)$/u;

/** Of two lists of values, those that the other does not have; a rule that the other lacks is told by what is special of it. */
function onlyIn(leaves: readonly string[], others: readonly string[]): readonly string[] {
  const ruleOf = (leaf: string): string | undefined => /^rules\[.*?\]/u.exec(leaf)?.[0];
  const known = new Set(others.map(ruleOf));
  return leaves.filter((leaf) => !others.includes(leaf) && (known.has(ruleOf(leaf)) || !usual.test(leaf)));
}
