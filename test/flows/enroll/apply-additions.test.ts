import { describe, expect, it, vi } from "vitest";
import { applyAdditions } from "../../../src/flows/enroll/apply-additions.ts";
import {
  type MembershipLog,
  openMembershipLog,
  readMembershipLog,
} from "../../../src/flows/enroll/membership-log.ts";
import type { GroupId, UserId } from "../../../src/model/ids.ts";
import type { Addition, MissingMembership } from "../../../src/model/memberships.ts";
import { readConnectionSettings } from "../../../src/okta/access/connection-settings.ts";
import { connect } from "../../../src/okta/connect.ts";
import { enrollingAcme, people } from "../../support/enrolling-acme.ts";
import { fakeTiming } from "../../support/fake-timing.ts";
import { temporaryFolder } from "../../support/seeded-ledger.ts";
import { type Answer, startTinyOkta } from "../../support/tiny-okta.ts";

// The first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const group = { id: "00gMfa" as GroupId, name: "MFA Required" };
const missing = (name: string, change: Partial<MissingMembership> = {}): MissingMembership => ({
  group,
  user: { id: `00u${name}` as UserId, login: `${name}@acme.example` },
  requirements: ["everyone"],
  isDeclared: false,
  ...change,
});
const planned = ["Nia", "Omar", "Dana"].map((name) => missing(name));

/** Fate of the first change of a group: whether it is made, and what is answered. */
interface Trouble {
  readonly isMade: boolean;
  readonly reply: ReturnType<Answer>;
  /** How often. */
  readonly times: number;
  readonly isUnreadableAfter?: boolean;
}

/** A group on a real socket that three people are missing from. */
async function groupInTrouble(trouble: Trouble | null) {
  const members = new Set<string>();
  let puts = 0;
  const groupsOf = (user: string): ReturnType<Answer> =>
    trouble?.isUnreadableAfter === true && puts > 0
      ? { status: 403, body: { errorCode: "E0000006" } }
      : {
          body: members.has(user)
            ? [{ id: group.id, type: "OKTA_GROUP", profile: { name: group.name } }]
            : [],
        };
  const add = (user: string): ReturnType<Answer> => {
    puts += 1;
    const hit = trouble !== null && puts <= trouble.times ? trouble : null;
    if (hit?.isMade !== false) members.add(user);
    return hit?.reply ?? { status: 204, body: "" };
  };
  const server = await startTinyOkta(({ method, path }) => {
    const [, user] = /^\/api\/v1\/users\/([^/]+)\/groups$/.exec(path) ?? [];
    if (user !== undefined) return groupsOf(user);
    return method === "PUT" ? add(path.slice(path.lastIndexOf("/") + 1)) : undefined;
  });
  return { server, members, puts: () => puts };
}

const connectTo = (url: string) =>
  connect(readConnectionSettings({ OKTA_ORG_URL: url, OKTA_API_TOKEN: "00token" }), fakeTiming(Date.now()));

const aLog = async (): Promise<MembershipLog> =>
  openMembershipLog(
    `${await temporaryFolder()}/undo.jsonl`,
    { url: "https://acme.okta.com", id: null },
    () => new Date(),
  );

const signal = new AbortController().signal;
const usual = { signal, includePending: false, onDone: () => undefined };
const statuses = (made: readonly Addition[]) => made.map(({ status }) => status);

describe("a change in trouble", () => {
  it.each<[string, Trouble, readonly string[], number]>([
    [
      "made, and the answer lost: asked once more, which does the same",
      { isMade: true, reply: { cut: "before" }, times: 1 },
      ["added", "added", "added"],
      4,
    ],
    [
      "429 and then done",
      { isMade: false, reply: { status: 429 }, times: 2 },
      ["added", "added", "added"],
      5,
    ],
    [
      "made, and every answer lost: the membership tells",
      { isMade: true, reply: { cut: "before" }, times: 5 },
      ["added", "added", "added"],
      7,
    ],
    [
      "never made, and no answer: the membership tells",
      { isMade: false, reply: { status: 500 }, times: 99 },
      ["failed", "failed", "failed"],
      15,
    ],
    [
      "and nobody can tell what came of it",
      { isMade: true, reply: { cut: "before" }, times: 5, isUnreadableAfter: true },
      ["unknown", "failed", "failed"],
      5,
    ],
    [
      "refused: certain at once",
      { isMade: false, reply: { status: 403, body: { errorCode: "E0000006" } }, times: 1 },
      ["failed", "added", "added"],
      3,
    ],
  ])("%s", async (_, trouble, expected, puts) => {
    const org = await groupInTrouble(trouble);
    const log = await aLog();
    const made = await applyAdditions(planned, { ...usual, connection: connectTo(org.server.url), log });
    await log.close();
    await org.server.close();
    expect([statuses(made), org.puts()]).toEqual([expected, puts]);
    // Whatever was made, or may have been, is in the file.
    const { ours } = await readMembershipLog(log.path);
    expect(ours.map(({ user }) => user.id).sort()).toEqual([...org.members].sort());
  });

  it("adds nobody further who could not be added before: that may be why it was asked", async () => {
    const org = await groupInTrouble({ isMade: false, reply: { status: 403 }, times: 1 });
    const log = await aLog();
    const other = { id: "00gStaff" as GroupId, name: "Staff" };
    const twice = [missing("Nia"), missing("Nia", { group: other }), missing("Omar")];
    const made = await applyAdditions(twice, { ...usual, connection: connectTo(org.server.url), log });
    await log.close();
    await org.server.close();
    expect(statuses(made)).toEqual(["failed", "not tried", "added"]);
  });

  it("leaves no change unlogged, wherever the log fails", async () => {
    for (let lines = 0; lines < planned.length * 2; lines += 1) {
      const org = await groupInTrouble(null);
      const written: string[] = [];
      const log: MembershipLog = {
        path: "undo.jsonl",
        write: async (step, { user }) => {
          if (written.length === lines) throw new Error("the disk is full");
          written.push(`${step} ${user.id}`);
        },
        close: async () => undefined,
      };
      const applying = { ...usual, connection: connectTo(org.server.url), log };
      await expect(applyAdditions(planned, applying)).rejects.toThrow("the disk is full");
      await org.server.close();
      const logged = written.filter((line) => line.startsWith("adding ")).map((line) => line.slice(7));
      expect([...org.members]).toEqual(logged);
    }
  });
});

describe("just before", () => {
  it("everybody is looked at once more: who left, who is in already, who was suspended", async () => {
    const acme = await enrollingAcme();
    const { additions } = (await acme.enroll([])).enrollment;
    const [mfa = ""] = additions.map((addition) => addition.group.id);
    await acme.change("POST", `/users/${acme.userId("dana@acme.example")}/lifecycle/deactivate`);
    await acme.change("POST", `/users/${acme.userId("zoë@acme.example")}/lifecycle/suspend`);
    await acme.change("PUT", `/groups/${mfa}/users/${acme.userId("李娜@acme.example")}`);
    const log = await aLog();
    const connection = connect(readConnectionSettings(acme.env));
    const made = await applyAdditions(additions, { ...usual, connection, log });
    await log.close();
    expect(made.map(({ user, status, reason }) => [user.login, status, reason])).toEqual([
      ["dana@acme.example", "gone", null],
      ["søren@acme.example", "added", null],
      ["zoë@acme.example", "out of scope", "the account is SUSPENDED"],
      ["李娜@acme.example", "already a member", null],
    ]);
    expect(people).toEqual(made.map(({ user }) => user.login));
    // Who was a member before is not in the file, so that nobody takes them out.
    const { ours } = await readMembershipLog(log.path);
    expect(ours.map(({ user }) => user.login)).toEqual(["søren@acme.example"]);
  });

  it("a declared member is added whatever the account's status", async () => {
    const acme = await enrollingAcme();
    const { additions } = (await acme.enroll([])).enrollment;
    await acme.change("POST", `/users/${acme.userId("dana@acme.example")}/lifecycle/suspend`);
    const log = await aLog();
    const declared = additions.slice(0, 1).map((addition) => ({ ...addition, isDeclared: true }));
    const made = await applyAdditions(declared, {
      ...usual,
      connection: connect(readConnectionSettings(acme.env)),
      log,
    });
    await log.close();
    expect(statuses(made)).toEqual(["added"]);
  });
});
