import { describe, expect, it } from "vitest";
import { type Filters, type Order, peopleOf } from "../../../src/report/html/client/select-rows.ts";
import type { PageData, PageFinding, PageProfile } from "../../../src/report/html/page-data.ts";

const profile = (over: Partial<PageProfile>): PageProfile => ({
  status: "ACTIVE",
  answers: "in",
  overall: "i",
  groups: [],
  policy: 0,
  enrolled: 0,
  ways: 0,
  findings: [],
  ...over,
});

const finding = (topic: number | null): PageFinding => ({
  status: "open",
  check: "factors",
  severity: "high",
  requirement: "everyone",
  message: "",
  remedy: "",
  more: [],
  topic,
});

const data: PageData = {
  whole: true,
  loginMark: "@",
  requirements: [
    { id: "everyone", title: "Everyone" },
    { id: "admins", title: "Administrators" },
  ],
  groups: ["Staff", "Admins"],
  policies: [
    { label: "Staff", path: [], uncertainties: [] },
    { label: "Admins", path: [], uncertainties: [] },
  ],
  ways: [[]],
  enrolled: [
    { factors: ["webauthn"], unread: null },
    { factors: [], unread: null },
    { factors: [], unread: "403" },
  ],
  findings: [finding(4), finding(null)],
  profiles: [
    profile({ groups: [0] }),
    profile({ answers: "dn", overall: "d", findings: [0], enrolled: 1 }),
    profile({ answers: "iu", overall: "u", groups: [0, 1], policy: 1, enrolled: 2 }),
    profile({ status: "STAGED", answers: "pp", overall: "p", findings: [1] }),
  ],
  logins: [
    "dana@acme.example",
    "José@acme.example",
    "kim@acme.example",
    "nia@acme.example",
    "omar@acme.example",
  ],
  ids: ["00u1", "00u2", "00u3", "00u4", "00uOmar"],
  profileOf: [0, 1, 3, 2, 0],
};

const none: Filters = {
  text: "",
  verdict: "",
  status: "",
  requirement: null,
  group: null,
  policy: null,
  topic: null,
};
const byLogin: Order = { key: "login", descending: false };
const people = peopleOf(data);

describe("choosing rows", () => {
  it.each<[string, Partial<Filters>, number[]]>([
    ["nothing", {}, [0, 1, 2, 3, 4]],
    ["a part of a login", { text: " ACME.ex" }, [0, 1, 2, 3, 4]],
    ["another spelling of an accent", { text: "jose\u0301" }, [1]],
    ["a part of an id", { text: "00uomar" }, [4]],
    ["nobody's name", { text: "zoe" }, []],
    ["the worst answer", { verdict: "u" }, [3]],
    ["the answer to one requirement", { verdict: "i", requirement: 0 }, [0, 3, 4]],
    ["those to whom a requirement applies", { requirement: 1 }, [2, 3]],
    ["a status", { status: "STAGED" }, [2]],
    ["a group", { group: 1 }, [3]],
    ["a policy", { policy: 1 }, [3]],
    ["a cause", { topic: 4 }, [1]],
    ["several at once", { text: "dana", group: 0, policy: 0 }, [0]],
  ])("by %s", (_, over, rows) => {
    expect(people.rows({ ...none, ...over }, byLogin)).toEqual(rows);
  });

  it.each<[Order["key"], number[], number[]]>([
    ["login", [0, 1, 2, 3, 4], [4, 3, 2, 1, 0]],
    ["verdict", [1, 3, 2, 0, 4], [0, 4, 2, 3, 1]],
    ["status", [0, 1, 3, 4, 2], [2, 0, 1, 3, 4]],
    ["policy", [3, 0, 1, 2, 4], [0, 1, 2, 4, 3]],
    ["factors", [3, 1, 0, 2, 4], [0, 2, 4, 1, 3]],
  ])("sorts by %s, people of the same by login", (key, rising, falling) => {
    expect(people.rows(none, { key, descending: false })).toEqual(rising);
    expect(people.rows(none, { key, descending: true })).toEqual(falling);
  });
});
