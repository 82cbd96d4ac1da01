import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { slices, userStatuses } from "../../src/model/snapshot.ts";
import { parseSnapshot, readSnapshotFile, snapshotToJson } from "../../src/okta/snapshot-file.ts";

const empty: OrgSnapshot = {
  schemaVersion: 2,
  takenAt: "2026-03-01T00:00:00.000Z",
  org: { url: "https://acme.okta.com", id: null, engine: "identity" },
  slices: {},
  gaps: [],
};

const name = fc.string({ unit: "grapheme" });
// Okta's ids are word characters after a prefix; a key like `__proto__` is none, and zod's records refuse it.
const id = fc.stringMatching(/^00u[0-9A-Za-z]{1,17}$/);
const ids = fc.array(id, { maxLength: 3 });
const time = fc.option(fc.constant("2024-01-08T09:00:00.000Z"));
const byId = <Value>(value: fc.Arbitrary<Value>) =>
  fc.dictionary(id, value, { maxKeys: 3, noNullPrototype: true });

const enrolment = fc.record({
  key: name,
  authenticatorId: fc.option(id),
  method: fc.option(name),
  status: name,
  known: fc.boolean(),
});
const enrolments = fc.array(enrolment, { maxLength: 3 });
const personEnrolments = fc.oneof(
  fc.record({
    kind: fc.constant("read"),
    source: fc.constantFrom("authenticator-enrollments", "factors", "both"),
    enrolments,
    factors: fc.option(enrolments),
  }),
  fc.record({ kind: fc.constant("unread"), reason: name }),
  fc.record({ kind: fc.constant("gone") }),
);
const network = fc.oneof(
  fc.record({ kind: fc.constant("anywhere") }),
  fc.record({ kind: fc.constantFrom("in", "notIn"), zoneIds: ids }),
);
const liveApp = fc.oneof(
  fc.record({ kind: fc.constant("app"), id }),
  fc.record({ kind: fc.constant("type"), name }),
  fc.record({ kind: fc.constant("other"), words: name }),
);
const rule = fc.record({
  id,
  name,
  status: name,
  priority: fc.nat(),
  system: fc.boolean(),
  enroll: name,
  network,
  excludedUserIds: ids,
  apps: fc.record({ include: fc.array(liveApp), exclude: fc.array(liveApp) }),
  otherConditions: fc.array(name),
});
const unmodelled = fc.array(name, { maxLength: 2 });
const setting = fc.record(
  {
    key: name,
    id: fc.option(id),
    enroll: name,
    gracePeriod: fc.oneof(
      fc.record({ kind: fc.constant("until"), at: fc.constant("2027-01-31T00:00:00.000Z") }),
      fc.record({ kind: fc.constant("skips"), count: fc.integer({ min: 1 }) }),
    ),
    allowedGroups: fc.array(name, { maxLength: 2 }),
    unmodelled,
  },
  { requiredKeys: ["key", "id", "enroll"], noNullPrototype: true },
);
const authenticator = fc.record(
  {
    id: fc.option(id),
    key: name,
    name,
    status: name,
    allowedFor: fc.option(name),
    methods: fc.option(fc.array(fc.record({ type: name, status: name }), { maxLength: 2 })),
    unmodelled,
  },
  { requiredKeys: ["id", "key", "name", "status"], noNullPrototype: true },
);
const policy = fc.record({
  id,
  name,
  description: fc.option(name),
  status: name,
  priority: fc.nat(),
  system: fc.boolean(),
  groupIds: ids,
  shape: fc.constantFrom("authenticators", "factors"),
  settings: fc.array(setting, { maxLength: 3 }),
  rules: fc.option(fc.array(rule, { maxLength: 2 })),
  otherConditions: unmodelled,
  unmodelled,
});
const anySlices = fc.record(
  {
    users: fc.record({
      people: fc.array(
        fc.record({
          id,
          login: name,
          status: fc.constantFrom(...userStatuses),
          created: time,
          activated: time,
        }),
      ),
      deprovisioned: fc.option(fc.nat()),
    }),
    groups: fc.array(fc.record({ id, name, type: name })),
    groupMembers: byId(ids),
    groupRules: fc.array(
      fc.record({ id, name, status: name, expression: name, groupIds: ids, excludedUserIds: ids }),
    ),
    policies: fc.array(policy, { maxLength: 2 }),
    authenticators: fc.array(authenticator, { maxLength: 3 }),
    zones: fc.array(fc.record({ id, name, status: name })),
    adminRoles: fc.record({ users: byId(fc.array(name)), groups: byId(fc.array(name)) }),
    apps: fc.array(fc.record({ id, label: name, userIds: ids, groupIds: ids })),
    factors: byId(personEnrolments),
    userTypes: fc.array(fc.record({ id, name, displayName: name })),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const gap = fc.record({ slice: fc.constantFrom(...slices), reason: name, affected: fc.nat(), ids });

describe("a snapshot file", () => {
  it("holds any snapshot, and gives it back as it was", () => {
    const property = fc.property(anySlices, fc.array(gap), (parts, gaps) => {
      const text = JSON.stringify({ ...empty, slices: parts, gaps });
      const snapshot = parseSnapshot(text, "org.json");
      expect(JSON.parse(JSON.stringify(snapshot))).toEqual(JSON.parse(text));
      expect(parseSnapshot(snapshotToJson(snapshot), "org.json")).toEqual(snapshot);
    });
    fc.assert(property);
  });

  it("is one line", () => {
    expect(snapshotToJson(empty)).toMatch(/^\{.*\}\n$/);
  });

  it("shares equal enrolments when read", () => {
    const one = { kind: "read", source: "factors", enrolments: [], factors: null };
    const snapshot = parseSnapshot(
      JSON.stringify({ ...empty, slices: { factors: { "00uNia": one, "00uOmar": one } } }),
      "org.json",
    );
    const [nia, omar] = Object.values(snapshot.slices.factors ?? {});
    expect(nia).toEqual(one);
    expect(nia).toBe(omar);
  });

  it.each([
    ["no JSON", "{", "is not JSON"],
    ["a list", "[]", "is not a snapshot"],
    ["null", "null", "is not a snapshot"],
    ["another version", '{"schemaVersion": 4}', "schemaVersion: 4"],
    ["no version", "{}", "is not a snapshot"],
    ["an unknown key", JSON.stringify({ ...empty, token: "x" }), "token"],
    [
      "a bad place",
      JSON.stringify({ ...empty, slices: { groups: [{ id: "00g" }] } }),
      "slices.groups.0.name",
    ],
    ["a bad time", JSON.stringify({ ...empty, takenAt: "yesterday" }), "takenAt"],
    ["a bad engine", JSON.stringify({ ...empty, org: { ...empty.org, engine: "steam" } }), "org.engine"],
  ])("is refused with %s", (_what, text, place) => {
    expect(() => parseSnapshot(text, "org.json")).toThrowError(
      expect.objectContaining({ code: "SNAPSHOT_INVALID", message: expect.stringContaining(place) }),
    );
  });
});

describe("reading from disk", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plumbline-snapshot-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("reads a file, with a byte order mark too", async () => {
    const path = join(folder, "org.json");
    await writeFile(path, `\uFEFF${snapshotToJson(empty)}`);
    expect(await readSnapshotFile(path)).toEqual(empty);
  });

  it("says that there is none, or that it cannot be read", async () => {
    const missing = { code: "SNAPSHOT_NOT_FOUND", message: expect.stringContaining("there is no snapshot") };
    await expect(readSnapshotFile(join(folder, "other.json"))).rejects.toMatchObject(missing);
    await expect(readSnapshotFile(folder)).rejects.toMatchObject({
      message: expect.stringContaining("EISDIR"),
    });
  });
});
