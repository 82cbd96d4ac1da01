import { describe, expect, it } from "vitest";
import type { EntryPoint } from "../../../src/evaluator/sign-on/entry-points.ts";
import { weakestWords } from "../../../src/evaluator/sign-on/entry-words.ts";
import type { Outcome, WayIn } from "../../../src/evaluator/sign-on/way-in.ts";
import {
  type AppRuleParts,
  anAppPolicy,
  asks,
  theDefaultSessionPolicy,
} from "../../support/sign-on-builder.ts";

const asked: Outcome = { kind: "asked", level: "one-factor", with: ["okta_password"] };
const session = theDefaultSessionPolicy();
const sessionRef = { name: "Default Rule", policy: session, rule: session.rules?.[0] ?? null };
const entry: EntryPoint = { name: "Payroll", appIds: [], policy: null, door: null, byName: false, apps: 1 };

function way(rule: AppRuleParts | null, change: Partial<WayIn> = {}): WayIn {
  const policy = anAppPolicy("Strong", rule === null ? [] : [rule]);
  const live = policy.rules?.[0] ?? null;
  return {
    session: sessionRef,
    app: { name: live?.name ?? "no app rule", rule: live, policy },
    from: "anywhere",
    possible: [asked],
    skipsSeconds: 0,
    uncertainties: [],
    ...change,
  };
}

const said = (weakest: WayIn, others: readonly WayIn[] = []) =>
  weakestWords("kim", entry, { way: weakest, outcome: weakest.possible[0] ?? asked }, others, 0);

const mild: AppRuleParts = { name: "Mild", verification: asks("1FA") };
const head =
  'kim can open Payroll with a password alone from anywhere: rule "Mild" (1FA) is tried before the catch-all';

describe("the weakest way in as a sentence", () => {
  it.each<[string, WayIn, string]>([
    [
      "of the session alone",
      way(mild, { app: null }),
      "from anywhere: what the session asks for decides, after session rule",
    ],
    [
      "after a session rule that is not known",
      way(mild, { session: { name: "no session rule", policy: null, rule: null } }),
      "the catch-all, after no session rule.",
    ],
    ["by no rule that is known", way(null), "from anywhere: no rule that is known decides."],
    [
      "on a device, at a risk and on a platform without a system",
      way({
        ...mild,
        device: { registered: true, managed: false, assuranceIds: [] },
        risk: "LOW",
        platforms: [
          { type: "MOBILE", os: "ANY" },
          { type: "DESKTOP", os: "OTHER" },
        ],
      }),
      "(1FA, on a registered device, on MOBILE or DESKTOP, at low risk) is tried",
    ],
    ["in a zone", way(mild, { from: "in Corp" }), "with a password alone in Corp: rule"],
  ])("tells of a way in %s", (_, weakest, words) => {
    expect(said(weakest)).toContain(words);
  });

  it.each<[string, readonly Outcome[], string]>([
    ["what cannot be used", [{ kind: "blocked", level: "denied", with: [] }], "asks for what cannot be used"],
    ["nobody", [{ kind: "asked", level: "denied", with: [] }], "lets nobody in"],
    [
      "what may be enrolled",
      [{ kind: "open-enrollment", level: "one-factor", with: [] }],
      "asks for what the password alone may enroll",
    ],
    [
      "what is not known",
      [asked, { kind: "asked", level: "strong", with: ["webauthn"] }],
      "asks for what is not known",
    ],
  ])("tells of another way that is for %s", (_, possible, words) => {
    const other = way({ name: "Other", verification: asks("2FA") }, { possible, from: "outside Corp" });
    expect(said(way(mild), [other])).toBe(`${head}; outside Corp rule "Other" (2FA) ${words}.`);
  });

  it("says once what reads alike, and how many more there are", () => {
    const others = ["A", "B", "C", "D", "D"].map((name) => way({ name, verification: asks("2FA") }));
    expect(said(way(mild), others)).toMatch(/; 1 more way in asking for no less\.$/u);
  });
});
