import { describe, expect, it } from "vitest";
import { type Change, changeReasons, effectKinds, type PeopleEffect } from "../../../src/model/review.ts";
import { changeKinds, changeWords, reasonWords } from "../../../src/report/review/change-words.ts";
import { effectPredicate, effectWords } from "../../../src/report/review/effect-words.ts";

/** Whatever a change may be of, by name. */
const where = {
  policy: "Admins",
  rule: "Office",
  group: "MFA Admins",
  requirement: "everyone",
  user: "nia@acme.example",
  authenticator: "okta_verify",
  method: "push",
  except: "Contractors",
  factor: "webauthn",
  what: "app policies",
  slice: "zones",
  standard: "stig",
  check: "group-rule",
  subject: "Fill",
  actor: "0oaPulumi",
  detection: "mfa-reset",
  to: "slack",
  change: "group-removed/Staff",
};

const change = (of: Readonly<Record<string, unknown>>): Change =>
  ({ where, from: null, to: null, reason: "asks-less", names: [], ...of }) as unknown as Change;

describe("a change in words", () => {
  it.each(changeKinds)("%s: what it is of, with the names that it has", (kind) => {
    const words = changeWords(change({ kind, from: "before", to: "after" }));
    expect(words).toMatch(/^\S.*: before → after$/);
    expect(words).not.toContain("undefined");
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["something new", { from: null, to: ["a", "b"] }, 'group "MFA Admins" is new: a, b'],
    ["something new that its name says", { from: null, to: "MFA Admins" }, 'group "MFA Admins" is new'],
    ["something gone", { from: [], to: null }, 'group "MFA Admins" is gone: nothing'],
    [
      "values by name",
      { from: { idle: "2h", with: ["okta_password", "webauthn"], until: null }, to: "2h" },
      'group "MFA Admins": idle: 2h, with: okta_password + webauthn → 2h',
    ],
  ])("%s", (_, of, words) => {
    expect(changeWords(change({ kind: "group-added", ...of }))).toBe(words);
  });

  it.each(changeReasons)("%s is a clause of its own", (reason) => {
    const others = changeReasons.filter((other) => other !== reason);
    const words = reasonWords({ reason, names: ["Staff"] });
    expect(words).toMatch(/^[^A-Z\s].*[^.\s]$|^"Staff" /);
    expect(others.map((other) => reasonWords({ reason: other, names: ["Staff"] }))).not.toContain(words);
  });
});

describe("an effect on people in words", () => {
  const person = (login: string, certain: boolean) => ({ login, certain });
  const effect = (kind: PeopleEffect["kind"], certain: readonly boolean[], admins: number | null) =>
    ({
      kind,
      names: ["Strong", "phishing-resistant", "one-factor"],
      people: certain.map((sure, at) => person(`p${at}@acme.example`, sure)),
      admins,
    }) as unknown as PeopleEffect;

  it.each(effectKinds)("%s", (kind) => {
    const words = effectWords(effect(kind, [true, true], 1));
    expect(words).toBe(
      `2 people (1 administrator) ${effectPredicate(kind, ["Strong", "phishing-resistant", "one-factor"])}`,
    );
    expect(words).not.toContain("undefined");
  });

  it("says how many are certain where not all are", () => {
    expect(effectWords(effect("people-asked", [true, false], null))).toMatch(
      /^Up to 2 people, 1 of them for certain, /,
    );
    expect(effectWords(effect("people-asked", [false], 0))).toMatch(
      /^Up to 1 person, none of them for certain, /,
    );
  });
});
