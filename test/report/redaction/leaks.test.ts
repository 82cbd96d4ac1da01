import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import { answersToStandards } from "../../../src/evidence/standards-files.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import { loadFrameworks } from "../../../src/flows/catalogue/load-frameworks.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { parseSnapshot, snapshotToJson } from "../../../src/okta/snapshot-file.ts";
import { knownNames } from "../../../src/report/redaction/known-names.ts";
import { plainName } from "../../../src/report/redaction/name-index.ts";
import { keptNames, ownWords } from "../../../src/report/redaction/own-words.ts";
import { redactSnapshot } from "../../../src/report/redaction/redact-snapshot.ts";
import { snapshotNames } from "../../../src/report/redaction/snapshot-names.ts";
import { judgeStandards } from "../../../src/standards/judge-standards.ts";
import { standardsSnapshot } from "../../support/answered-standards.ts";
import { aBaseline } from "../../support/baseline-builder.ts";
import { baselineAsking } from "../../support/org-facts/baseline-of-facts.ts";
import { readFacts } from "../../support/org-facts/read-facts.ts";
import { someDemands, someOrgs } from "../../support/org-facts/some-orgs.ts";
import { propertyRuns } from "../../support/property-runs.ts";
import { meetingOrg } from "../../support/standards-orgs.ts";

// Orgs are judged twice each, and the first test waits for the checks to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const now = new Date("2026-03-01T12:00:00.000Z");
const checks = (await loadChecks()).filter(
  ({ needsStack, about }) => needsStack !== true && about !== "standard",
);
const frameworks = await loadFrameworks();

/** A snapshot as a bundle has it: redacted, written and read again. */
function bundled(org: OrgSnapshot, baseline: Baseline): OrgSnapshot {
  const redacted = redactSnapshot(org, snapshotNames(baseline, org, "a key for the test"));
  return parseSnapshot(snapshotToJson(redacted), "snapshot.json");
}

type Path = readonly (string | number)[];

/** Every text in a JSON value, and every key, with where it stands. */
function* textsIn(
  value: unknown,
  path: Path = [],
): Generator<{ readonly path: Path; readonly isKey: boolean }> {
  if (typeof value === "string") yield { path, isKey: false };
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (!Array.isArray(value)) yield { path: at, isKey: true };
    yield* textsIn(inner, at);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: any JSON
type Json = any;

/** The same with another text there. */
function withText(
  text: string,
  { path, isKey }: { readonly path: Path; readonly isKey: boolean },
  put: string,
): string {
  const copy: Json = JSON.parse(text);
  const last = path.at(-1) ?? "";
  const parent: Json = path.slice(0, -1).reduce((inner: Json, key) => inner[key], copy);
  if (isKey) {
    parent[put] = parent[last];
    delete parent[last];
  } else parent[last] = put;
  return JSON.stringify(copy);
}

/** Fields that hold Okta's words, or the org's address, or a moment: whatever is there is no name. Sentences are ours. */
const oktasWords = [
  /\.(status|type|usage|access|risk|authType|identityProvider|primaryFactor|factorMode|resourceType|targetStatus)$/,
  /\.(connection|key|method|enroll|fips|allowedFor|userVerification|created|activated|provider|authProvider)$/,
  /\.channelBinding\.(style|required)$/,
  /\.(services|exceptServices|types|platforms|unmodelled|otherConditions|otherActions)\.\*$/,
  /\.recoveryFactors\.\w+( as a key)?$/,
  /^slices\.adminRoles\.(users|groups)\.\*\.\*$/,
  // A part of how a baseline calls those of which there may be several: `custom_app:aut…`.
  /^slices\.authenticators\.\*\.id$/,
  // Names of attributes are the schema's, and operators Okta's: literals are hidden.
  /\.expression$/,
  /\.profile\.\w+ as a key$/,
  /^(takenAt|org)\b/,
];
const sentences = [/\.reason$/, /\.words$/];

describe("no text of the org's own is left in a snapshot that is redacted", async () => {
  const read: Json = JSON.parse(snapshotToJson(await standardsSnapshot(meetingOrg, frameworks)));
  const { slices } = read;
  slices.users.people[0].signOn.profile = { department: "Payroll", codes: ["A"], level: 3 };

  read.gaps = [{ slice: "factors", reason: "403 from the org", affected: 1, ids: ["00u1"] }];
  slices.userTypes = [{ id: "oty1", name: "contractor", displayName: "Contractor" }];
  Object.assign(slices.sessionPolicies[0].rules[0], {
    behaviors: ["beh1"],
    idpIds: ["0oa1"],
    excludedUserIds: ["00u1"],
  });
  Object.assign(slices.appPolicies[0].rules[0], {
    expression: 'user.department == "Payroll"',
    device: { registered: true, managed: false, assuranceIds: ["dae1"] },
    people: {
      userIds: ["00u1"],
      exceptUserIds: ["00u2"],
      groupIds: ["00g1"],
      exceptGroupIds: ["00g2"],
      userTypeIds: ["oty1"],
      exceptUserTypeIds: ["oty2"],
    },
  });
  slices.groupRules = [
    {
      id: "0pr1",
      name: "Fill",
      status: "ACTIVE",
      expression: 'user.department == "Payroll"',
      groupIds: ["00g1"],
      excludedUserIds: ["00u1"],
      excludedGroupIds: ["00g2"],
    },
  ];
  const whole = snapshotToJson(parseSnapshot(JSON.stringify(read), "org.json"));
  const baseline = aBaseline({});
  const ids = /^(?:00|0o|0p|rsa|nzo|aut|oty|sms|ost|clf|lae|dae)[0-9A-Za-z]*\d[0-9A-Za-z]*$/;
  const named = ({ path, isKey }: { readonly path: Path; readonly isKey: boolean }): string =>
    `${path.map((key) => (typeof key === "number" || ids.test(key) ? "*" : key)).join(".")}${isKey ? " as a key" : ""}`;
  const places = new Map([...textsIn(JSON.parse(whole))].map((place) => [named(place), place]));

  /** Places where this text is still there after redaction. */
  function left(put: string): readonly string[] {
    return [...places].flatMap(([name, place]) => {
      let org: OrgSnapshot;
      try {
        org = parseSnapshot(withText(whole, place, put), "org.json");
      } catch {
        // No snapshot may have it there.
        return [];
      }
      return snapshotToJson(bundled(org, baseline)).includes(put) ? [name] : [];
    });
  }
  const unless = (names: readonly string[], known: readonly RegExp[]) =>
    names.filter((name) => !known.some((pattern) => pattern.test(name)));

  it("be it a name, an id, or a value", () => {
    expect(unless(left("Zq7 secret"), [...oktasWords, ...sentences])).toEqual([]);
  });

  it("be it a mail address in a sentence", () => {
    expect(unless(left("zq7@secret.example"), oktasWords)).toEqual([]);
  });
});

describe("whatever the org is", () => {
  /** Names and ids that the baseline does not write and that are no words of Okta's. */
  function secretsOf(snapshot: OrgSnapshot, baseline: Baseline): readonly string[] {
    const written = new Set(
      [...knownNames({ baselines: [baseline], snapshot: null, stack: null })].map(({ name }) =>
        plainName(name),
      ),
    );
    const isSecret = (name: string): boolean =>
      ![written, keptNames, ownWords].some((words) => words.has(plainName(name)));
    const found = [...knownNames({ baselines: [], snapshot, stack: null })];
    const isAuthenticator = (name: string): boolean =>
      (snapshot.slices.authenticators ?? []).some(({ id }) => id === name);
    return found.flatMap(({ kind, name }) =>
      kind !== "org" && isSecret(name) && !isAuthenticator(name) ? name : [],
    );
  }

  it("neither snapshot, findings nor answers to standards name it, and all come to the same", async () => {
    await fc.assert(
      fc.asyncProperty(someOrgs, someDemands, async (facts, demand) => {
        const baseline = baselineAsking(demand);
        const { snapshot } = await readFacts(facts, planReads(checks, baseline));
        const hidden = bundled(snapshot, baseline);
        const answers = judgeStandards(frameworks, hidden, now, []);
        const real = judgeStandards(frameworks, snapshot, now, []);
        expect(answersToStandards({ frameworks: answers })).toEqual(answersToStandards({ frameworks: real }));
        const text = JSON.stringify([hidden, evaluate({ checks, baseline, org: hidden, now }), answers]);
        const leaked = secretsOf(snapshot, baseline).filter((name) =>
          text.includes(name.includes("@") ? name : JSON.stringify(name)),
        );
        expect(leaked).toEqual([]);
      }),
      { numRuns: propertyRuns(10) },
    );
  });
});
