import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { UserId } from "../../src/model/ids.ts";
import type { Slice } from "../../src/model/snapshot.ts";
import { readSnapshotFile, snapshotToJson } from "../../src/okta/snapshot-file.ts";
import { aGroup, anOrg, aPerson } from "../support/org-builder.ts";
import type { Answer } from "../support/tiny-okta.ts";
import { aPlan, tryReading } from "./reading-a-tiny-org.ts";

const at =
  (paths: Readonly<Record<string, unknown>>): Answer =>
  ({ path: asked, query }) =>
    Object.hasOwn(paths, asked) && !query.has("filter") ? { body: paths[asked] } : undefined;

const refused: Answer = () => ({ status: 404, body: { errorCode: "E0000007", errorSummary: "Not found" } });
const refusedAt =
  (...paths: readonly string[]): Answer =>
  (asked) =>
    paths.includes(asked.path) ? refused(asked) : undefined;

const kim = (more: object = {}) => ({
  id: "00uKim",
  status: "ACTIVE",
  created: "2020-01-01T00:00:00.000Z",
  profile: { login: "kim@acme.example" },
  ...more,
});

const gapsOf = async (answer: Answer, slices?: readonly Slice[]) => {
  const { gaps } = await tryReading({
    answer,
    ...(slices === undefined ? {} : { plan: aPlan({ slices: new Set(slices) }) }),
  });
  return gaps.map(({ slice, reason, ids }) => ({ slice, reason, ids }));
};

describe("a view that cannot be whole is a gap:", () => {
  it.each<{ name: string; answer: Answer; slice: Slice; reason: RegExp }>([
    { name: "nobody", answer: at({ "/api/v1/users": [] }), slice: "users", reason: /listed nobody/ },
    {
      name: "no Everyone",
      answer: at({
        "/api/v1/groups": [{ id: "00gMfa", type: "OKTA_GROUP", profile: { name: "MFA Required" } }],
      }),
      slice: "groups",
      reason: /did not list its own group Everyone/,
    },
    {
      name: "an imported group called Everyone in place of Okta's own",
      answer: at({ "/api/v1/groups": [{ id: "00gAd", type: "APP_GROUP", profile: { name: "Everyone" } }] }),
      slice: "groups",
      reason: /did not list its own group Everyone/,
    },
    {
      name: "no administrator",
      answer: at({ "/api/v1/iam/assignees/users": { value: [] }, "/api/v1/groups/00gAdmins/roles": [] }),
      slice: "admin-roles",
      reason: /showed no administrator.+Super Administrator role, or a custom role/,
    },
    {
      name: "no authenticators",
      answer: at({ "/api/v1/authenticators": [] }),
      slice: "authenticators",
      reason: /listed no authenticator/,
    },
  ])("$name", async ({ answer, slice, reason }) => {
    expect(await gapsOf(answer, [slice])).toEqual([
      { slice, reason: expect.stringMatching(reason), ids: [] },
    ]);
  });

  it("more than one person in twenty gone while enrolments were read", async () => {
    const view = "/api/v1/users/00uDana/authenticator-enrollments";
    expect(await gapsOf(refusedAt(view, "/api/v1/users/00uDana"), ["users", "factors"])).toEqual([
      { slice: "users", reason: expect.stringContaining("1 of 3 people were gone"), ids: ["00uDana"] },
    ]);
  });

  it("roles that answer 404 of a holder who is still there, a person or a group", async () => {
    const answer = refusedAt("/api/v1/users/00uNia/roles", "/api/v1/groups/00gAdmins/roles");
    const here = at({ "/api/v1/groups/00gAdmins": { id: "00gAdmins", profile: { name: "MFA Admins" } } });
    expect(await gapsOf((asked) => answer(asked) ?? here(asked))).toMatchObject([
      { slice: "admin-roles", reason: expect.stringContaining("404 E0000007"), ids: [] },
    ]);
  });

  it("somebody in a group whom the list of people lacks, and who is judged all the same", async () => {
    const { gaps, slices } = await tryReading({
      answer: at({
        "/api/v1/groups/00gMfa/users": [kim()],
        "/api/v1/users/00uKim/authenticator-enrollments": [],
      }),
    });
    expect(gaps).toMatchObject([
      {
        slice: "users",
        reason: "Okta's list of people lacks kim@acme.example (00uKim), who is ACTIVE and in a group",
        ids: ["00uKim"],
      },
    ]);
    expect(slices.users?.people.map(({ id }) => id)).toContain("00uKim");
    expect(Object.keys(slices.factors ?? {})).toContain("00uKim");
  });

  it.each([
    ["an administrator", { "/api/v1/iam/assignees/users": { value: [{ id: "00uNia" }, { id: "00uKim" }] } }],
    ["assigned to an application", { "/api/v1/apps/0oaPay/users": [{ id: "00uKim" }, { id: "00uKim" }] }],
  ])("%s whom the list of people lacks", async (where, lists) => {
    const people = {
      "/api/v1/users/00uKim": kim(),
      "/api/v1/users/00uKim/roles": [],
      "/api/v1/users/00uKim/authenticator-enrollments": [],
    };
    const gaps = await gapsOf(at({ ...lists, ...people }));
    expect(gaps).toMatchObject([{ slice: "users", reason: expect.stringContaining(`and ${where}`) }]);
  });
});

describe("no gap is", () => {
  const inGroup = (member: object): Answer =>
    at({ "/api/v1/groups/00gMfa/users": [member], "/api/v1/users/00uKim/authenticator-enrollments": [] });

  it.each<[string, Answer]>([
    ["a member who was deactivated", inGroup(kim({ status: "DEPROVISIONED" }))],
    [
      "a member who was created while the org was read",
      inGroup(kim({ created: "2999-01-01T00:00:00.000Z" })),
    ],
    [
      "a member who came back while the org was read",
      inGroup(kim({ activated: "2999-01-01T00:00:00.000Z" })),
    ],
    [
      "an administrator who was deleted",
      at({ "/api/v1/iam/assignees/users": { value: [{ id: "00uNia" }, { id: "00uGone" }] } }),
    ],
  ])("%s", async (_what, answer) => {
    expect(await gapsOf(answer)).toEqual([]);
  });

  it("an empty list of people where only some are asked about", async () => {
    const plan = aPlan({ onlyPeople: ["00uGone" as UserId], enrolmentsNeededFor: () => [] });
    expect((await tryReading({ plan })).gaps).toEqual([]);
  });
});

describe("a snapshot file", () => {
  const saved = async (org: ReturnType<typeof anOrg>) => {
    const file = path.join(await mkdtemp(path.join(tmpdir(), "acme-")), "org.json");
    await writeFile(file, snapshotToJson(org));
    return (await readSnapshotFile(file)).gaps.map(({ slice, reason }) => [slice, reason]);
  };
  const org = anOrg({ people: [aPerson("nia@acme.example")] });
  const holding = (groups: readonly ReturnType<typeof aGroup>[]) => ({
    ...org,
    slices: { users: { people: [aPerson("nia@acme.example")], deprovisioned: 0 }, groups },
  });

  it("of a view that cannot be whole has that gap, also when it was saved without", async () => {
    expect(await saved(holding([aGroup("Staff")]))).toMatchObject([["groups", /Everyone/]]);
    expect(await saved(holding([aGroup("Everyone", "BUILT_IN")]))).toEqual([]);
  });

  it("keeps its own reason where it has one", async () => {
    const gaps = [{ slice: "groups", reason: "malformed group 00gX", affected: 1, ids: ["00gX"] }] as const;
    expect(await saved({ ...holding([aGroup("Staff")]), gaps })).toEqual([
      ["groups", "malformed group 00gX"],
    ]);
  });
});
