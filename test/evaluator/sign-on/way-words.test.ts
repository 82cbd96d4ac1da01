import { describe, expect, it } from "vitest";
import type { Outcome } from "../../../src/evaluator/sign-on/way-in.ts";
import {
  appRuleWords,
  factorsInWords,
  rulesOf,
  withWords,
} from "../../../src/evaluator/sign-on/way-words.ts";
import type { AppRule } from "../../../src/model/live-sign-on.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import {
  type AppRuleParts,
  anAppPolicy,
  aPart,
  asks,
  catchAll,
  chained,
  has,
  knows,
  type SessionRuleParts,
  theDefaultSessionPolicy,
} from "../../support/sign-on-builder.ts";
import { aSignOnOrg, kim, kimHas } from "../../support/sign-on-org.ts";
import { waysOf } from "../../support/ways-in.ts";

const outcome = (level: Outcome["level"], ...factors: readonly string[]): Outcome => ({
  kind: "asked",
  level,
  with: factors,
});

it.each<[Outcome, boolean, string, string]>([
  [outcome("none"), false, "nothing", "nothing at all"],
  [outcome("one-factor", "okta_password"), false, "a password", "a password alone"],
  [
    outcome("strong", "okta_verify:push"),
    false,
    "an Okta Verify push",
    "an Okta Verify push that proves who holds it",
  ],
  [outcome("two-factors", "okta_password", "duo"), false, "a password and duo", "a password and duo"],
  [outcome("one-factor"), true, "a device that Okta knows", "a device that Okta knows alone"],
  [
    outcome("strong", "okta_password"),
    true,
    "a password and a device that Okta knows",
    "a password and a device that Okta knows",
  ],
])("%j is told", (what, onKnownDevice, asked, opened) => {
  expect(factorsInWords(what, onKnownDevice)).toBe(asked);
  expect(withWords(what, onKnownDevice)).toBe(opened);
});

describe("a rule in short", () => {
  const only = [
    { key: "webauthn", id: null, method: null },
    { key: "okta_verify", id: null, method: "push" },
  ];
  const except = [
    { key: "phone_number", id: null, method: null },
    { key: "okta_email", id: null, method: "email" },
  ];

  it.each<[string, AppRule["verification"], string]>([
    ["nothing", null, "no factor"],
    ["what is not modelled", { kind: "other", type: "ID_PROOFING" }, "ID_PROOFING"],
    [
      "a chain",
      chained([["okta_password:password"], ["webauthn", "okta_verify:push"]]),
      "okta_password, then webauthn or okta_verify:push",
    ],
    ["either of two chains", chained([["webauthn:webauthn"]], [["google_otp"]]), "webauthn; or google_otp"],
    ["any factor", asks("1FA"), "1FA"],
    [
      "a part with all that it can say",
      asks("2FA", [
        has(
          aPart(
            { types: ["app"], methods: ["push"], only },
            { phishingResistant: true, hardwareProtected: true, deviceBound: true, userVerification: true },
          ),
        ),
      ]),
      "2FA, possession phishing-resistant in hardware bound to a device with user verification, app or push or webauthn or okta_verify:push",
    ],
    [
      "a part that only bars",
      asks("2FA", [has(aPart({ required: false, except }))]),
      "2FA, not phone_number nor okta_email",
    ],
    [
      "either of two constraints",
      asks("2FA", [knows(aPart({ types: ["password"] })), has()]),
      "2FA, knowledge, password; or possession",
    ],
    [
      "a constraint that says nothing, which is any",
      asks("2FA", [{ knowledge: null, possession: null }, has()]),
      "2FA",
    ],
  ])("asks for %s", (_, verification, words) => {
    const [rule] = anAppPolicy("Strong", [catchAll({ verification })]).rules ?? [];
    expect(rule && appRuleWords(rule)).toBe(words);
  });
});

describe("the rules of a way in", () => {
  const org = (rules: readonly AppRuleParts[] | null, session: SessionRuleParts = {}): OrgSnapshot =>
    aSignOnOrg({
      people: [kim],
      appPolicies: [anAppPolicy("Strong", rules)],
      sessionPolicies: [theDefaultSessionPolicy(session)],
      enrolments: kimHas("webauthn"),
    });
  const told = (on: OrgSnapshot) => waysOf(on).ways.map(rulesOf);
  const weak = catchAll({ verification: asks("1FA") });

  it.each<[string, OrgSnapshot, string]>([
    [
      "both",
      org([weak], { primaryFactor: "PASSWORD_IDP", requiresFactor: true }),
      'rule "Catch-all Rule" (1FA) of app policy "Strong", after session rule "Default Rule" (password and a second factor) of "Default Policy"',
    ],
    [
      "that deny",
      org([catchAll({ access: "DENY", verification: null })], { access: "DENY" }),
      'rule "Catch-all Rule" (DENY) of app policy "Strong", after session rule "Default Rule" (DENY) of "Default Policy"',
    ],
    ["none of the application's that is known", org(null), 'no rule of app policy "Strong"'],
  ])("are %s", (_, on, words) => {
    expect(told(on)).toEqual([words]);
  });

  it("are none of the session's that is known where it was not read, or the session's alone", () => {
    const { sessionPolicies: _, ...slices } = org([weak]).slices;
    expect(told({ ...org([weak]), slices })[0]).toMatch(
      /, after (a rule that was not read|no session rule)$/,
    );
    const { appPolicies: __, ...alone } = org([weak]).slices;
    expect(told({ ...org([weak]), slices: alone })).toEqual([
      'session rule "Default Rule" (what the application asks for) of "Default Policy"',
    ]);
  });
});
