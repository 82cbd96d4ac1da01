import { expect, it } from "vitest";
import type { GroupId, UserId } from "../../src/model/ids.ts";
import { readConnectionSettings } from "../../src/okta/access/connection-settings.ts";
import { connect } from "../../src/okta/connect.ts";
import { addGroupMember, readStatus, removeGroupMember } from "../../src/okta/group-membership.ts";
import { fakeTiming } from "../support/fake-timing.ts";
import { startTinyOkta } from "../support/tiny-okta.ts";

const hostile = [
  "..",
  ".",
  "",
  "00uDana/../00uNia",
  "%2e%2e",
  "00u Dana",
  "00uDana?x=1",
  "00uDana\n",
  "dana@acme.example",
];

it.each(hostile)("asks nothing about %j, which is no id", async (id) => {
  const server = await startTinyOkta(() => ({ status: 204 }));
  const settings = readConnectionSettings({ OKTA_ORG_URL: server.url, OKTA_API_TOKEN: "00token" });
  const connection = connect(settings, fakeTiming(Date.now()));
  const signal = new AbortController().signal;
  const [group, user] = [id as GroupId, id as UserId];
  const refused = {
    name: "ReadFailure",
    kind: "garbage",
    message: expect.stringContaining("is no id of Okta's"),
  };
  try {
    await expect(readStatus(connection, user, signal)).rejects.toMatchObject(refused);
    for (const change of [addGroupMember, removeGroupMember]) {
      for (const membership of [
        { group, user: "00uDana" as UserId },
        { group: "00gMfa" as GroupId, user },
      ]) {
        await expect(change(connection, membership, signal)).rejects.toMatchObject(refused);
      }
    }
    expect(server.paths()).toEqual([]);
  } finally {
    await server.close();
  }
});
