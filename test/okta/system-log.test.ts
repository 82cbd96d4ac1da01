import { describe, expect, it } from "vitest";
import { readConnectionSettings } from "../../src/okta/access/connection-settings.ts";
import { connect } from "../../src/okta/connect.ts";
import { type LogStart, pollLog, readLog } from "../../src/okta/system-log.ts";
import { fakeTiming } from "../support/fake-timing.ts";
import { type Answer, type Asked, startTinyOkta } from "../support/tiny-okta.ts";

const event = (uuid: string) => ({
  uuid,
  published: "2026-03-01T03:14:30.662Z",
  eventType: "user.lifecycle.suspend",
  target: null,
});

const since = new Date("2026-03-01T00:00:00.000Z");
const until = new Date("2026-03-02T00:00:00.000Z");
const start: LogStart = { since };

/** A log of these pages; polling it always has a next link, as Okta's has. */
const logOf =
  (stored: readonly (readonly unknown[])[], isPolling: boolean): Answer =>
  ({ path, query, url }: Asked) => {
    if (path !== "/api/v1/logs") return undefined;
    const page = Number(query.get("after") ?? 0);
    const next = isPolling || page + 1 < stored.length ? Math.min(page + 1, stored.length) : null;
    const link = next === null ? [] : [`<${url}${path}?after=${next}&limit=1000>; rel="next"`];
    return { body: stored[page] ?? [], headers: { link } };
  };

async function collect<Page>(
  answer: Answer,
  read: (connection: ReturnType<typeof connect>) => AsyncGenerator<Page>,
): Promise<{ pages: Page[]; paths: readonly string[] }> {
  const server = await startTinyOkta(answer);
  try {
    const settings = readConnectionSettings({ OKTA_ORG_URL: server.url, OKTA_API_TOKEN: "00token" });
    const pages: Page[] = [];
    for await (const page of read(connect(settings, fakeTiming(Date.now())))) pages.push(page);
    return { pages, paths: server.paths() };
  } finally {
    await server.close();
  }
}

const signal = new AbortController().signal;

describe("polling the System Log", () => {
  it("reads until it has caught up, and goes on from where it was", async () => {
    const answer = logOf([[event("e1"), event("e2")], [event("e3")]], true);
    const first = await collect(answer, (connection) =>
      pollLog(connection, start, signal, 'eventType eq "x"'),
    );
    expect(first.pages.flatMap(({ events }) => events.map(({ uuid }) => uuid))).toEqual(["e1", "e2", "e3"]);
    expect(first.paths[0]).toContain("since=2026-03-01T00%3A00%3A00.000Z&limit=1000&filter=eventType+eq");
    const position = first.pages.at(-1)?.position ?? "";
    const again = await collect(answer, (connection) => {
      const { pathname, search } = new URL(position);
      return pollLog(connection, { position: `${pathname}${search}` }, signal);
    });
    expect(again.pages.flatMap(({ events }) => events)).toEqual([]);
    expect(again.paths).toHaveLength(1);
  });

  describe("without a next link", () => {
    /** A log that is stored by the minute, and whose links a proxy takes away. */
    const stored = Array.from({ length: 2500 }, (_, at) => ({
      ...event(`e${at}`),
      published: new Date(since.getTime() + at * 60_000).toISOString(),
    }));
    const withoutLinks: Answer = ({ query }) => ({
      body: stored.filter(({ published }) => published >= (query.get("since") ?? "")).slice(0, 1000),
    });

    it("goes on by time after a full page, and loses nothing", async () => {
      const { pages, paths } = await collect(withoutLinks, (connection) =>
        pollLog(connection, start, signal, 'eventType eq "x"'),
      );
      const uuids = new Set(pages.flatMap(({ events }) => events.map(({ uuid }) => uuid)));
      expect(uuids).toEqual(new Set(stored.map(({ uuid }) => uuid)));
      expect(pages.map(({ isLinkMissing }) => isLinkMissing)).toEqual(pages.map(() => true));
      for (const path of paths) expect(path).toContain("filter=eventType+eq");
    });

    it("reads the last page again, which grows", async () => {
      const page =
        (count: number): Answer =>
        () => ({ body: stored.slice(0, count) });
      const { pages, paths } = await collect(page(2), (connection) => pollLog(connection, start, signal));
      expect(paths).toHaveLength(1);
      const { pathname, search } = new URL(pages.at(-1)?.position ?? "");
      const again = await collect(page(3), (connection) =>
        pollLog(connection, { position: `${pathname}${search}` }, signal),
      );
      expect(again.pages.flatMap(({ events }) => events.map(({ uuid }) => uuid))).toEqual(["e0", "e1", "e2"]);
    });

    it("leaves a link of Okta's behind where a page that it led to is full", async () => {
      const answer: Answer = ({ query }) =>
        query.has("after") ? { body: stored.slice(0, 2) } : { body: [], headers: {} };
      const position = "/api/v1/logs?after=1&limit=2";
      const { paths } = await collect(answer, (connection) => pollLog(connection, { position }, signal));
      expect(paths).toEqual([position, "/api/v1/logs?limit=2&since=2026-03-01T00%3A00%3A00.000Z"]);
    });
  });

  it("names events that it cannot read, and goes on", async () => {
    const { pages } = await collect(logOf([[event("e1"), { uuid: "e2" }]], true), (connection) =>
      pollLog(connection, start, signal),
    );
    expect(pages[0]).toMatchObject({
      events: [{ uuid: "e1" }],
      malformed: [{ id: "e2", reason: expect.stringMatching(/^malformed event e2: published: /) }],
    });
  });

  it("does not send its credentials to a position elsewhere", async () => {
    const read = collect(logOf([], true), (connection) =>
      pollLog(connection, { position: "https://evil.example/api/v1/logs" }, signal),
    );
    await expect(read).rejects.toMatchObject({ code: "OKTA_REFUSED" });
  });
});

describe("reading a part of the System Log", () => {
  it("ends with its last page", async () => {
    const answer = logOf([[event("e1")], [], [event("e2")]], false);
    const { pages, paths } = await collect(answer, (connection) =>
      readLog(connection, { since, until, filter: 'eventType eq "x"' }, signal),
    );
    expect(pages.flatMap(({ events }) => events.map(({ uuid }) => uuid))).toEqual(["e1", "e2"]);
    expect(paths).toHaveLength(3);
    expect(paths[0]).toContain("until=2026-03-02T00%3A00%3A00.000Z");
  });

  it.each<[string, Answer, string]>([
    ["403", () => ({ status: 403, body: { errorCode: "E0000006" } }), "SCOPE_MISSING"],
    ["401", () => ({ status: 401, body: { errorCode: "E0000011" } }), "AUTH_FAILED"],
    ["400", () => ({ status: 400, body: { errorCode: "E0000053" } }), "OKTA_REFUSED"],
    ["500 for ever", () => ({ status: 500 }), "NETWORK"],
    ["no list", () => ({ body: {} }), "OKTA_REFUSED"],
    [
      "full pages without a next link that bring time no further",
      () => ({ body: Array.from({ length: 1000 }, (_, at) => event(`e${at}`)) }),
      "OKTA_REFUSED",
    ],
    [
      "one page for ever, each time with a link of its own",
      ({ url, path, nth }) => ({
        body: [event("e1")],
        headers: { link: `<${url}${path}?after=${nth}>; rel="next"` },
      }),
      "OKTA_REFUSED",
    ],
    ["a dropped connection", () => ({ cut: "before" }), "NETWORK"],
  ])("fails with a code on %s", async (_what, answer, code) => {
    const read = collect(answer, (connection) => pollLog(connection, start, signal));
    await expect(read).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/^(the System Log|Okta)/),
    });
  });
});
