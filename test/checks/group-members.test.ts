import { describe, expect, test } from "vitest";
import check from "../../checks/group-members.check.ts";
import type { BaselineGroup } from "../../src/model/baseline.ts";
import { aBaseline, aDeclaredGroup } from "../support/baseline-builder.ts";
import { anOrg, aPerson, idOf, partOf, without } from "../support/org-builder.ts";
import { draftsOf, foundBy } from "../support/run-check.ts";

const [nia, omar, dana] = ["nia@acme.example", "omar@acme.example", "dana@acme.example"];
const people = [aPerson(nia), aPerson(omar), aPerson(dana, { status: "SUSPENDED" })];

const declared = (change: Partial<BaselineGroup>) =>
  aBaseline({ groups: [aDeclaredGroup("MFA Admins", change)] });
const orgWith = (...members: readonly string[]) => anOrg({ people, groups: { "MFA Admins": members } });

interface Case {
  readonly name: string;
  readonly members: readonly string[];
  readonly onlyMembers?: boolean;
  readonly live: readonly string[];
  readonly actual: readonly string[] | null;
  readonly message?: string;
}

const cases: readonly Case[] = [
  {
    name: "members in any order are in line",
    members: [omar, nia],
    onlyMembers: true,
    live: [nia, omar],
    actual: null,
  },
  { name: "logins compare without regard to case", members: ["Nia@Acme.Example"], live: [nia], actual: null },
  {
    name: "a member can be meant by id",
    members: [idOf.user(nia)],
    onlyMembers: true,
    live: [nia],
    actual: null,
  },
  {
    name: "a person meant by id and by login is one person",
    members: [nia, idOf.user(nia)],
    onlyMembers: true,
    live: [nia],
    actual: null,
  },
  { name: "an open group may hold others", members: [nia], live: [nia, omar], actual: null },
  { name: "a suspended member is a member", members: [dana], live: [dana], actual: null },
  { name: "a closed group without members is empty", members: [], onlyMembers: true, live: [], actual: null },
  {
    name: "an id that is a member is one, in the list of people or not",
    members: [idOf.user("gone@acme.example")],
    onlyMembers: true,
    live: ["gone@acme.example"],
    actual: null,
  },
  {
    name: "a missing member; others of an open group are not listed",
    members: [omar, nia],
    live: [nia, dana],
    actual: [nia],
    message: `Group "MFA Admins" lacks ${omar}.`,
  },
  {
    name: "a suspended stranger in a closed group",
    members: [nia],
    onlyMembers: true,
    live: [nia, dana],
    actual: [dana, nia],
    message: `Group "MFA Admins" has ${dana}, whom the baseline does not name.`,
  },
  {
    name: "a stranger whose login is not known is named by id",
    members: [],
    onlyMembers: true,
    live: ["gone@acme.example"],
    actual: [idOf.user("gone@acme.example")],
    message: `Group "MFA Admins" has ${idOf.user("gone@acme.example")}, whom the baseline does not name.`,
  },
  {
    name: "missing, unheard of and extra people at once",
    members: [nia, "ghost@acme.example"],
    onlyMembers: true,
    live: [omar],
    actual: [omar],
    message: `Group "MFA Admins" lacks ${nia}, and lacks ghost@acme.example (no such person in the org), and has ${omar}, whom the baseline does not name.`,
  },
];

describe("group-members", () => {
  test.each(cases)("$name", ({ members, onlyMembers = false, live, actual, message }) => {
    const drafts = draftsOf(check, declared({ members, onlyMembers }), orgWith(...live));
    expect(drafts.map((draft) => [draft.field, draft.expected, draft.actual, draft.message])).toEqual(
      actual === null ? [] : [["members", members.toSorted(), actual, message]],
    );
  });

  test.each([
    [
      "who is missing",
      { members: [nia, omar], live: [nia] },
      `Run \`pulumi up --refresh\`, or put ${omar} back into the group by hand; for who left for good, change \`members\` in the baseline first.`,
    ],
    [
      "who is not meant",
      { members: [nia], live: [nia, dana] },
      `Run \`pulumi up --refresh\`, or take ${dana} out of the group by hand; for who is to stay in it, change \`members\` in the baseline first.`,
    ],
    [
      "who is not in the org",
      { members: ["ghost@acme.example"], live: [] },
      "Correct the name of ghost@acme.example in the baseline, or activate the account.",
    ],
    [
      "both",
      { members: [nia, omar], live: [nia, dana] },
      `Run \`pulumi up --refresh\`, or put ${omar} back into the group and take ${dana} out of the group by hand; for who left for good or who is to stay in it, change \`members\` in the baseline first.`,
    ],
  ])("the remedy is about %s", (_, { members, live }, remedy) => {
    const [draft] = draftsOf(check, declared({ members, onlyMembers: true }), orgWith(...live));
    expect(draft?.remedy).toBe(remedy);
  });

  test("the sentence names ten people and says how many more", () => {
    const crowd = Array.from({ length: 13 }, (_, at) => `person${String(at).padStart(2, "0")}@acme.example`);
    const org = anOrg({ people: crowd.map((login) => aPerson(login)), groups: { "MFA Admins": crowd } });
    const [draft] = draftsOf(check, declared({ onlyMembers: true }), org);
    expect(draft?.actual).toEqual(crowd);
    expect(draft?.message).toBe(
      `Group "MFA Admins" has ${crowd.slice(0, 10).join(", ")} and 3 more, whom the baseline does not name.`,
    );
  });

  test("everybody is in Everyone, whose members are never listed", () => {
    const everyone = (members: readonly string[]) =>
      aBaseline({ groups: [aDeclaredGroup("Everyone", { managed: false, members })] });
    expect(foundBy(check, everyone([nia, dana]), anOrg({ people }))).toEqual([]);
    expect(foundBy(check, everyone(["ghost@acme.example"]), anOrg({ people }))).toHaveLength(1);
  });

  test("a group that is missing is group-missing's to tell", () => {
    expect(foundBy(check, declared({ members: [nia] }), anOrg({ people }))).toEqual([]);
  });

  test.each([
    ["members of that group", { groupMembers: "group-members" }],
    ["people", { users: "users" }],
  ] as const)("without the %s the answer is unknown", (_, missing) => {
    const found = foundBy(check, declared({ members: [omar, nia] }), without(orgWith(nia, omar), missing));
    expect(found).toEqual([
      {
        subject: "group MFA Admins",
        field: "members",
        status: "unknown",
        expected: [nia, omar],
        actual: null,
      },
    ]);
  });

  describe("where not everybody could be read", () => {
    const ghost = "ghost@acme.example";
    const partly = (live: readonly string[]) => ({ ...orgWith(...live), gaps: [partOf("users")] });

    test.each([
      {
        name: "a member without a login may be the declared one",
        members: [ghost],
        only: true,
        live: ["00u9"],
        status: "unknown",
      },
      {
        name: "one of several may be, in an open group",
        members: [ghost],
        only: false,
        live: ["00u8", "00u9"],
        status: "unknown",
      },
      {
        name: "one of them is too many in a closed group",
        members: [ghost],
        only: true,
        live: ["00u8", "00u9"],
        status: undefined,
      },
      {
        name: "a group without such members lacks the declared one",
        members: [ghost],
        only: false,
        live: [nia],
        status: undefined,
      },
      {
        name: "a known stranger is drift all the same",
        members: [ghost],
        only: true,
        live: [nia, "00u9"],
        status: undefined,
      },
      {
        name: "a known person who is missing is drift all the same",
        members: [ghost, nia],
        only: false,
        live: ["00u9"],
        status: undefined,
      },
      {
        name: "a member without a login is too many when all declared are in",
        members: [nia],
        only: true,
        live: [nia, "00u9"],
        status: undefined,
      },
    ])("$name", ({ members, only, live, status }) => {
      const found = foundBy(check, declared({ members, onlyMembers: only }), partly(live));
      expect(found.map((one) => one.status)).toEqual([status]);
    });
  });

  test("asks for people and members only when the baseline names some", () => {
    expect(check.needs(declared({}))).toEqual([]);
    const needed = ["groups", "group-members", "users"];
    expect(check.needs(declared({ members: [nia] }))).toEqual(needed);
    expect(check.needs(declared({ onlyMembers: true }))).toEqual(needed);
  });
});
