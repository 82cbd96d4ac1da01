import fc from "fast-check";
import { anyApp, type NamedApp } from "../../src/model/app-condition.ts";
import type { Baseline, BaselineGroup, BaselinePolicy, BaselineRule } from "../../src/model/baseline.ts";
import { enrollActions, enrollSettings } from "../../src/model/words.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aFilling,
  theDeclaredDefault,
} from "./baseline-builder.ts";

const reserved = ["Everyone", "Default Policy", "ALL_ZONES"];
const logins = ["nia@acme.example", "omar@acme.example", "dana@acme.example", "mei@acme.example"];

/** Names in any script, unique after NFC as Okta's are. */
const names = (minLength: number) =>
  fc.uniqueArray(
    fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
      .filter((name) => !reserved.includes(name) && name !== "__proto__"),
    { minLength, maxLength: 4, selector: (name) => name.normalize("NFC") },
  );

const settings = fc.dictionary(
  fc.constantFrom("okta_password", "okta_verify", "webauthn", "phone_number", "custom_app/autA1"),
  fc.constantFrom(...enrollSettings),
);

const networks = (zones: readonly string[]): fc.Arbitrary<BaselineRule["network"]> =>
  fc.oneof(
    fc.constant({ kind: "anywhere" } as const),
    fc.record({
      kind: fc.constantFrom("in", "notIn"),
      zones: fc.oneof(fc.subarray([...zones], { minLength: 1 }), fc.constant(["ALL_ZONES"])),
    }),
  );

const someApps: readonly NamedApp[] = [
  { kind: "label", label: "Wiki: old" },
  { kind: "type", name: "okta" },
];

const apps: fc.Arbitrary<BaselineRule["apps"]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(anyApp) },
  { weight: 1, arbitrary: fc.subarray([...someApps]).map((include) => ({ include, exclude: [] })) },
  { weight: 1, arbitrary: fc.subarray([...someApps]).map((exclude) => ({ include: [], exclude })) },
);

const rules = (zones: readonly string[]): fc.Arbitrary<readonly BaselineRule[]> =>
  names(1).chain((ruleNames) =>
    fc.tuple(
      ...ruleNames.map((name) =>
        fc.record({
          name: fc.constant(name),
          enroll: fc.constantFrom(...enrollActions),
          network: networks(zones),
          apps,
          exceptUsers: fc.subarray(logins),
        }),
      ),
    ),
  );

function groupNamed(name: string): fc.Arbitrary<BaselineGroup> {
  return fc
    .record({
      managed: fc.boolean(),
      members: fc.subarray(logins),
      onlyMembers: fc.boolean(),
      filled: fc.boolean(),
      leftOut: fc.subarray(logins),
    })
    .map(({ filled, leftOut, ...rest }) =>
      aDeclaredGroup(name, {
        ...rest,
        filledBy: filled ? aFilling(`fills ${name}`, 'a == "b  c"', { exceptUsers: leftOut }) : null,
      }),
    );
}

/** Baselines of some groups, authenticators and policies with their rules, as a loader would let them pass. */
export const baselines: fc.Arbitrary<Baseline> = fc
  .record({ groupNames: names(1), policyNames: names(0), zones: names(1), withDefault: fc.boolean() })
  .chain(({ groupNames, policyNames, zones, withDefault }) => {
    const policyNamed = (name: string): fc.Arbitrary<BaselinePolicy> =>
      fc
        .record({
          groups: fc.subarray(groupNames, { minLength: 1 }),
          authenticators: settings,
          unlisted: fc.constantFrom("NOT_ALLOWED", "ignore"),
          rules: rules(zones),
        })
        .map(({ groups, ...rest }) => aDeclaredPolicy(name, groups, rest));
    return fc
      .record({
        groups: fc.tuple(...groupNames.map(groupNamed)),
        policies: fc.tuple(...policyNames.map(policyNamed)),
        authenticators: fc.dictionary(
          fc.constantFrom("webauthn", "duo"),
          fc.constantFrom("ACTIVE", "INACTIVE"),
        ),
      })
      .map(({ groups, policies, authenticators }) =>
        aBaseline({
          groups,
          authenticators,
          enrollmentPolicies: [...policies, ...(withDefault ? [theDeclaredDefault()] : [])],
        }),
      );
  });
